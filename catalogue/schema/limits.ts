/** How much of a schema its readers open. A small document can describe a huge value by references that double. */
export const treeLimits = {
  /** Schemas that one walk over a payload opens. Definitions past it are named and not opened. */
  maxSteps: 10_000,
  /** Levels down to the property that distinguishes events or alternatives: `/data/object/type` at most. */
  maxTagDepth: 3,
} as const;

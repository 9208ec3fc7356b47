/** How much of a schema its readers open. A document can say a lot in little: references to references that double at every step. */
export const treeLimits = {
  /** Schemas that one walk over a payload opens. Definitions past it are named and not opened. */
  maxSteps: 10_000,
} as const;

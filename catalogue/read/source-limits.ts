import type { Code } from '../model/codes.js';

/** What is wrong with a file before it has pointers. */
export interface SourceFinding {
  readonly code: Code;
  readonly message: string;
  readonly fix: string;
  readonly offset: number;
}

/**
 * Generous for documents by people, small enough that a hostile one costs seconds, not the machine. JSON may be larger
 * than YAML: it is read faster, and a published document has all its files in it.
 */
export const limits = {
  bytes: 64 * 1024 * 1024,
  yamlBytes: 16 * 1024 * 1024,
  depth: 200,
  nodes: 2_000_000,
  aliased: 100_000,
  members: 10_000,
} as const;

/** Ends the reading of a file. */
export class LimitReached extends Error {
  readonly finding: SourceFinding;
  constructor(finding: SourceFinding) {
    super(finding.message);
    this.finding = finding;
  }
}

export const tooDeep = (offset: number): SourceFinding => ({
  code: 'limit',
  message: `nested deeper than ${limits.depth} levels`,
  fix: 'move inner schemas to components.schemas and refer to them by $ref',
  offset,
});

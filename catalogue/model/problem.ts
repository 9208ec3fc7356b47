import type { Code } from './codes.js';

/** What is wrong with a document. Codes are stable; each has a section in docs/problems.md and a test. */
export interface Problem {
  readonly code: Code;
  readonly severity: 'error' | 'warning';
  /** One sentence: what is wrong, with the value that is wrong. */
  readonly message: string;
  /** What to do, in one line. */
  readonly fix: string;
  readonly pointer: string;
  /** As given on the command line, or relative to the document's folder for another file. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 code units. */
  readonly column: number;
  /** The lines around it, marked; empty if the file could not be read. */
  readonly frame: string;
}

/** A problem as a rule finds it. Its file and line are looked up later. */
export interface Finding {
  readonly code: Code;
  readonly message: string;
  readonly fix: string;
  readonly pointer: string;
  /** Point at the property's name rather than at its value. */
  readonly atKey?: boolean;
}

export type ReportFinding = (finding: Finding) => void;

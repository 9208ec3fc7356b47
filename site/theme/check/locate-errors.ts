import type { ValidationError } from '@hookbook/runtime';
import type { Candidate } from './find-event.js';
import { scanJson } from './scan-json.js';
import { createRangeFinder, type TextRange } from './text-range.js';

/** An error in the payload and its location; for a missing property, the object that lacks it. */
export interface LocatedError extends ValidationError {
  readonly range: TextRange;
  /** Whether the tolerant validators, which receivers use, report it too. */
  readonly refused: boolean;
}

export function locateErrors({ strict, tolerant }: Candidate, text: string): LocatedError[] {
  const keyOf = ({ pointer, keyword }: ValidationError) => JSON.stringify([pointer, keyword]);
  const refused = new Set(tolerant.map(keyOf));
  const known = new Set(strict.map(keyOf));
  const all = [...strict, ...tolerant.filter((error) => !known.has(keyOf(error)))];
  const scan = scanJson(
    text,
    all.map(({ pointer }) => pointer),
  );
  const rangeAt = createRangeFinder(text);
  return all.map((error) => {
    const { start, end } = scan.locate(error.pointer);
    return { ...error, range: rangeAt(start, end), refused: refused.has(keyOf(error)) };
  });
}

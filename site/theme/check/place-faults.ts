import type { ValidationError } from '@hookbook/runtime';
import type { Candidate } from './find-event.js';
import { createPlaces, type Place } from './place.js';
import { scanJson } from './scan-json.js';

/** An error in the payload and its location; for a missing property, the object that lacks it. */
export interface Fault extends ValidationError {
  readonly place: Place;
  /** Whether the tolerant validators, which receivers use, report it too. */
  readonly refused: boolean;
}

export function placeFaults({ strict, tolerant }: Candidate, text: string): Fault[] {
  const keyOf = ({ pointer, keyword }: ValidationError) => JSON.stringify([pointer, keyword]);
  const refused = new Set(tolerant.map(keyOf));
  const known = new Set(strict.map(keyOf));
  const all = [...strict, ...tolerant.filter((error) => !known.has(keyOf(error)))];
  const scan = scanJson(
    text,
    all.map(({ pointer }) => pointer),
  );
  const placeAt = createPlaces(text);
  return all.map((error) => {
    const { start, end } = scan.locate(error.pointer);
    return { ...error, place: placeAt(start, end), refused: refused.has(keyOf(error)) };
  });
}

import type { Json } from '../catalogue/model/model.js';
import { joinPointer } from '../catalogue/model/pointer.js';

/** A difference whose event isn't known yet. The pointer starts at what was compared; the message has no location. */
export interface Found {
  readonly code: string;
  readonly pointer: string;
  /** `integer, was string` */
  readonly message: string;
}

export const found = (code: string, message: string, ...segments: readonly string[]): Found => ({
  code,
  pointer: joinPointer('', ...segments),
  message,
});

/** Findings in a property or an item, with pointers from the value around it. */
export const below = (segment: string, all: readonly Found[]): Found[] =>
  all.map((one) => ({ ...one, pointer: `${joinPointer('', segment)}${one.pointer}` }));

/** A value of the document in a message: one short line. */
export function show(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** `"a", "b" and 3 more` */
export function showAll(values: readonly Json[]): string {
  const shown = values.slice(0, 4).map(show);
  const more = values.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}

import { escapeUnits } from '@hookbook/runtime/inspect';
import type { Json } from '../../../catalogue/model/model.js';
import { visibleText } from '../../../generators/render/visible-text.js';
import { applyEdits } from '../../../requests/edits.js';
import type { FreshValue } from './fresh-value.js';

/** A property whose value the shell sets: its path, and the variable with the new value. */
export interface Hole extends FreshValue {
  readonly pointer: string;
  readonly variable: string;
}

/**
 * JSON as one shell word, in single quotes except for its variables. Invisible characters and the quote itself are
 * written as JSON escapes, so the bytes that are sent are those that are read.
 */
export function printBody(payload: Json, holes: readonly Hole[]): string {
  const token = unusedToken(JSON.stringify(payload));
  const marked = holes.map((hole, at) => ({ ...hole, mark: `${token}${at}x` }));
  const filled = applyEdits(
    payload,
    marked.map(({ pointer, head, mark, tail, quoted }) => ({ kind: 'set', pointer, value: quoted ? `${head}${mark}${tail}` : mark })),
  );
  return marked.reduce(
    (text, { mark, tail, quoted, variable }) => text.replace(quoted ? mark : `"${mark}"`, () => `'"$${variable}"'${quoted ? '' : tail}`),
    `'${printJson(filled)}'`,
  );
}

const unprintable = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const printJson = (value: Json) =>
  visibleText(JSON.stringify(value, null, 2))
    .replace(unprintable, escapeUnits)
    .replaceAll("'", escapeUnits);

function unusedToken(text: string): string {
  for (let serial = 0; ; serial += 1) if (!text.includes(`hole${serial}x`)) return `hole${serial}x`;
}

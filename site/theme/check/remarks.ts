import { decodeText, type Reading } from '@hookbook/runtime/inspect';
import { maxBodyBytes } from './outcome.js';
import { scanJson } from './scan-json.js';
import { createRangeFinder, type TextRange } from './text-range.js';

/** What readers of JSON may disagree on. */
export type Remark =
  | { readonly kind: 'bom' | 'not-utf-8' | 'too-deep' | 'large' }
  | { readonly kind: 'repeated' | 'repeated-told'; readonly text: string; readonly range: TextRange }
  | { readonly kind: 'lossy'; readonly text: string; readonly range: TextRange };

/** A payload with these can't be read. */
export const isUnreadable = (remark: Remark): remark is Unreadable => unreadable.includes(remark.kind);

type Unreadable = Remark & { readonly kind: 'bom' | 'not-utf-8' | 'too-deep' };
const unreadable: readonly Remark['kind'][] = ['bom', 'not-utf-8', 'too-deep'];

export function remarkBytes(bytes: Uint8Array, text: string): Remark[] {
  const remarks: Remark[] = [];
  if (text.startsWith('\uFEFF')) remarks.push({ kind: 'bom' });
  if (decodeText(bytes) === null) remarks.push({ kind: 'not-utf-8' });
  if (bytes.length > maxBodyBytes) remarks.push({ kind: 'large' });
  return remarks;
}

/** What a receiver notices when it reads the payload. */
export function remarkReading(reading: Reading, text: string): Remark[] {
  if (reading.kind === 'unreadable') return reading.error.keyword === 'depth' ? [{ kind: 'too-deep' }] : [];
  const doubtful = reading.kind === 'unknown' ? / occurs more than once$/.exec(reading.why) : null;
  const told = doubtful === null || reading.kind !== 'unknown' ? [] : [reading.why.slice(0, doubtful.index)];
  if (told.length === 0 && reading.warnings.length === 0) return [];
  const scan = scanJson(text, [...told, ...reading.warnings.map(({ pointer }) => pointer)]);
  const rangeAt = createRangeFinder(text);
  const range = (pointer: string) => {
    const { start, end } = scan.locate(pointer);
    return rangeAt(start, end);
  };
  return [
    ...told.map((pointer): Remark => ({ kind: 'repeated-told', text: pointer, range: range(pointer) })),
    ...reading.warnings.map(({ pointer }): Remark => ({ kind: 'lossy', text: pointer, range: range(pointer) })),
  ];
}

import type { SignedPart, Source } from '../../catalogue/model/model.js';

/** As in a document: `/id`, `header:webhook-id`. */
export const describeSource = (source: Source): string =>
  source.kind === 'pointer' ? source.pointer : `header:${source.header.toLowerCase()}`;

/** As in a document: `{header:webhook-id}.{body}`. */
export const describeParts = (parts: readonly SignedPart[]): string =>
  parts.map((part) => (part.kind === 'text' ? part.text : part.kind === 'body' ? '{body}' : `{${describeSource(part)}}`)).join('');

/** A duration in the largest unit that gives a whole number. */
export function describeSpan(ms: number): string {
  const units: readonly [number, string][] = [
    [86_400_000, 'd'],
    [3_600_000, 'h'],
    [60_000, 'min'],
    [1000, 's'],
  ];
  const [size, unit] = units.find(([each]) => ms > 0 && ms % each === 0) ?? [1, 'ms'];
  return `${ms / size} ${unit}`;
}

/** How much of a body a message shows. */
const shownBytes = 80;
const before = 20;

/** Bytes as printable text on one line. */
function escapeBytes(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) =>
    byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`,
  ).join('');
}

/** Both texts around the first difference, shortened for a message; null if they are equal. */
export function showDifference(one: Uint8Array, other: Uint8Array): readonly [string, string] | null {
  const length = Math.max(one.length, other.length);
  const at = Array.from({ length }).findIndex((_, index) => one[index] !== other[index]);
  if (at < 0) return null;
  const start = length <= shownBytes ? 0 : Math.max(0, at - before);
  const show = (bytes: Uint8Array) =>
    `${start > 0 ? '…' : ''}${escapeBytes(bytes.subarray(start, start + shownBytes))}${bytes.length > start + shownBytes ? '…' : ''}`;
  return [show(one), show(other)];
}

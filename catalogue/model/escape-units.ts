/** Each UTF-16 code unit as `\uXXXX`, which JSON and JavaScript read back as the same character. */
export function escapeUnits(text: string): string {
  return Array.from({ length: text.length }, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
}

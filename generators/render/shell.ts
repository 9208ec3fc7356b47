/** What a terminal or a reader can't be shown as it is: controls, what reorders or hides text, halves of pairs. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** The text as one word of a POSIX shell: bare where nothing in it means anything to a shell, else in single quotes. */
export function shellWord(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** Whether single quotes hold it safely: everything in it is seen, and pasting it into a terminal types nothing else. */
export function isPlainText(text: string): boolean {
  return !unprintable.test(text);
}

/** A `printf` that gives exactly these bytes in every POSIX shell: what isn't plain ASCII as octal escapes of its format. */
export function shellPrintf(bytes: Uint8Array): string {
  const format = Array.from(bytes, (byte) => {
    const character = String.fromCharCode(byte);
    if (character === '%') return '%%';
    return /[ !"#$&(-[\]-~]/.test(character) ? character : `\\${byte.toString(8).padStart(3, '0')}`;
  });
  return `printf '${format.join('')}'`;
}

/** What a terminal or a reader can't be shown as it is: controls, what reorders or hides text, halves of pairs. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** The text as one word of a POSIX shell: bare where nothing in it means anything to a shell, else in single quotes. */
export function shellWord(text: string): string {
  // A `=` in front would be the path of a command to zsh.
  return /^(?!=)[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** Whether single quotes hold it safely: all of it is visible, and a terminal takes none of it for a key. */
export function isPlainText(text: string): boolean {
  return !unprintable.test(text);
}

/** A `printf` that gives exactly these bytes in every POSIX shell, with octal escapes for all but plain ASCII. */
export function shellPrintf(bytes: Uint8Array): string {
  return `printf '${guardFormat(printfFormat(bytes))}'`;
}

/** A `printf` of texts and of what the words between them expand to: `printf '%s.%s' "$time" "$body"`. */
export function shellJoin(parts: readonly (string | { readonly word: string })[]): string {
  const words = parts.flatMap((part) => (typeof part === 'string' ? [] : [part.word]));
  const format = parts.map((part) => (typeof part === 'string' ? printfFormat(new TextEncoder().encode(part)) : '%s')).join('');
  return ['printf', format === '%s' ? format : `'${guardFormat(format)}'`, ...words].join(' ');
}

function printfFormat(bytes: Uint8Array): string {
  const format = Array.from(bytes, (byte) => {
    const character = String.fromCharCode(byte);
    if (character === '%') return '%%';
    return /[ !"#$&(-[\]-~]/.test(character) ? character : `\\${byte.toString(8).padStart(3, '0')}`;
  });
  return format.join('');
}

/** A hyphen in front would begin an option. */
const guardFormat = (format: string) => format.replace(/^-/, '\\055');

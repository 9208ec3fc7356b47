import type { SplitRequest } from './split-request.js';

/** The headers and body of a `curl` command, as a POSIX shell would pass them; null without a body. */
export function splitCurl(command: string): SplitRequest | null {
  const [, ...words] = splitWords(command);
  const headers: string[] = [];
  const bodies: string[] = [];
  let method = 'POST';
  let json = false;
  for (let at = 0; at < words.length; at++) {
    const { name, value } = readOption(words[at] ?? '');
    const taken = name === null ? null : (value ?? words[++at] ?? '');
    if (taken === null) continue;
    if (name === 'header') headers.push(taken);
    else if (name === 'method') method = taken.toUpperCase();
    else if (name === 'raw' || !taken.startsWith('@')) bodies.push(taken);
    json ||= name === 'json';
  }
  if (json && !headers.some((line) => /^content-type\s*:/i.test(line))) headers.push('Content-Type: application/json');
  return bodies.length === 0 ? null : { kind: 'curl', headers: [`${method} / HTTP/1.1`, ...headers].join('\n'), body: bodies.join('&') };
}

type Option = 'header' | 'method' | 'raw' | 'data' | 'json';

const options: ReadonlyMap<string, Option> = new Map([
  ['-H', 'header'],
  ['--header', 'header'],
  ['-X', 'method'],
  ['--request', 'method'],
  ['-d', 'data'],
  ['--data', 'data'],
  ['--data-ascii', 'data'],
  ['--data-raw', 'raw'],
  ['--data-binary', 'data'],
  ['--json', 'json'],
]);

/** `-H`, `-HName: value`, `--header`, `--header=…`: the option of a word, and its value if in the same word. */
function readOption(word: string): { readonly name: Option | null; readonly value: string | null } {
  const whole = options.get(word);
  if (whole !== undefined) return { name: whole, value: null };
  const [, long = '', value = ''] = /^(--[a-z-]+)=([\s\S]*)$/.exec(word) ?? [];
  const named = options.get(long);
  if (named !== undefined) return { name: named, value };
  const short = /^-[HXd]/.test(word) ? options.get(word.slice(0, 2)) : undefined;
  return short === undefined ? { name: null, value: null } : { name: short, value: word.slice(2) };
}

/** The words of a shell command: quoted by `'`, `"` or `$'`, lines joined by a backslash. */
function splitWords(command: string): string[] {
  const words: string[] = [];
  const token = /\\\r?\n|\s+|\$'((?:[^'\\]|\\[\s\S])*)'|'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])|([\s\S])/g;
  let word: string | null = null;
  for (const [all, ansi, single, double, escaped, plain] of command.matchAll(token)) {
    const text = single ?? plain ?? escaped ?? (double === undefined ? undefined : double.replace(/\\(\r?\n|[$`"\\])/g, readEscape));
    const piece = text ?? (ansi === undefined ? undefined : readAnsi(ansi));
    if (piece !== undefined) word = (word ?? '') + piece;
    else if (word !== null && !all.startsWith('\\')) {
      words.push(word);
      word = null;
    }
  }
  return word === null ? words : [...words, word];
}

const readEscape = (_: string, character: string) => (character.endsWith('\n') ? '' : character);

const letters: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

const readAnsi = (text: string) =>
  text.replace(/\\(?:u([0-9a-fA-F]{1,4})|x([0-9a-fA-F]{1,2})|([\s\S]))/g, (_, unit?: string, byte?: string, letter = '') =>
    unit === undefined && byte === undefined ? (letters[letter] ?? letter) : String.fromCharCode(Number.parseInt(unit ?? byte ?? '', 16)),
  );

import { isPlainText, shellPrintf, shellWord } from '../generators/render/shell.js';
import type { WireRequest } from './wire-request.js';

/** Linux limits a word of a command line to 128 KiB, but not for `printf`, which is part of the shell. */
const maxWordBytes = 100_000;

/**
 * A POSIX shell command that sends the same bytes with curl. It contains the signature, never the secret. A body with
 * control characters goes through `printf`, so that the command is safe to print and paste.
 */
export function renderCurl({ url, headers, body }: WireRequest): string {
  const text = decode(body);
  const asWord = text !== null && isPlainText(text) && body.length <= maxWordBytes;
  const words = [
    // Without globbing, curl keeps the brackets of a URL.
    ...['curl', '--globoff', '--include', '--request', 'POST', shellWord(url)],
    ...Object.entries(headers).flatMap(([name, value]) => ['--header', shellWord(value === '' ? `${name};` : `${name}: ${value}`)]),
    // --data would read the file that an @ names.
    ...(asWord ? ['--data-raw', shellWord(text)] : ['--data-binary', '@-']),
  ];
  return asWord ? words.join(' ') : `${shellPrintf(body)} | ${words.join(' ')}`;
}

function decode(body: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return null; // not UTF-8
  }
}

import { isPlainText, shellPrintf, shellWord } from '../generators/render/shell.js';
import type { WireRequest } from './wire-request.js';

/** A word of a command line may be 128 KiB on Linux; `printf`, a part of the shell, takes longer ones. */
const longestWord = 100_000;

/**
 * The request as one line for a POSIX shell that sends the same bytes with curl. It holds the signature, never the secret. A body with
 * characters that a terminal would act on goes through `printf`, so that the line is safe to print and to paste.
 */
export function renderCurl({ url, headers, body }: WireRequest): string {
  const text = decode(body);
  const asWord = text !== null && isPlainText(text) && body.length <= longestWord;
  const words = [
    // No globbing: brackets of an address are its own.
    ...['curl', '--globoff', '--include', '--request', 'POST', shellWord(url)],
    ...Object.entries(headers).flatMap(([name, value]) => ['--header', shellWord(value === '' ? `${name};` : `${name}: ${value}`)]),
    // --data would take @ for a file's name; --data-raw takes everything as it is.
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

import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { renderCurl } from '../../../requests/curl.js';

const encoder = new TextEncoder();
const request = (text: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = { 'content-type': 'application/json' }) => ({
  url: 'http://127.0.0.1:3000/webhooks/acme?a=1&b=[2]',
  headers,
  body: typeof text === 'string' ? encoder.encode(text) : text,
});

/** What the shell hands to curl: its words, and the bytes of its standard input where it reads them. */
function runLine(line: string) {
  const script = `curl() { for word; do printf '%s\\0' "$word"; done >&2; for word; do [ "$word" != @- ] || cat; done; }\n${line}\n`;
  const { stdout, stderr, status } = spawnSync('sh', { input: script });
  const words = stderr.toString('utf8').split('\0').slice(0, -1);
  const at = words.findIndex((word) => word.startsWith('--data'));
  const body = words[at] === '--data-raw' ? encoder.encode(words[at + 1]) : new Uint8Array(stdout);
  return { status, words, body };
}

describe('the curl line', () => {
  test.each([
    { name: 'plain JSON', given: '{"a":1}' },
    { name: 'single quotes', given: `{"a":"it's; rm -rf ~ '"}` },
    { name: 'what shells expand', given: '{"a":"$(id) `id` $HOME !! \\\\n %s %d * ?"}' },
    { name: 'a file name to curl', given: '@/etc/passwd' },
    { name: 'an option', given: '--output=/tmp/x' },
    { name: 'letters of the world', given: '{"a":"çà 😀 中文"}' },
    { name: 'an option to printf', given: '-v\u0007' },
    { name: 'a path to zsh', given: '=ls' },
    { name: 'escape sequences', given: '{"a":"\u001b]52;c;\u0007\u009b31m"}' },
    { name: 'line breaks and blanks at its end', given: '{"a":1}\n\n \t' },
    { name: 'what reorders text', given: '{"a":"\u202e txt.exe \u2066"}' },
    { name: 'a byte order mark', given: '\ufeff{}' },
    { name: 'nothing', given: '' },
    { name: 'NUL, and bytes that are no UTF-8', given: Uint8Array.from([0, 255, 37, 39, 92, 10]) },
    { name: 'digits after what is escaped', given: '\u00011\u000177' },
    { name: 'more than a word may hold', given: `{"a":"${'x'.repeat(200_000)}'%"}` },
  ])('sends $name byte for byte, on one line that steers no terminal', ({ given }) => {
    const wanted = request(given);
    const line = renderCurl(wanted);
    expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    const { status, words, body } = runLine(line);
    expect({ status, body: Buffer.from(body).toString('hex') }).toEqual({ status: 0, body: Buffer.from(wanted.body).toString('hex') });
    expect(words.slice(0, 5)).toEqual(['--globoff', '--include', '--request', 'POST', wanted.url]);
  });

  it('has every header, an empty one too', () => {
    const { words } = runLine(renderCurl(request('{}', { 'x-a': `it's $HOME`, 'x-b': '' })));
    expect(words.flatMap((word, at) => (word === '--header' ? [words[at + 1]] : []))).toEqual([`x-a: it's $HOME`, 'x-b;']);
  });

  it('sends any text, and any header, as they are', () => {
    const line = fc.record({ body: fc.string({ unit: 'binary', maxLength: 60 }), header: fc.string({ maxLength: 40 }) });
    fc.assert(
      fc.property(line, ({ body, header }) => {
        const wanted = request(body, { 'x-a': `a${header}` });
        const ran = runLine(renderCurl(wanted));
        expect(Buffer.from(ran.body).equals(Buffer.from(wanted.body))).toBe(true);
        expect(ran.words).toContain(`x-a: a${header}`);
      }),
      { numRuns: 50 },
    );
  });
});

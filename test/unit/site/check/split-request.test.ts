import { describe, expect, it, test } from 'vitest';
import { readHeaders } from '../../../../site/theme/check/headers.js';
import { splitBytes, splitRequest } from '../../../../site/theme/check/split-request.js';

describe('a request that was pasted whole', () => {
  test.each([
    { name: 'JSON', given: '{"a": 1}', want: null },
    { name: 'JSON of one word', given: '"POST / HTTP/1.1"', want: null },
    {
      name: 'HTTP',
      given: 'POST /hooks?x=1 HTTP/1.1\nHost: x\nX-Sig: a\n\n{"a": 1}\n\n',
      want: { kind: 'http', headers: 'POST /hooks?x=1 HTTP/1.1\nHost: x\nX-Sig: a', body: '{"a": 1}\n\n' },
    },
    { name: 'HTTP without headers', given: '\nPOST / HTTP/2\r\n\r\n{}', want: { kind: 'http', headers: 'POST / HTTP/2', body: '{}' } },
    { name: 'HTTP that is not complete', given: 'POST / HTTP/1.1\nHost: x', want: null },
    {
      name: 'curl',
      given: `curl -sS -X POST 'https://x.example/a' \\\n  -H 'X-Sig: a b' --header "X-Id: \\"1\\"" -HX-Short:1 --header=X-Long:2 \\\n  --data-raw '{"a": "it'\\''s"}'`,
      want: { kind: 'curl', headers: 'POST / HTTP/1.1\nX-Sig: a b\nX-Id: "1"\nX-Short:1\nX-Long:2', body: '{"a": "it\'s"}' },
    },
    {
      name: 'curl as Chrome copies it',
      given: `curl 'https://x' --data-raw $'{"a":"it\\'s \\u0041\\n"}'`,
      want: { kind: 'curl', headers: 'POST / HTTP/1.1', body: '{"a":"it\'s A\n"}' },
    },
    {
      name: 'curl with a body in double quotes',
      given: 'curl x -d "{\\"a\\": \\"$\\"}"',
      want: { kind: 'curl', headers: 'POST / HTTP/1.1', body: '{"a": "$"}' },
    },
    {
      name: 'curl by another method',
      given: `curl -XPUT x --request patch -d '{}'`,
      want: { kind: 'curl', headers: 'PATCH / HTTP/1.1', body: '{}' },
    },
    {
      name: 'curl with JSON',
      given: `curl x --json '{}'`,
      want: { kind: 'curl', headers: 'POST / HTTP/1.1\nContent-Type: application/json', body: '{}' },
    },
    { name: 'curl whose body is in a file', given: 'curl x --data-binary @body.json', want: null },
    { name: 'curl that is being typed', given: 'curl x -H', want: null },
  ])('$name', ({ given, want }) => {
    expect(splitRequest(given)).toEqual(want);
  });

  it('keeps the bytes of a file that has one', () => {
    const bytes = new TextEncoder().encode('POST / HTTP/1.1\r\nX-Sig: a\r\n\r\n{"a": "é"}\r\n');
    const split = splitBytes(bytes);
    expect(split?.headers).toBe('POST / HTTP/1.1\r\nX-Sig: a');
    expect(new TextDecoder().decode(split?.body)).toBe('{"a": "é"}\r\n');
    expect(splitBytes(new TextEncoder().encode('{}'))).toBeNull();
  });
});

describe('headers as someone pasted them', () => {
  it('are read by lines; what is none is named by its line', () => {
    const { headers, method, repeated, wrong } = readHeaders(
      'POST / HTTP/1.1\r\n:method: POST\nX-Sig : a\nX-A: 1\r\nx-a: 2\n\nnonsense\nX-U: ‘\nX-E:',
    );
    expect([...headers]).toEqual([
      ['x-a', '1, 2'],
      ['x-e', ''],
    ]);
    expect(method).toBe('POST');
    expect(repeated).toEqual(['x-a']);
    expect(wrong).toEqual([3, 7, 8]);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { readSnapshot } from '../../../../cli/diff/read-snapshot.js';
import { renderCatalogue } from '../../../../generators/contracts/snapshot.js';
import { sampleCatalogue, sampleEvent, sampleProvider } from '../../sample-catalogue.js';

const whole = sampleCatalogue({
  providers: [
    sampleProvider({
      signature: {
        scheme: 'custom',
        header: 'x-signature',
        algorithm: 'hmac-sha256',
        encoding: 'hex',
        prefix: '',
        signed: [{ kind: 'header', header: 'x-at' }, { kind: 'text', text: '.' }, { kind: 'body' }],
        signedText: '{header:x-at}.{body}',
        timestamp: { kind: 'pointer', pointer: '/at' },
        toleranceMs: 300_000,
        coversBody: true,
      },
      dedupe: { by: 'sources', sources: [{ kind: 'pointer', pointer: '/id' }] },
      definitions: [{ typeName: 'Money', schema: { type: 'object', properties: { of: { $ref: '#/definitions/Money' } } }, pointer: '/x' }],
      events: [sampleEvent({ payload: { properties: { $ref: { $ref: '#/definitions/Money' } }, 'x-note': { $ref: '#/elsewhere' } } })],
    }),
  ],
});

/** The same with one member changed. */
function change(path: readonly (string | number)[], value: unknown): string {
  const root = JSON.parse(renderCatalogue(whole)) as Record<string | number, unknown>;
  const parent = path.slice(0, -1).reduce((node, key) => node[key] as Record<string | number, unknown>, root);
  const last = path.at(-1) ?? '';
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return JSON.stringify(root);
}

const provider = ['catalogue', 'providers', 0] as const;
const event = [...provider, 'events', 0] as const;

describe('a catalogue.json', () => {
  it('is what was written', () => {
    expect(readSnapshot(renderCatalogue(whole), 'old.json')).toEqual(whole);
  });

  it('may be the one of this repository', () => {
    const text = readFileSync(new URL('../../../../generated/catalogue.json', import.meta.url), 'utf8');
    expect(readSnapshot(text, 'catalogue.json').providers).toHaveLength(5);
  });

  let deep: unknown = 1;
  for (let level = 0; level < 300; level++) deep = [deep];
  test.each([
    { name: 'no JSON', text: '{', want: /^old\.json is not JSON: / },
    { name: 'another file', text: '{"format":"a"}', want: /^old\.json is no catalogue\.json that hookbook wrote/ },
    {
      name: 'a newer format',
      text: change(['format'], 2),
      want: /^old\.json was made by a newer hookbook \(format 2, this one reads 1\): update it/,
    },
    { name: 'no catalogue', text: change(['catalogue'], undefined), want: /\/catalogue is missing/ },
    { name: 'a catalogue that is none', text: change(['catalogue'], []), want: /\/catalogue must be an object, and is a list/ },
    {
      name: 'a missing member',
      text: change([...event, 'payload'], undefined),
      want: /\/catalogue\/providers\/0\/events\/0\/payload is missing/,
    },
    {
      name: 'a member of another type',
      text: change([...event, 'deprecated'], 'no'),
      want: /events\/0\/deprecated must be a boolean, and is string/,
    },
    {
      name: 'a source of another kind',
      text: change([...provider, 'signature', 'signed', 0, 'kind'], 'cookie'),
      want: /signed\/0\/kind must be one of pointer, header, text, body/,
    },
    {
      name: 'a pattern that takes for ever, which the comparison would run',
      text: change([...event, 'payload'], { patternProperties: { '^(a+)+$': { type: 'string' } } }),
      want: /^old\.json holds what no document may: .* takes exponential time/,
    },
    {
      name: 'a kind of every object',
      text: change([...provider, 'dedupe', 'by'], 'constructor'),
      want: /dedupe\/by must be one of body, sources/,
    },
    {
      name: 'a pointer that is none',
      text: change([...provider, 'signature', 'timestamp', 'pointer'], 'at'),
      want: /timestamp\/pointer is no JSON pointer/,
    },
    {
      name: 'a schema that is none',
      text: change([...event, 'payload'], { properties: 5 }),
      want: /the schema of acme\.order\.created is none: .*properties must be object/,
    },
    {
      name: 'a reference to nowhere',
      text: change([...event, 'payload'], { items: { $ref: '#/definitions/constructor' } }),
      want: /acme\.order\.created refers to #\/definitions\/constructor, which isn't there/,
    },
    {
      name: 'a reference out of the file',
      text: change([...event, 'payload'], { not: { $ref: 'http://a.example/' } }),
      want: /refers to http:\/\/a\.example\/, which isn't there/,
    },
    {
      name: 'an event of another provider',
      text: change([...event, 'provider'], 'else'),
      want: /the event "acme\.order\.created" is not one of acme/,
    },
    { name: 'a key that is none', text: change([...provider, 'key'], '__proto__'), want: /"__proto__" is no provider's key/ },
    {
      name: 'two events of one key',
      text: change([...provider, 'events'], [whole.providers[0]?.events[0], whole.providers[0]?.events[0]]),
      want: /has "acme\.order\.created" twice/,
    },
    { name: 'no end of nesting', text: change([...event, 'examples'], deep), want: /nested deeper than 200 levels/ },
  ])('is refused with $name', ({ text, want }) => {
    expect(() => readSnapshot(text, 'old.json')).toThrow(want);
  });

  it('nests without end, and is refused all the same', () => {
    expect(() => readSnapshot(`{"format":1,"catalogue":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, 'old.json')).toThrow(
      /nested deeper/,
    );
  });
});

import { describe, expect, it } from 'vitest';
import { sampleEvent, sampleProvider } from '../sample-catalogue.js';
import { page } from './pages.js';

describe('receiving', () => {
  const signature = {
    scheme: 'custom',
    header: 'X-Signature',
    algorithm: 'hmac-sha256',
    encoding: 'hex',
    prefix: 'sha256=',
    signed: [{ kind: 'body' }],
    signedText: '{body}',
    timestamp: null,
    toleranceMs: null,
    coversBody: true,
  } as const;

  it('lists the headers that all events have, and of an event those that it alone has', () => {
    const headers = (more: object) => ({ type: 'object', properties: { 'X-Id': { type: 'string', description: 'The id' }, ...more } });
    const events = [sampleEvent({ headers: headers({}) }), sampleEvent({ name: 'b', headers: headers({ 'X-B': { type: 'integer' } }) })];
    const contents = page({ events });
    expect(contents.match(/`X-Id`/g)).toHaveLength(1);
    expect(contents).toContain('| `X-Id` | The id |');
    expect(contents).toContain(
      'Headers:\n\n| Field | Type | Required | Description |\n| --- | --- | --- | --- |\n| `X-B` | integer | no |  |',
    );
    expect(page({ events, language: 'fr' })).toContain('En-têtes\u00a0:\n\n| Attribut |');
    expect(contents.match(/^Headers:$/gm)).toHaveLength(1);
  });
  it('says loudly that requests are not verified, and not that the provider does not sign', () => {
    expect(page({})).toContain('**The document describes no signature, so requests are not verified.** Whoever knows the address');
    expect(page({})).not.toContain('not signed');
  });
  it('says of duplicates what the document says', () =>
    expect(page({ dedupe: { by: 'body' } })).toContain('**Duplicates:** have the same body, byte for byte: the document names no id\n'));
  it('says that receivers compare the bodies where the signature does not cover the id', () => {
    const dedupe = { by: 'sources', sources: [{ kind: 'header', header: 'x-github-delivery' }] } as const;
    const wanted = 'receivers compare the bodies, byte for byte: the second of two deliveries with equal bodies is not handled';
    expect(page({ signature, dedupe })).toContain(`have the same \`x-github-delivery\`; this is not signed, so ${wanted}`);
    const signed = [{ kind: 'header', header: 'x-github-delivery' }, { kind: 'body' }] as const;
    expect(page({ signature: { ...signature, signed }, dedupe })).not.toContain('not signed');
    expect(page({ dedupe })).not.toContain(wanted);
  });
  it('says what is signed, and how', () => {
    const contents = page({ signature });
    for (const fact of [
      '| `X-Signature` | `sha256=` and the signature, in hexadecimal |',
      'HMAC-SHA256',
      'hexadecimal, after `sha256=`',
      'the bytes of the body',
      'an old request can be sent again',
    ])
      expect(contents).toContain(fact);
  });
  it('says that a signature leaves out the body, and how old it may be', () => {
    const at = { kind: 'pointer', pointer: '/at' } as const;
    const contents = page({
      signature: {
        ...signature,
        signed: [at, { kind: 'text', text: '.' }, { kind: 'header', header: 'x-id' }],
        signedText: '{/at}.{header:x-id}',
        timestamp: at,
        toleranceMs: 300_000,
        coversBody: false,
      },
    });
    expect(contents).toContain('**The signature does not cover the body:**');
    expect(contents).toContain('`at` of the body, the text `.` and the header `x-id` (`{/at}.{header:x-id}`)');
    expect(contents).toContain("`at` of the body, at most 5 min from the receiver's clock");
  });

  const minute = 60_000;
  const retries = [
    { given: null, until: null, want: 'their schedule is not documented' },
    { given: [], until: null, want: 'none' },
    { given: [0, minute, 5 * minute], until: null, want: 'at once, 1 min, 5 min' },
    {
      given: [15 * minute, 15 * minute, 60 * minute],
      until: 1440 * minute,
      want: 'after 15 min (2 times), then every 1 h until 24 h after the first attempt',
    },
    { given: [minute], until: 60 * minute, want: 'every 1 min until 1 h after the first attempt' },
  ];
  for (const { given, until, want } of retries) {
    it(`says of retries: ${want}`, () => {
      const { delivery } = sampleProvider();
      expect(page({ delivery: { ...delivery, retriesMs: given, retryForMs: until } })).toContain(`**Retries:** ${want}\n`);
    });
  }

  it('marks what no source confirms, and lists it', () => {
    const contents = page({
      unverified: [
        { target: '/channels/acme/x-webhook/dedupe', label: 'dedupe' },
        { target: '/components/schemas/Envelope/properties/at/format', label: 'Envelope.at.format' },
        { target: '/info/title', label: 'title' },
      ],
    });
    expect(contents).toContain('names no id (*unverified*)');
    expect(contents).toContain('- Duplicates (`dedupe`)\n- the format of `at` in `Envelope`\n- `title`');
  });

  it.each(['/components/messages/m/payload/x-webhook/constructor', '/components/schemas/A/properties/a/x-own/toString'])(
    'knows no fact and no keyword by what every object has: %s',
    (target) => expect(page({ unverified: [{ target, label: 'a.label' }] })).toContain('`a.label`'),
  );
});

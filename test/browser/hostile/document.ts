import { hostileProse } from './texts.js';

type Json = Readonly<Record<string, unknown>>;

/** An AsyncAPI document with a provider for each text, which says it wherever a document can say anything. */
export function hostileDocument(texts: Readonly<Record<string, string>>): Json {
  const entries = Object.entries(texts);
  const first = entries[0]?.[1] ?? '';
  return {
    asyncapi: '3.0.0',
    info: { title: first, version: '1.0.0', description: first },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(entries.map(([key, text]) => [key, channel(key, text)])),
    operations: Object.fromEntries(entries.map(([key]) => [key, { action: 'receive', channel: { $ref: `#/channels/${key}` } }])),
    components: {
      messages: Object.fromEntries(
        entries.flatMap(([key, text]) => [
          [key, message(text)],
          [`${key}-plain`, plainMessage()],
        ]),
      ),
    },
  };
}

const prose = (text: string) => `${text}\n\n${hostileProse}\n\n${text}`;

const channel = (key: string, text: string): Json => ({
  address: '/hook',
  title: text,
  description: prose(text),
  messages: {
    [`event ${text}`]: { $ref: `#/components/messages/${key}` },
    plain: { $ref: `#/components/messages/${key}-plain` },
  },
  'x-webhook': {
    provider: key,
    title: `title ${text}`,
    sourceUrl: 'https://docs.invalid/hooks/',
    signature: { header: 'x-signature', algorithm: 'hmac-sha256', encoding: 'hex', signed: '{body}' },
    sections: [{ heading: `heading ${text}`, body: prose(text) }],
  },
});

const message = (text: string): Json => ({
  name: `event ${text}`,
  title: `name ${text}`,
  summary: `summary ${text}`,
  description: prose(text),
  tags: [{ name: `group ${text}`, description: text }],
  externalDocs: { url: 'javascript:PWNED()', description: `docs ${text}` },
  'x-webhook': {
    resourceTypes: [`resource ${text}`],
    resourceTypesText: prose(text),
    restLinkLabel: `rest ${text}`,
    notes: [prose(text)],
  },
  payload: {
    type: 'object',
    required: ['kind'],
    properties: {
      kind: { const: `kind ${text}` },
      [`field ${text}`]: {
        type: 'string',
        title: text,
        description: prose(text),
        enum: [`enum ${text}`, 'other'],
        default: `enum ${text}`,
        examples: [text],
      },
    },
  },
  examples: [
    {
      name: `example ${text}`,
      summary: text,
      payload: { kind: `kind ${text}`, [`field ${text}`]: `enum ${text}` },
      headers: { 'x-note': text },
    },
  ],
});

const plainMessage = (): Json => ({
  name: 'plain',
  summary: 'As it should be.',
  payload: { type: 'object', required: ['kind'], properties: { kind: { const: 'plain' } } },
  examples: [{ name: 'default', payload: { kind: 'plain' } }],
});

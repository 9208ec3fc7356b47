import { describe, expect, it } from 'vitest';
import { describeFields } from '../../../catalogue/schema/fields.js';
import { codesOf, load, loadFiles } from './load-files.js';

const document = (property: string, schemas: string, payload = `{ type: object, properties: { p: ${property} } }`) => `asyncapi: 3.0.0
info: { title: T, version: 1.0.0 }
channels: { a: { messages: { m: { summary: M., payload: ${payload} } } } }
components:
  schemas:
    ${schemas.trim()}
`;
const toA = "{ $ref: '#/components/schemas/A' }";

describe('a keyword beside a $ref has no effect, and is reported wherever it is', () => {
  it.each([
    { name: 'written directly', property: "{ $ref: '#/components/schemas/B', minLength: 3 }", schemas: 'B: { type: string }', lines: [3] },
    {
      name: 'in a chain of two',
      property: toA,
      schemas: `
    A: { $ref: '#/components/schemas/B', minLength: 3 }
    B: { type: string }`,
      lines: [6],
    },
    {
      name: 'in each link of a chain of three',
      property: "{ $ref: '#/components/schemas/A', pattern: a }",
      schemas: `
    A: { $ref: '#/components/schemas/B', minLength: 3 }
    B: { $ref: '#/components/schemas/C', maxLength: 2 }
    C: { type: string }`,
      lines: [3, 6, 7],
    },
    {
      name: 'in allOf',
      property: `{ allOf: [${toA}] }`,
      schemas: `
    A: { $ref: '#/components/schemas/B', allOf: [{ minLength: 3 }] }
    B: { type: string }`,
      lines: [6],
    },
    {
      name: 'before a boolean',
      property: toA,
      schemas: `
    A: { $ref: '#/components/schemas/B', type: string }
    B: { definitions: { any: true }, $ref: '#/components/schemas/C' }
    C: { type: number }`,
      lines: [6, 7],
    },
    {
      name: 'once, however often it is reached',
      property: `{ items: [${toA}, ${toA}] }`,
      schemas: `
    A: { $ref: '#/components/schemas/B', minLength: 3 }
    B: { type: string }`,
      lines: [6],
    },
  ])('$name', async ({ property, schemas, lines }) => {
    const loaded = await loadFiles({ 'a.yaml': document(property, schemas) });
    expect(codesOf(loaded)).toEqual(lines.map((line) => `ref-sibling:${line}`));
    expect(loaded.catalogue).not.toBeNull();
  });

  it('of a payload', async () => {
    const text = document('{}', 'A: { type: object }', "{ $ref: '#/components/schemas/A', required: [id] }");
    expect(codesOf(await loadFiles({ 'a.yaml': text }))).toEqual(['ref-sibling:3']);
  });

  it('of headers', async () => {
    const text = document('{}', 'A: { type: object }', "{}, headers: { $ref: '#/components/schemas/A', required: [id] }");
    expect(codesOf(await loadFiles({ 'a.yaml': text }))).toEqual(['ref-sibling:3']);
  });

  it('in another file', async () => {
    const { problems } = await loadFiles({
      'a.yaml': document('{ $ref: b.yaml#/A }', 'B: {}'),
      'b.yaml': "A: { $ref: '#/B', minLength: 3 }\nB: { type: string }\n",
    });
    expect(problems).toMatchObject([{ code: 'ref-sibling', file: 'b.yaml', line: 1 }]);
  });
});

describe('nothing beside the $ref of a node that is no schema has an effect, and all of it is reported', () => {
  const info = 'asyncapi: 3.0.0\ninfo: { title: T, version: 1.0.0 }\n';
  const message = '{ summary: M., payload: { type: object } }';
  it.each([
    {
      name: 'of a message',
      text: `channels: { a: { messages: { m: { $ref: '#/components/messages/M', summary: N. } } } }\ncomponents: { messages: { M: ${message} } }`,
      codes: ['ref-sibling:3'],
    },
    {
      name: 'of a message in a chain',
      text: `channels: { a: { messages: { m: { $ref: '#/components/messages/N' } } } }\ncomponents: { messages: { M: ${message}, N: { $ref: '#/components/messages/M', summary: N. } } }`,
      codes: ['ref-sibling:4'],
    },
    {
      name: 'of a channel, its extension too',
      text: `channels: { a: { $ref: '#/components/channels/A', x-webhook: { provider: shop } } }\ncomponents: { channels: { A: { messages: { m: ${message} } } } }`,
      codes: ['ref-sibling:3'],
    },
    {
      name: 'of a trait',
      text: `channels: { a: { messages: { m: { summary: M., payload: {}, traits: [{ $ref: '#/components/messageTraits/T', title: N }] } } } }\ncomponents: { messageTraits: { T: { contentType: application/json } } }`,
      codes: ['ref-sibling:3'],
    },
  ])('$name', async ({ text, codes }) => expect(codesOf(await loadFiles({ 'a.yaml': `${info}${text}\n` }))).toEqual(codes));
});

describe('what describes is kept beside a $ref', () => {
  const fieldsOf = async (text: string) => {
    const [provider] = (await load(text)).providers;
    return describeFields(provider?.events[0]?.payload ?? true, provider?.definitions ?? []);
  };

  it('in each link of a chain; the nearest one counts', async () => {
    const schemas = `
    A: { $ref: '#/components/schemas/B', description: The buyer., deprecated: true }
    B: { $ref: '#/components/schemas/C', description: A person., examples: [Ada] }
    C: { type: string, description: A name. }`;
    expect(await fieldsOf(document(toA, schemas))).toMatchObject([
      { path: 'p', type: 'string', description: 'The buyer.', deprecated: true, examples: ['Ada'], typeName: 'C' },
    ]);
  });

  it('of a payload: an event is deprecated where its reference says so', async () => {
    const [provider] = (await load(document('{}', 'A: { type: object }', "{ $ref: '#/components/schemas/A', deprecated: true }")))
      .providers;
    expect(provider?.events).toMatchObject([{ deprecated: true }]);
  });
});

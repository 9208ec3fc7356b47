import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../../catalogue/catalogue.js';
import type { Json } from '../../../catalogue/model/model.js';

/** What a document says whose one payload refers to the schema `S0`; an example makes the payload be checked. */
async function problemsOf(schemas: Json): Promise<string[]> {
  const message = {
    summary: 's',
    payload: { properties: { a: { $ref: '#/components/schemas/S0' } } },
    examples: [{ payload: { a: { x: 1 } } }],
  };
  const document = {
    asyncapi: '3.0.0',
    info: { title: 'T', version: '1.0.0' },
    channels: { c: { address: 'c', messages: { m: message } } },
    components: { schemas },
  };
  const { problems } = await loadCatalogue('asyncapi.json', { text: JSON.stringify(document) });
  return problems.map(({ code, pointer }) => `${code} ${pointer}`);
}

/** Schemas that each refer to the next, in the way that `link` gives. */
function chain(length: number, link: (next: Json) => Json): Json {
  const schemas = Array.from({ length }, (_, at): [string, Json] => [`S${at}`, link({ $ref: `#/components/schemas/S${at + 1}` })]);
  return Object.fromEntries([...schemas, [`S${length}`, { type: 'object' }]]);
}

describe('references that lead to the same schemas again and again', { timeout: 120_000 }, () => {
  it.each([
    { name: 'members', link: (next: Json) => ({ properties: { left: next, right: next } }) },
    { name: 'items', link: (next: Json) => ({ items: [next, next], additionalItems: next }) },
  ])('cost no more than they are many: $name', async ({ link }) => expect(await problemsOf(chain(40, link))).toEqual([]));

  it.each([
    { name: 'allOf', link: (next: Json) => ({ allOf: [next, next] }) },
    { name: 'oneOf', link: (next: Json) => ({ oneOf: [next, next] }) },
    { name: 'not', link: (next: Json) => ({ not: { anyOf: [next, { not: next }] } }) },
    { name: 'if', link: (next: Json) => ({ if: next, else: next }) },
    { name: 'dependencies', link: (next: Json) => ({ dependencies: { a: next, b: next } }) },
  ])('are refused where each would judge the same value: $name', async ({ link }) =>
    expect(await problemsOf(chain(40, link))).toEqual([expect.stringMatching(/^limit \/components\/schemas\/S\d+$/)]),
  );

  it('are refused where they lead deeper than the stack', async () => {
    expect(await problemsOf(chain(3000, (next) => ({ properties: { x: next } })))).toEqual([expect.stringMatching(/^limit /)]);
    expect(await problemsOf(chain(150, (next) => ({ properties: { x: next } })))).toEqual([]);
  });

  it('are broken where they lead into themselves', async () => {
    expect(await problemsOf({ S0: { $ref: '#/components/schemas/S0/properties/x' } })).toContain('ref-broken /components/schemas/S0/$ref');
    expect(await problemsOf({ S0: { $ref: '#/components/schemas/S1/x' }, S1: { $ref: '#/components/schemas/S0/y' } })).toContain(
      'ref-broken /components/schemas/S0/$ref',
    );
  });

  it('still bring to light what is wrong with the schema that they lead to', async () => {
    expect(await problemsOf({ S0: { properties: { x: { $ref: '#/components/schemas/S1' } } }, S1: { type: 'nonsense' } })).toContain(
      'invalid-asyncapi /components/schemas/S1/type',
    );
  });
});

describe('files', () => {
  it('that lead from one to the next without end are refused, and those in a circle are not', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hookbook-chain-'));
    const file = (name: string, value: Json) => writeFileSync(join(folder, name), JSON.stringify(value));
    const document = (ref: string) => ({
      asyncapi: '3.0.0',
      info: { title: 'T', version: '1.0.0' },
      channels: { c: { address: 'c', messages: { m: { summary: 's', payload: { $ref: ref } } } } },
    });
    try {
      for (let at = 0; at < 2000; at++) file(`${at}.json`, { properties: { x: { $ref: `${at + 1}.json` } } });
      file('2000.json', {});
      file('ring.json', { properties: { x: { $ref: 'gnir.json' } } });
      file('gnir.json', { type: 'object', properties: { y: { $ref: 'ring.json' }, z: { type: 5 } } });
      file('long.json', document('0.json'));
      file('round.json', document('ring.json'));
      const long = await loadCatalogue(join(folder, 'long.json'));
      expect(long.problems).toMatchObject([{ code: 'limit', file: '99.json' }]);
      const round = await loadCatalogue(join(folder, 'round.json'));
      expect(round.problems.map(({ code, file: name, pointer }) => `${code} ${name} ${pointer}`)).toEqual(
        expect.arrayContaining(['invalid-asyncapi gnir.json /properties/z/type']),
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

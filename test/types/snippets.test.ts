import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadCatalogue } from '../../catalogue/catalogue.js';
import type { Catalogue, Provider } from '../../catalogue/model/model.js';
import { generateFiles } from '../../generators/index.js';
import type { OutputFile } from '../../generators/output/generator.js';
import { describeHandler } from '../../site/build/snippets/index.js';
import { loadRepository } from './repository.js';
import { runTsc } from './tsc.js';

const runtime = new URL('../../runtime/dist/', import.meta.url);

/** The runtime's declarations, as an installed package has them. */
const runtimeFiles = () => ({
  'node_modules/@hookbook/runtime/package.json': readFileSync(new URL('../../runtime/package.json', import.meta.url), 'utf8'),
  ...Object.fromEntries(
    readdirSync(runtime, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.d.ts'))
      .map((name) => [`node_modules/@hookbook/runtime/dist/${name}`, readFileSync(new URL(name, runtime), 'utf8')]),
  ),
});

/** What an app has besides, without Node's own types. */
const globals = `declare const process: { readonly env: Readonly<Record<string, string | undefined>> };`;
const options = { lib: ['ES2022', 'DOM', 'DOM.Iterable'] };

/** The generated code as the package of that name, and a program for every event that imports it. */
function packageFiles({ providers }: Catalogue, generated: readonly OutputFile[], name: string): Record<string, string> {
  const manifest = { ...JSON.parse(readFileSync(new URL('../../generated/package.json', import.meta.url), 'utf8')), name };
  const programs = providers.flatMap((provider) =>
    provider.events.map((event, at) => [`src/${provider.key}-${at}.ts`, describeHandler(event, provider, { package: name })]),
  );
  return {
    ...runtimeFiles(),
    ...Object.fromEntries(generated.map(({ path, contents }) => [`node_modules/${name}/${path}`, contents])),
    [`node_modules/${name}/package.json`]: JSON.stringify(manifest),
    'globals.d.ts': globals,
    ...Object.fromEntries(programs),
  };
}

async function load(text: string): Promise<Catalogue> {
  const { catalogue, problems } = await loadCatalogue('asyncapi.yaml', { text });
  if (catalogue === null) throw new Error(problems.map(({ message }) => message).join('\n'));
  return catalogue;
}

const providerOf = ({ providers }: Catalogue, key: string): Provider => {
  const provider = providers.find((each) => each.key === key);
  if (provider === undefined) throw new Error(`no ${key}`);
  return provider;
};

test('the handler of every event of ours compiles, and reads what the event says of itself', async () => {
  const { catalogue, files } = await loadRepository();
  const published = files.filter(({ path }) => !path.startsWith('testing/'));
  const all = packageFiles(catalogue, published, '@hookbook/events');
  expect(Object.keys(all).filter((path) => path.startsWith('src/'))).toHaveLength(117);
  expect(await runTsc(all, options)).toEqual([]);
  const ecwid = providerOf(catalogue, 'ecwid');
  const event = ecwid.events.find(({ name }) => name === 'order.created');
  if (event === undefined) throw new Error('no order.created');
  expect(describeHandler(event, ecwid)).toBe(`import { createEcwidReceiver } from '@hookbook/events/ecwid/receiver';
import { sqliteInbox } from '@hookbook/runtime/sqlite';

export const receiver = createEcwidReceiver({
  secrets: process.env.ECWID_WEBHOOK_SECRET,
  inbox: sqliteInbox('inbox.db'),
  on: {
    // Runs after the request was stored and answered, at least once: let what it does be harmless to do twice.
    'order.created': async (event, delivery) => {
      console.log(delivery.id, event.storeId, event.entityId);
    },
  },
});`);
  const folder = describeHandler(event, ecwid, { package: './generated/' });
  expect(folder).toContain("from './generated/receivers/ecwid.js'");
});

/** What would get out of a literal or a comment, and names that mean something to JavaScript. */
const awkward = [
  "'];process.exit(1);//",
  '*/process.exit(3);/*',
  'a\nb',
  'c\u2028d',
  '\u202egnp.exe',
  '</script><!-- -->',
  'back\\slash\\',
  "l'événement « créé »",
  'constructor',
  '__proto__',
  'toString',
  'default',
  'class',
  'a.b.c',
  '1st',
  'event',
];

/** An event called `constructor` needs a handler wherever there are any: to TypeScript every object has a member of that name. */
const names = awkward.filter((name) => name !== 'constructor');

test('whatever its names are, the program compiles', async () => {
  const message = (name: string, at: number, told: boolean) => ({
    description: awkward.join('\n\n'),
    payload: {
      type: 'object',
      required: ['type', 'data'],
      properties: {
        ...(told ? { type: { const: name } } : {}),
        data: { $ref: `#/components/schemas/Data${at % 3}` },
      },
    },
  });
  const channel = (provider: string, told: boolean, more: object) => ({
    address: '/',
    messages: Object.fromEntries(names.map((name, at) => [name, message(name, at, told)])),
    'x-webhook': { provider, title: awkward.filter((text) => !/[\p{Cc}\p{Cf}\p{Zl}]/u.test(text)).join(' '), ...more },
  });
  const wild = Object.fromEntries(awkward.map((name) => [name, { type: ['string', 'null'] }]));
  const document = {
    asyncapi: '3.1.0',
    info: { title: 'Hostile', version: '1.0.0' },
    channels: {
      hostile: channel('hostile', true, { signature: 'standard-webhooks' }),
      keys: channel('keys', true, {
        signature: { header: 'X-S', algorithm: 'ed25519', encoding: 'hex', signed: '{body}' },
        language: 'fr',
      }),
      open: channel('open', true, {}),
      alike: channel('alike', false, {}),
    },
    components: {
      schemas: {
        Data0: { type: 'object', required: awkward, properties: wild },
        Data1: {
          oneOf: [
            { type: 'object', required: ['x y'], properties: { 'x y': { type: 'integer' } } },
            { type: 'object', properties: { c: {} } },
          ],
        },
        Data2: { allOf: [{ $ref: '#/components/schemas/Data0' }, { type: 'object', required: ['*'], properties: { '*': { const: 7 } } }] },
      },
    },
  };
  const catalogue = await load(JSON.stringify(document));
  expect(providerOf(catalogue, 'alike').discriminator).toBeNull();
  const all = packageFiles(catalogue, await generateFiles(catalogue, ['types', 'validators', 'contracts', 'receivers']), '@acme/hooks');
  expect(Object.keys(all).filter((path) => path.startsWith('src/'))).toHaveLength(4 * names.length);
  expect(await runTsc(all, options)).toEqual([]);
});

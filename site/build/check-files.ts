import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Provider, WebhookEvent } from '../../catalogue/model/model.js';
import { visibleText } from '../../generators/render/visible-text.js';
import type { Download } from './downloads.js';
import type { SiteData } from './open-site.js';

/** The code of a provider that the payload tool runs, and each file's name on the site. */
const modules = { 'contract.js': 'contracts', 'validators.js': 'validators', 'strict.js': 'validators/strict' } as const;

/**
 * The files that the payload tool fetches on demand. The generated code is served verbatim: it imports nothing, and a
 * bundler would mistake some texts of a document for its own markers.
 */
export function buildCheckFiles(site: SiteData): Download[] {
  const checked = site.catalogue.providers.map((provider) => ({ provider, code: readModules(site, provider) }));
  const index = checked.flatMap(({ provider: { key, title, signature }, code }) =>
    code.length === 0 ? [] : [{ key, title: visibleText(title), signed: signature !== null, version: hash(code) }],
  );
  return [
    json('/check/providers.json', { providers: index }),
    ...checked.flatMap(({ provider, code }) => (code.length === 0 ? [] : [...code, ...buildProviderFiles(site, provider)])),
  ];
}

/** Empty if the folder lacks some of the code: a config can leave generators out. */
function readModules({ generated }: SiteData, { key }: Provider): Download[] {
  const files = Object.entries(modules).map(([name, folder]) => ({ name, path: `${generated}/${folder}/${key}.js` }));
  if (!files.every(({ path }) => existsSync(path))) return [];
  const type = 'text/javascript; charset=utf-8';
  return files.map(({ name, path }) => ({ path: `/check/${key}/${name}`, type, contents: readFileSync(path, 'utf8') }));
}

/** Prevents a browser's cache from mixing the code of two builds. */
const hash = (code: readonly Download[]) => {
  const sum = createHash('sha256');
  for (const { contents } of code) sum.update(contents);
  return sum.digest('hex').slice(0, 12);
};

function buildProviderFiles(site: SiteData, provider: Provider): Download[] {
  const { key, events } = provider;
  const fixtures = readFixtures(site, provider);
  const described = events.map((event) => ({
    name: event.name,
    label: visibleText(event.name),
    slug: site.addresses.slug(event),
    discriminator: event.discriminator,
    example: fixtures.has(event.name),
  }));
  const examples = events.flatMap((event) => {
    const example = fixtures.get(event.name);
    return example === undefined ? [] : [json(`/check/${key}/examples/${site.addresses.slug(event)}.json`, example)];
  });
  return [json(`/check/${key}/events.json`, { events: described }), ...examples];
}

interface Fixture {
  readonly headers: Readonly<Record<string, string>>;
  readonly contentType: string;
  readonly body: string;
}

/** The first fixture of each event, if there are fixtures. */
function readFixtures({ generated }: SiteData, { key, events }: Provider): ReadonlyMap<string, Fixture> {
  const folder = `${generated}/fixtures`;
  if (!existsSync(`${folder}/${key}.json`)) return new Map();
  const index = JSON.parse(readFileSync(`${folder}/${key}.json`, 'utf8')) as Record<string, ({ file: string } & Omit<Fixture, 'body'>)[]>;
  const found = events.flatMap(({ name }: WebhookEvent): [string, Fixture][] => {
    const first = Object.hasOwn(index, name) ? index[name]?.[0] : undefined;
    if (first === undefined) return [];
    const { headers, contentType, file } = first;
    return [[name, { headers, contentType, body: readFileSync(`${folder}/${key}/${file}`, 'utf8') }]];
  });
  return new Map(found);
}

const json = (path: string, value: unknown): Download => ({
  path,
  type: 'application/json; charset=utf-8',
  contents: `${visibleText(JSON.stringify(value))}\n`,
});

import { readdirSync, readFileSync } from 'node:fs';
import { nameAddresses } from '../../../../site/build/addresses.js';
import { buildCheckFiles } from '../../../../site/build/check-files.js';
import type { CheckedEvent, CheckedProvider } from '../../../../site/theme/check/checked-provider.js';
import { generatedCatalogue } from '../../generated-catalogue.js';

const root = new URL('../../../../generated/', import.meta.url);
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, root), 'utf8'));

export const catalogue = generatedCatalogue;

/** The files of the committed catalogue as the site serves them, by path. */
export const served = new Map(
  buildCheckFiles({
    catalogue,
    addresses: nameAddresses(catalogue),
    generated: root.pathname.replace(/\/$/, ''),
    options: { generated: root },
  }).map(({ path, contents }) => [path, contents]),
);

/** The providers as the tool loads them: the same modules, the same facts. */
export async function loadProviders(): Promise<readonly CheckedProvider[]> {
  return Promise.all(
    catalogue.providers.map(async ({ key, title }): Promise<CheckedProvider> => {
      const [{ contract }, tolerant, strict] = await Promise.all(
        ['contracts', 'validators', 'validators/strict'].map((folder) => import(new URL(`${folder}/${key}.js`, root).href)),
      );
      const { events } = JSON.parse(served.get(`/check/${key}/events.json`) ?? '') as { readonly events: readonly CheckedEvent[] };
      return { key, title, contract, events, tolerant, strict };
    }),
  );
}

export interface Sent {
  readonly provider: string;
  readonly event: string;
  readonly name: string;
  readonly payload: unknown;
}

/** Every committed fixture. */
export function readFixtures(): Sent[] {
  return catalogue.providers.flatMap(({ key }) => {
    const index = read(`fixtures/${key}.json`) as Record<string, readonly { readonly file: string }[]>;
    return Object.entries(index).flatMap(([event, files]) =>
      files.map(({ file }): Sent => ({ provider: key, event, name: file, payload: read(`fixtures/${key}/${file}`) })),
    );
  });
}

/** Every committed mutant: a payload that breaks one rule of its event. */
export function readMutants(): Sent[] {
  return catalogue.providers.flatMap(({ key }) =>
    readdirSync(new URL(`fixtures/${key}/invalid/`, root)).flatMap((file) =>
      (read(`fixtures/${key}/invalid/${file}`) as readonly { readonly name: string; readonly payload: unknown }[]).map(
        ({ name, payload }): Sent => ({ provider: key, event: file.replace(/\.json$/, ''), name, payload }),
      ),
    ),
  );
}

import { afterAll, expect, it, vi } from 'vitest';
import { reactive } from 'vue';
import type { CheckedProvider } from '../../../../site/theme/check/checked-provider.js';
import { useChoice } from '../../../../site/theme/check/use-choice.js';

// Files share modules: no earlier file's may lack the mock, and no later file may get it.
vi.hoisted(() => vi.resetModules());
afterAll(() => {
  vi.doUnmock('../../../../site/theme/check/catalogue.js');
  vi.resetModules();
  vi.unstubAllGlobals();
});

vi.mock('../../../../site/theme/check/catalogue.js', () => ({
  loadEntries: async () => ['acme', 'gately'].map((key) => ({ key, title: key, signed: true, version: '1' })),
  loadProvider: async ({ key }: { readonly key: string }) => {
    const events = ['first', 'second'].map((slug) => ({ name: slug, slug, example: true }));
    return { key, events } as unknown as CheckedProvider;
  },
}));

async function open(search: string) {
  vi.stubGlobal('window', { location: { search } });
  const choice = reactive({ provider: '', event: '' });
  const { start, chooseProvider, chooseExample } = useChoice(choice);
  await start();
  const example = async () => {
    const found = await chooseExample();
    return found && `${found.provider.key}/${found.event.slug}`;
  };
  return { choice, chooseProvider, example };
}

it('an example is of the first provider that signs, where none is chosen', async () => {
  expect(await (await open('')).example()).toBe('acme/first');
});

it('an example is of the event that the address asks for', async () => {
  expect(await (await open('?event=gately/second')).example()).toBe('gately/second');
});

it('an example is of the chosen provider, even while its code is loading', async () => {
  const { choice, chooseProvider, example } = await open('');
  const loading = chooseProvider('gately');
  expect(await example()).toBe('gately/first');
  await loading;
  expect(choice.provider).toBe('gately');
});

import { expect, test } from 'vitest';
import { tsString } from '../../generators/render/source-text.js';
import { schemaCases } from '../unit/types/schema-cases.js';
import { definitionsOf, eventOf, generateTypes } from '../unit/types/types-of.js';
import { runTsc } from './tsc.js';

test('whatever the schema, the types compile on their own', async () => {
  const files: Record<string, string> = {};
  for (const [index, { given, schemas }] of schemaCases.flatMap(([, cases]) => cases).entries()) {
    const payload = typeof given === 'boolean' ? given : Object(given);
    const types = await generateTypes({ events: [eventOf('Sample', payload)], definitions: definitionsOf(schemas ?? {}) });
    for (const [path, contents] of Object.entries(types)) files[`case-${index}/${path}`] = contents;
  }
  expect(Object.keys(files).length).toBeGreaterThan(200);
  expect(await runTsc(files)).toEqual([]);
  expect(await runTsc(files, { exactOptionalPropertyTypes: true, isolatedModules: true })).toEqual([]);
});

test('names of events are themselves, whatever they are', async () => {
  const names = ['__proto__', 'constructor', "a'b", 'a\nb', '*/', '\u2028', '', '2', 'order.created'];
  const events = names.map((name, index) => ({ ...eventOf(`Sample${index}`, { const: index }), name }));
  const types = await generateTypes({ events });
  const lines = names.map(
    (name, index) => `const event${index}: AcmeEventMap[${tsString(name)}] & AcmeEventMap[(typeof acmeEventNames)[${index}]] = ${index};`,
  );
  const source = [`import type { acmeEventNames, AcmeEventMap } from './types/acme.js';`, ...lines].join('\n');
  expect(await runTsc({ ...types, 'names.ts': source })).toEqual([]);
});

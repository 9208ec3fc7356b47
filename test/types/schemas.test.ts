import { expect, test } from 'vitest';
import { tsString } from '../../catalogue/model/source-text.js';
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

test('names of members are themselves, whatever they are', async () => {
  const names = [
    ...['$ref', '$id', '$defs', 'definitions', 'properties', 'required', 'allOf', 'enum', 'extends', 'tsType', 'title', 'length'],
    ...['__proto__', 'constructor', 'hasOwnProperty', 'toString', '[k: string]', 'a"b', "a'b", 'a\\b', 'a\nb', 'a\rb', '*/', '\u2028'],
    ...[
      '1',
      '01',
      '1e3',
      '-1',
      '',
      ' ',
      'é',
      'e\u0301',
      '\ud800',
      '\u202e',
      '\u{1F600}',
      '</script>',
      'TTTTTT',
      'a-b',
      'class',
      'readonly',
    ],
  ];
  const properties = Object.fromEntries(names.map((name, index) => [name, { const: index, description: name }]));
  const types = await generateTypes({ events: [eventOf('Sample', { type: 'object', properties, required: names })] });
  const lines = names.map((name, index) => `export const member${index}: Sample[${tsString(name)}] = ${index};`);
  const source = [
    "import type { Sample } from './types/strict/acme.js';",
    `export const name = (one: keyof Sample): ${names.map(tsString).join(' | ')} => one;`,
    ...lines,
    ...lines.map((line) => `// @ts-expect-error\n${line.replace(/member/, 'other').replace(/\d+;$/, '-1;')}`),
  ].join('\n');
  expect(await runTsc({ ...types, 'members.ts': source })).toEqual([]);
});

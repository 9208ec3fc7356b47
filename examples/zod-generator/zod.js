import { defineGenerator, generatedNotice } from 'hookbook';

/** A module of Zod schemas for each provider. Conditions, bounds and formats are not checked. */
export default defineGenerator({
  name: 'zod',
  generate: ({ providers }) => providers.map((provider) => ({ path: `zod/${provider.key}.ts`, contents: renderModule(provider) })),
});

function renderModule({ definitions, events }) {
  const printed = new Map([...definitions, ...events].map(({ typeName, schema, payload }) => [typeName, print(schema ?? payload)]));
  const reach = (name, found = new Set()) => {
    for (const [, to] of (printed.get(name) ?? '').matchAll(/z\.lazy\(\(\) => ([^)]+)\)/g)) if (!found.has(to)) reach(to, found.add(to));
    return found;
  };
  // TypeScript can't infer the type of a schema that refers to itself.
  const lines = [...printed].map(([name, schema]) => `export const ${name}${reach(name).has(name) ? ': z.ZodType' : ''} = ${schema};`);
  const names = events.map(({ name, typeName }) => `[${JSON.stringify(name)}]: ${typeName}`);
  return [`// ${generatedNotice}`, "import { z } from 'zod';", ...lines, `export const events = { ${names.join(', ')} };`, ''].join('\n');
}

function print(schema) {
  if (typeof schema === 'boolean') return schema ? 'z.json()' : 'z.never()';
  const { $ref, allOf = [], anyOf, oneOf, enum: values = 'const' in schema ? [schema.const] : [{}] } = schema;
  const parts = [...($ref ? [`z.lazy(() => ${$ref.split('/').at(-1)})`] : []), ...allOf.map(print)];
  for (const list of [anyOf, oneOf]) if (list) parts.push(`z.union([${list.map(print).join(', ')}])`);
  if (values.every((value) => Object(value) !== value)) parts.push(`z.literal(${JSON.stringify(values)})`);
  const types = [schema.type ?? (schema.properties || schema.required ? 'object' : [])].flat().map((type) => printType(type, schema));
  if (types.length > 0) parts.push(types.length > 1 ? `z.union([${types.join(', ')}])` : types[0]);
  return parts.length === 0 ? 'z.json()' : parts.reduce((left, right) => `${left}.and(${right})`);
}

function printType(type, { items = true, properties = {}, required = [], additionalProperties = true, patternProperties, pattern }) {
  if (type === 'integer') return 'z.number().refine(Number.isInteger)';
  if (type === 'array') return `z.array(${Array.isArray(items) ? 'z.json()' : print(items)})`;
  if (type !== 'object') return `z.${type}()${type === 'string' && pattern ? `.regex(new RegExp(${JSON.stringify(pattern)}, 'u'))` : ''}`;
  const all = [...new Map([...required.map((name) => [name, true]), ...Object.entries(properties)])];
  const members = all.map(([name, each]) => `[${JSON.stringify(name)}]: ${print(each)}${required.includes(name) ? '' : '.optional()'}`);
  return `z.object({ ${members.join(', ')} }).catchall(${print(patternProperties ? true : additionalProperties)})`;
}

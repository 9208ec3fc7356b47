import type { Provider, WebhookEvent } from '../../catalogue/model/model.js';
import { tolerantProvider } from '../../catalogue/schema/policy.js';
import type { Side } from '../../diff/index.js';
import { createShapeReader } from '../../generators/types/read-schema.js';
import type { Shape } from '../../generators/types/shape.js';

/**
 * Code that uses everything that a version's modules give a side: a receiver reads events as what it knows them for, a publisher writes them.
 * `version` is the folder that its imports lead to; `seen` holds the types that it was written by.
 */
export function writeConsumer(provider: Provider, side: Side, version: string, today: string): string {
  const { key, identifier } = provider;
  const folder = side === 'receiver' ? 'types' : 'types/strict';
  const events = provider.events.filter((event) => !isRetired(event, today));
  // Who minds a sunset uses nothing of a provider whose events have all come to theirs.
  if (events.length === 0) return 'export {};';
  const convert = (type: string) =>
    side === 'receiver' ? `(value: types.${type}): seen.${type} => value` : `(value: seen.${type}): types.${type} => value`;
  return [
    `import type * as types from './${version}/${folder}/${key}.js';`,
    `import type * as seen from './seen/${folder}/${key}.js';`,
    ...provider.definitions.map(({ typeName }, index) => `export const shared${index} = ${convert(typeName)};`),
    ...events.flatMap(({ name, typeName }, index) => [
      `export const event${index} = ${convert(typeName)};`,
      `export type Named${index} = types.${identifier}EventMap[${JSON.stringify(name)}];`,
    ]),
    ...accessMembers(provider, events, side),
    ...(side === 'receiver' ? createReceiver(provider, events, version) : []),
  ].join('\n');
}

const isRetired = ({ deprecated, sunset }: WebhookEvent, today: string) => deprecated && sunset !== null && sunset <= today;

/** Each member of each event, as code names it: `event.data?.lines[0]?.sku`. */
function accessMembers(provider: Provider, events: readonly WebhookEvent[], side: Side): string[] {
  const { definitions, events: typed } = side === 'receiver' ? tolerantProvider(provider) : provider;
  const reader = createShapeReader(definitions);
  const paths = events.flatMap(({ key, typeName }) => {
    const payload = typed.find((event) => event.key === key)?.payload ?? true;
    return pathsOf(reader.read(payload), `types.${typeName}`, reader.definition, 0);
  });
  return paths.map((path, index) => `export type Member${index} = ${path};`);
}

function pathsOf(shape: Shape, path: string, definition: (name: string) => Shape, depth: number): string[] {
  if (depth > 4) return [];
  const into = (inner: Shape, key: string) => [
    `NonNullable<${path}>[${key}]`,
    ...pathsOf(inner, `NonNullable<${path}>[${key}]`, definition, depth + 1),
  ];
  if (shape.kind === 'ref') return pathsOf(definition(shape.name), path, definition, depth + 1);
  if (shape.kind === 'array') return into(shape.items, 'number');
  if (shape.kind === 'union') {
    const [only, ...others] = shape.of.filter(({ kind }) => kind !== 'primitive' && kind !== 'literals');
    return only && others.length === 0 && shape.of.every((one) => one === only || (one.kind === 'primitive' && one.type === 'null'))
      ? pathsOf(only, path, definition, depth + 1)
      : [];
  }
  if (shape.kind !== 'object') return [];
  const hasIndex = shape.rest === null ? shape.members.size === 0 : shape.rest.kind !== 'never';
  return [
    ...[...shape.members].flatMap(([name, member]) => into(member.shape, JSON.stringify(name))),
    ...(hasIndex ? [`NonNullable<${path}>['of any name']`] : []),
  ];
}

function createReceiver(
  { key, identifier, signature, discriminator }: Provider,
  events: readonly WebhookEvent[],
  version: string,
): string[] {
  if (discriminator === null) return [];
  const handlers = events.map(({ name, typeName }) => `${JSON.stringify(name)}: (event: seen.${typeName}) => void event`);
  return [
    `import { create${identifier}Receiver } from './${version}/receivers/${key}.js';`,
    `create${identifier}Receiver({ ${signature ? "secrets: ['secret']" : 'unsigned: true'}, on: { ${handlers.join(', ')} } });`,
  ];
}

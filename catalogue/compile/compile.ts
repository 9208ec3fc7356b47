import type { Provider, WebhookEvent } from '../model/model.js';
import { printLiteral } from '../model/source-text.js';
import { patternFlags } from '../schema/assertions.js';
import { type Policy, tolerantProvider } from '../schema/policy.js';
import { printBlocks } from './blocks.js';
import { formatFunction } from './formats.js';
import { findRepeating } from './repeats.js';
import { type Prepared, prepareSchema, type Refer, type Vocabulary } from './schema.js';

export type { Policy } from '../schema/policy.js';
export { knownFormats } from './formats.js';

/** What is wrong with a value. */
export interface ValidationError {
  /** RFC 6901, into the value; of a missing or an unexpected member, the member's own. */
  readonly pointer: string;
  readonly keyword: string;
  readonly expected: string;
  readonly found: string;
  /** `must be <expected>, but is <found>` */
  readonly message: string;
}

export type Validate = (value: unknown) => readonly ValidationError[];

/** The schemas of events, and what checks of them use. */
export interface PreparedChecks {
  readonly events: readonly Prepared[];
  /** The definitions that the events refer to, directly or through others. */
  readonly definitions: readonly (readonly [typeName: string, schema: Prepared])[];
  readonly vocabulary: Vocabulary;
}

/** Prepares the schemas of the events at these indices. */
export type PrepareEvents = (events: readonly number[]) => PreparedChecks;

/** Opens a provider's schemas under one policy. */
export function openChecks(provider: Provider, policy: Policy): PrepareEvents {
  const { definitions, events } = policy === 'strict' ? provider : tolerantProvider(provider);
  const sources = new Map(definitions.map(({ typeName, schema }) => [typeName, schema]));
  const repeating = findRepeating(definitions);
  const refer: Refer = (typeName) => {
    if (!sources.has(typeName)) throw new Error(`${provider.key}: no definition is called ${JSON.stringify(typeName)}`);
    return repeating.has(typeName) ? 'once' : 'ref';
  };
  return (indices) => {
    const vocabulary: Vocabulary = { keywords: new Set(), patterns: new Set(), formats: new Set(), references: new Set() };
    const payloads = indices.map((index) => prepareSchema(events[index]?.payload ?? true, refer, vocabulary));
    const needed = new Map<string, Prepared>();
    for (const typeName of vocabulary.references) needed.set(typeName, prepareSchema(sources.get(typeName) ?? true, refer, vocabulary));
    const reached = [...sources.keys()].flatMap((typeName): [string, Prepared][] => {
      const schema = needed.get(typeName);
      return schema === undefined ? [] : [[typeName, schema]];
    });
    return { events: payloads, definitions: reached, vocabulary };
  };
}

/** The declarations that explaining needs beside the functions: patterns, formats and definitions. */
export function printTables({ definitions, vocabulary: { patterns, formats } }: PreparedChecks): string {
  const table = (name: string, rows: readonly string[]) =>
    rows.length === 0 ? [] : [`const ${name} = {`, ...rows.map((row) => `  ${row},`), '};'];
  return [
    ...table(
      'expressions',
      [...patterns].map((source) => `[${printLiteral(source)}]: new RegExp(${printLiteral(source)}, '${patternFlags(source) ?? ''}')`),
    ),
    ...table(
      'formats',
      [...formats].map((name) => `${printLiteral(name)}: ${formatFunction(name)}`),
    ),
    ...table(
      'definitions',
      definitions.map(([typeName, schema]) => `${typeName}: ${printLiteral(schema)}`),
    ),
  ].join('\n');
}

const opened = new WeakMap<Provider, Map<Policy, PrepareEvents>>();

/**
 * The errors of one event's payload, as generated validators explain them: at most 100, none where the payload is
 * valid. Prepared at its first call; never throws for a value.
 */
export function compileEvent(provider: Provider, event: WebhookEvent, policy: Policy): Validate {
  let validate: Validate | undefined;
  return (value) => {
    validate ??= compileEvents(provider, [event], policy)[0];
    if (validate === undefined) throw new Error(`${event.key} was not compiled`);
    return validate(value);
  };
}

/** Checks several events at once, which takes less time than one by one: they share what they have in common. */
export function compileEvents(provider: Provider, events: readonly WebhookEvent[], policy: Policy): readonly Validate[] {
  if (events.length === 0) return [];
  const prepared = checksOf(provider, policy)(events.map(({ name }) => provider.events.findIndex((event) => event.name === name)));
  const { formats, keywords } = prepared.vocabulary;
  const source = [
    printBlocks(['findErrors', ...[...formats].map(formatFunction)], keywords),
    printTables(prepared),
    `return ${printLiteral([...prepared.events])}.map((schema) => (value) => findErrors(schema, value));`,
  ];
  return new Function(`"use strict";\n${source.join('\n')}`)() as readonly Validate[];
}

function checksOf(provider: Provider, policy: Policy): PrepareEvents {
  const policies = opened.get(provider) ?? new Map<Policy, PrepareEvents>();
  opened.set(provider, policies);
  const checks = policies.get(policy) ?? openChecks(provider, policy);
  policies.set(policy, checks);
  return checks;
}

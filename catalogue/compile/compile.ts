import type { Provider, WebhookEvent } from '../model/model.js';
import { type Policy, tolerantProvider } from '../schema/policy.js';
import { addSchema, compileSchemas, createAjv } from './ajv.js';
import { printBlocks } from './blocks.js';
import { type PrintedChecks, printChecks } from './print.js';
import { prepareSchema } from './schema.js';

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

/** The schemas of a provider under one policy, ready to be compiled. */
export interface ProviderChecks {
  /** The code of functions that check the events at these indices, and what they share; it depends on nothing but printed blocks. */
  print(events: readonly number[]): PrintedChecks;
}

/** The id of an event's schema: what `functions` of its printed checks is keyed by. */
export const eventId = (index: number) => `e${index}`;

/** So many events one ajv compiles: it keeps all that it ever compiled, a gigabyte for 5,000. */
const batchSize = 250;

/** Prepares a provider's schemas; a definition is compiled once for a batch of events, when one of them needs it. */
export function openChecks(provider: Provider, policy: Policy): ProviderChecks {
  const { definitions, events } = policy === 'strict' ? provider : tolerantProvider(provider);
  const ids = new Map(definitions.map(({ typeName }, index) => [typeName, `d${index}`]));
  const resolve = (typeName: string) => {
    const id = ids.get(typeName);
    if (id === undefined) throw new Error(`${provider.key}: no definition is called ${JSON.stringify(typeName)}`);
    return id;
  };
  const prepared = definitions.map(({ typeName, schema }) => ({ id: resolve(typeName), schema: prepareSchema(schema, resolve) }));
  const open = () => {
    const ajv = createAjv();
    for (const { id, schema } of prepared) addSchema(ajv, id, schema);
    return { ajv, added: new Set<number>() };
  };
  let current = open();
  const compile = (wanted: readonly number[]): string => {
    const fresh = wanted.filter((index) => !current.added.has(index));
    if (current.added.size > 0 && current.added.size + fresh.length > batchSize) {
      current = open();
      return compile(wanted);
    }
    for (const index of fresh) addSchema(current.ajv, eventId(index), prepareSchema(events[index]?.payload ?? true, resolve));
    for (const index of fresh) current.added.add(index);
    return compileSchemas(current.ajv, wanted.map(eventId));
  };
  return { print: (wanted) => joinChecks(splitBatches(wanted).map((batch, index) => printChecks(compile(batch), index))) };
}

function splitBatches(events: readonly number[]): (readonly number[])[] {
  return Array.from({ length: Math.ceil(events.length / batchSize) }, (_, batch) =>
    events.slice(batch * batchSize, (batch + 1) * batchSize),
  );
}

function joinChecks(batches: readonly PrintedChecks[]): PrintedChecks {
  return {
    code: batches.map(({ code }) => code).join('\n'),
    functions: new Map(batches.flatMap(({ functions }) => [...functions])),
    keywords: new Set(batches.flatMap(({ keywords }) => [...keywords])),
    words: new Set(batches.flatMap(({ words }) => [...words])),
  };
}

const opened = new WeakMap<Provider, Map<Policy, ProviderChecks>>();

/**
 * The check of one event's payload: the same code that generated validators have, and so the same errors, at most 100, none where the
 * payload is valid. Compiled at its first call; never throws for a value.
 */
export function compileEvent(provider: Provider, event: WebhookEvent, policy: Policy): Validate {
  let validate: Validate | null = null;
  return (value) => {
    validate ??= loadEvent(provider, event, policy);
    return validate(value);
  };
}

/** As `compileEvent`, of several events at once: they share what they have in common, and take less time than one after the other. */
export function compileEvents(provider: Provider, events: readonly WebhookEvent[], policy: Policy): readonly Validate[] {
  if (events.length === 0) return [];
  const indices = events.map(({ name }) => provider.events.findIndex((event) => event.name === name));
  const { code, functions, keywords, words } = checksOf(provider, policy).print(indices);
  const checks = indices.map((index) => `(value) => check(${functions.get(eventId(index))}, value)`);
  const source = [printBlocks([...words, 'check'], keywords), code, `return [${checks.join(', ')}];`];
  return new Function(`"use strict";\n${source.join('\n')}`)() as readonly Validate[];
}

function loadEvent(provider: Provider, event: WebhookEvent, policy: Policy): Validate {
  const [validate] = compileEvents(provider, [event], policy);
  if (validate === undefined) throw new Error(`${event.key} was not compiled`);
  return validate;
}

function checksOf(provider: Provider, policy: Policy): ProviderChecks {
  const policies = opened.get(provider) ?? new Map<Policy, ProviderChecks>();
  opened.set(provider, policies);
  const checks = policies.get(policy) ?? openChecks(provider, policy);
  policies.set(policy, checks);
  return checks;
}

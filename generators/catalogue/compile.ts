import { addSchema, compileSchemas, createAjv } from './compile/ajv.js';
import { printBlocks } from './compile/blocks.js';
import { type PrintedChecks, printChecks } from './compile/print.js';
import { prepareSchema } from './compile/schema.js';
import type { Provider, WebhookEvent } from './model.js';
import { type Policy, tolerantProvider } from './policy.js';

export { knownFormats } from './compile/formats.js';
export type { Policy } from './policy.js';

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

/** Registers a provider's schemas with one ajv; each is compiled once, when an event is printed that needs it. */
export function openChecks(provider: Provider, policy: Policy): ProviderChecks {
  const { definitions, events } = policy === 'strict' ? provider : tolerantProvider(provider);
  const ids = new Map(definitions.map(({ typeName }, index) => [typeName, `d${index}`]));
  const resolve = (typeName: string) => {
    const id = ids.get(typeName);
    if (id === undefined) throw new Error(`${provider.key}: no definition is called ${JSON.stringify(typeName)}`);
    return id;
  };
  const ajv = createAjv();
  for (const { typeName, schema } of definitions) addSchema(ajv, resolve(typeName), prepareSchema(schema, resolve));
  for (const [index, { payload }] of events.entries()) addSchema(ajv, eventId(index), prepareSchema(payload, resolve));
  return { print: (wanted) => printChecks(compileSchemas(ajv, wanted.map(eventId))) };
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

function loadEvent(provider: Provider, event: WebhookEvent, policy: Policy): Validate {
  const policies = opened.get(provider) ?? new Map<Policy, ProviderChecks>();
  opened.set(provider, policies);
  const checks = policies.get(policy) ?? openChecks(provider, policy);
  policies.set(policy, checks);
  const index = provider.events.findIndex(({ name }) => name === event.name);
  const { code, functions, keywords, words } = checks.print([index]);
  const source = [printBlocks([...words, 'check'], keywords), code, `return (value) => check(${functions.get(eventId(index))}, value);`];
  return new Function(`"use strict";\n${source.join('\n')}`)() as Validate;
}

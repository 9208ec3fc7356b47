import type { Source, ValidationError } from '@hookbook/runtime';
import { valueAt } from '@hookbook/runtime/inspect';
import { nearNames } from '@hookbook/testkit/near-names';
import type { CheckedEvent, CheckedProvider } from './checked-provider.js';

/** A payload judged as an event, in both ways. */
export interface Candidate {
  readonly provider: CheckedProvider;
  readonly event: CheckedEvent;
  readonly strict: readonly ValidationError[];
  readonly tolerant: readonly ValidationError[];
}

/** Which event a payload is. */
export type Finding =
  /** The one that it is, or comes closest to; with all that it could be. */
  | { readonly kind: 'event'; readonly best: Candidate; readonly candidates: readonly Candidate[] }
  /** It is valid as each of these. */
  | { readonly kind: 'several'; readonly candidates: readonly Candidate[] }
  /** Nothing tells the events apart, and it is valid as none. */
  | { readonly kind: 'untold'; readonly count: number }
  | { readonly kind: 'unknown'; readonly clues: readonly Clue[] };

/** What a payload says at a place that tells a provider's events, where no event has that value. */
export interface Clue {
  readonly provider: CheckedProvider;
  readonly source: Source;
  /** null: there is nothing, or no text. */
  readonly said: string | null;
  readonly near: readonly string[];
}

export interface Asked {
  readonly providers: readonly CheckedProvider[];
  /** null: by what the payload says. */
  readonly event: { readonly provider: string; readonly name: string } | null;
  readonly header: (name: string) => string | null;
}

interface Placed {
  readonly provider: CheckedProvider;
  readonly event: CheckedEvent;
}

/** The same answer as `hookbook validate` gives: strict, and by the headers too where they tell events apart. */
export function findEvent(value: unknown, { providers, event, header }: Asked): Finding {
  const placed = providers.flatMap((provider) => provider.events.map((one) => ({ provider, event: one })));
  const chosen = event === null ? [] : placed.filter((one) => one.provider.key === event.provider && one.event.name === event.name);
  const all = chosen.length > 0 ? chosen : placed;
  const told = all.length === 1 ? all : providers.flatMap((provider) => findTold(provider, value, header));
  const found = told.length > 0 ? told : all.filter((one) => one.provider.tolerant.findEvent === undefined);
  if (found.length === 0) return { kind: 'unknown', clues: providers.flatMap((provider) => findClue(provider, value, header)) };
  const candidates = found
    .map((one) => judge(one, value))
    .sort((a, b) => a.strict.length - b.strict.length || signs(b, header) - signs(a, header));
  const [best] = candidates;
  const fitting = candidates.filter(({ strict }) => strict.length === 0);
  if (fitting.length > 1) return { kind: 'several', candidates: fitting };
  if (best === undefined || (fitting.length === 0 && told.length === 0 && found.length > 1)) return { kind: 'untold', count: found.length };
  return { kind: 'event', best, candidates };
}

/** Of two that come as close, the one whose signature header came is more likely. */
const signs = ({ provider: { contract } }: Candidate, header: Asked['header']) =>
  Number(contract.signature !== null && header(contract.signature.header) !== null);

function judge({ provider, event }: Placed, value: unknown): Candidate {
  const errors = ({ validators }: CheckedProvider['strict']) => {
    const result = validators[event.name]?.validate(value);
    if (result === undefined) throw new Error(`${provider.key} has no validator for ${JSON.stringify(event.name)}: run hookbook generate`);
    return result.valid ? [] : result.errors;
  };
  return { provider, event, strict: errors(provider.strict), tolerant: errors(provider.tolerant) };
}

/** By the generated code; by the body alone, where a header would tell more and wasn't given. */
function findTold(provider: CheckedProvider, value: unknown, header: Asked['header']): Placed[] {
  const { contract, events, tolerant } = provider;
  if (tolerant.findEvent === undefined) return [];
  const complete = contract.discriminator.every((source) => source.kind === 'pointer' || header(source.header) !== null);
  const name = complete ? tolerant.findEvent(value, header) : null;
  const found = complete ? events.filter((event) => event.name === name) : events.filter((event) => fitsBody(event, value));
  return found.map((event) => ({ provider, event }));
}

function fitsBody({ discriminator }: CheckedEvent, value: unknown): boolean {
  return discriminator.every(({ source, values }) => source.kind === 'header' || values.includes(valueAt(value, source.pointer)));
}

/** The first place whose value no event has. */
function findClue(provider: CheckedProvider, value: unknown, header: Asked['header']): Clue[] {
  for (const [at, source] of provider.contract.discriminator.entries()) {
    const said = source.kind === 'header' ? header(source.header) : valueAt(value, source.pointer);
    const known = new Set(provider.events.flatMap(({ discriminator }) => discriminator[at]?.values ?? []));
    if (known.has(said)) continue;
    const text = typeof said === 'string' ? said : null;
    const names = [...known].filter((one) => typeof one === 'string');
    return [{ provider, source, said: text, near: text === null ? [] : nearNames(text, names) }];
  }
  return [];
}

import type { Source, ValidationError } from '@hookbook/runtime';
import { valueAt } from '@hookbook/runtime/inspect';
import { nearNames } from '@hookbook/testkit/near-names';
import type { CheckedEvent, CheckedProvider } from './checked-provider.js';

/** A payload checked as an event, strictly and tolerantly. */
export interface Candidate {
  readonly provider: CheckedProvider;
  readonly event: CheckedEvent;
  readonly strict: readonly ValidationError[];
  readonly tolerant: readonly ValidationError[];
}

/** Which event a payload is. */
export type Finding =
  /** The event that it is, or comes closest to, and all that it could be. */
  | { readonly kind: 'event'; readonly best: Candidate; readonly candidates: readonly Candidate[] }
  /** It is valid as each of these. */
  | { readonly kind: 'several'; readonly candidates: readonly Candidate[] }
  /** Nothing distinguishes the events, and it is valid as none of them. */
  | { readonly kind: 'ambiguous'; readonly count: number }
  | { readonly kind: 'unknown'; readonly clues: readonly Clue[] };

/** A value that would identify an event, if any of the provider's events had it. */
export interface Clue {
  readonly provider: CheckedProvider;
  readonly source: Source;
  /** null: it is missing, or is not a string. */
  readonly said: string | null;
  readonly near: readonly string[];
}

export interface EventQuery {
  readonly providers: readonly CheckedProvider[];
  /** null: the one that the payload identifies. */
  readonly event: { readonly provider: string; readonly name: string } | null;
  readonly header: (name: string) => string | null;
}

interface ProviderEvent {
  readonly provider: CheckedProvider;
  readonly event: CheckedEvent;
}

/** Answers as `hookbook validate` does: strictly, and by the headers too if they identify the event. */
export function findEvent(value: unknown, { providers, event, header }: EventQuery): Finding {
  const placed = providers.flatMap((provider) => provider.events.map((one) => ({ provider, event: one })));
  const chosen = event === null ? [] : placed.filter((one) => one.provider.key === event.provider && one.event.name === event.name);
  const all = chosen.length > 0 ? chosen : placed;
  const identified = all.length === 1 ? all : providers.flatMap((provider) => findIdentified(provider, value, header));
  const found = identified.length > 0 ? identified : all.filter((one) => one.provider.tolerant.findEvent === undefined);
  if (found.length === 0) return { kind: 'unknown', clues: providers.flatMap((provider) => findClue(provider, value, header)) };
  const candidates = found
    .map((one) => judge(one, value))
    .sort((a, b) => a.strict.length - b.strict.length || signs(b, header) - signs(a, header));
  const [best] = candidates;
  const fitting = candidates.filter(({ strict }) => strict.length === 0);
  if (fitting.length > 1) return { kind: 'several', candidates: fitting };
  if (best === undefined || (fitting.length === 0 && identified.length === 0 && found.length > 1))
    return { kind: 'ambiguous', count: found.length };
  return { kind: 'event', best, candidates };
}

/** Of two that come as close, the one whose signature header is present is more likely. */
const signs = ({ provider: { contract } }: Candidate, header: EventQuery['header']) =>
  Number(contract.signature !== null && header(contract.signature.header) !== null);

function judge({ provider, event }: ProviderEvent, value: unknown): Candidate {
  const errors = ({ validators }: CheckedProvider['strict']) => {
    const result = validators[event.name]?.validate(value);
    if (result === undefined) throw new Error(`${provider.key} has no validator for ${JSON.stringify(event.name)}: run hookbook generate`);
    return result.valid ? [] : result.errors;
  };
  return { provider, event, strict: errors(provider.strict), tolerant: errors(provider.tolerant) };
}

/** Asks the generated code; compares the body alone if a header that the code needs is missing. */
function findIdentified(provider: CheckedProvider, value: unknown, header: EventQuery['header']): ProviderEvent[] {
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

/** The first value of the discriminator that no event has. */
function findClue(provider: CheckedProvider, value: unknown, header: EventQuery['header']): Clue[] {
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

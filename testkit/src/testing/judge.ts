import type { ValidationError } from '@hookbook/runtime';
import { readReceived } from './read-received.js';
import type { Header, Policy, TestedEvents, TestedProvider } from './tested-events.js';

/** What a matcher finds of what it received. */
export interface Verdict {
  readonly payload: unknown;
  /** Why it can't be read at all. */
  readonly unreadable: string | null;
  /** What the headers say of it: another event, or none. */
  readonly misled: string | null;
  readonly errors: readonly ValidationError[];
  readonly header: Header | null;
}

export const passes = ({ unreadable, misled, errors }: Verdict) => unreadable === null && misled === null && errors.length === 0;

/** Judges what was received as an event; the headers of a request count where they tell events apart. */
export function judge(received: unknown, provider: TestedProvider, event: string, policy: Policy): Verdict {
  const { validators } = provider[policy];
  const read = readReceived(received);
  const nothing = { payload: undefined, unreadable: null, misled: null, errors: [], header: null };
  if (!read.readable) return { ...nothing, unreadable: read.reason };
  const { payload, header } = read;
  const validation = validators[event]?.validate(payload);
  if (validation === undefined) throw new TypeError(`${provider.contract.provider}/${event} has no validator: run hookbook generate again`);
  const errors = validation.valid ? [] : validation.errors;
  return { ...nothing, payload, header, errors, misled: header === null ? null : readHeaders(provider, event, payload, header) };
}

function readHeaders({ contract, strict }: TestedProvider, event: string, payload: unknown, header: Header): string | null {
  if (strict.findEvent === undefined || !contract.discriminator.some(({ kind }) => kind === 'header')) return null;
  const found = strict.findEvent(payload, header);
  if (found === event) return null;
  if (found !== null) return `its headers say that it is ${contract.provider}/${found}`;
  const validation = strict.validate(payload, header);
  return validation.valid ? null : (validation.errors[0]?.message ?? 'its headers name no event');
}

export interface OtherEvent {
  readonly provider: TestedProvider;
  readonly event: string;
  readonly valid: boolean;
}

/** The event that a payload is instead: the one of the provider that it says it is, or one that it is valid as. */
export function findOther(events: TestedEvents, provider: TestedProvider, event: string, { payload, header }: Verdict): OtherEvent | null {
  const others = [provider, ...events.providers.filter((one) => one !== provider)].flatMap((one): OtherEvent[] => {
    const name = nameOf(one, payload, header);
    if (name === null || (one === provider && name === event)) return [];
    return [{ provider: one, event: name, valid: one.strict.validators[name]?.validate(payload).valid ?? false }];
  });
  return others.find(({ valid }) => valid) ?? others.find((other) => other.provider === provider) ?? null;
}

function nameOf({ strict }: TestedProvider, payload: unknown, header: Header | null): string | null {
  if (strict.findEvent !== undefined) return strict.findEvent(payload, header ?? (() => null));
  const result = strict.validate(payload);
  return result.valid ? result.event : null;
}

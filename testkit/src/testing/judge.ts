import type { ValidationError } from '@hookbook/runtime';
import { readReceived } from './read-received.js';
import type { Header, Policy, TestedEvents, TestedProvider } from './tested-events.js';

/** How a matcher judges what it received. */
export interface Judgment {
  readonly payload: unknown;
  /** Why it can't be read. */
  readonly unreadable: string | null;
  /** If the headers identify another event or none: a message that says so. */
  readonly headerMismatch: string | null;
  readonly errors: readonly ValidationError[];
  readonly header: Header | null;
}

export const passes = ({ unreadable, headerMismatch, errors }: Judgment) =>
  unreadable === null && headerMismatch === null && errors.length === 0;

/** Judges what was received as an event. A request's headers count if they identify events. */
export function judge(received: unknown, provider: TestedProvider, event: string, policy: Policy): Judgment {
  const { validators } = provider[policy];
  const read = readReceived(received);
  const nothing = { payload: undefined, unreadable: null, headerMismatch: null, errors: [], header: null };
  if (!read.readable) return { ...nothing, unreadable: read.reason };
  const { payload, header } = read;
  const validation = validators[event]?.validate(payload);
  if (validation === undefined) throw new TypeError(`${provider.contract.provider}/${event} has no validator: run hookbook generate again`);
  const errors = validation.valid ? [] : validation.errors;
  return { ...nothing, payload, header, errors, headerMismatch: header === null ? null : readHeaders(provider, event, payload, header) };
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

/** The event that a payload is instead: the one it claims to be, or one for which it is valid. */
export function findOther(events: TestedEvents, provider: TestedProvider, event: string, { payload, header }: Judgment): OtherEvent | null {
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

import type { DeliveryPolicy, ProviderFacts, Validation } from '@hookbook/runtime';
import { describeUnknown } from '../near-names.js';

export type Header = (name: string) => string | null;
export type Policy = 'strict' | 'tolerant';

/** A module of generated validators. */
export interface ValidatorsModule {
  readonly validators: Readonly<Record<string, { validate(value: unknown): Validation }>>;
  validate(value: unknown, header?: Header): Validation & { readonly event: string | null };
  /** Missing if the provider's events can't be distinguished. */
  readonly findEvent?: (value: unknown, header?: Header) => string | null;
}

/** A provider for tests: its contract, how it sends, and its strict and tolerant validators. */
export interface TestedProvider {
  readonly contract: ProviderFacts;
  readonly delivery: DeliveryPolicy;
  readonly strict: ValidatorsModule;
  readonly tolerant: ValidatorsModule;
}

export interface TestedEvents {
  readonly providers: readonly TestedProvider[];
  /** Throws a TypeError that suggests similar names if there is no such provider. */
  provider(name: unknown): TestedProvider;
  /** Checks an event's name; throws a TypeError that suggests similar names if the provider has no such event. */
  event(provider: TestedProvider, name: unknown): string;
  /** The same from `provider/event`. */
  byKey(key: unknown): { readonly provider: TestedProvider; readonly event: string };
}

export function openEvents(providers: readonly TestedProvider[]): TestedEvents {
  const byName = new Map(providers.map((provider) => [provider.contract.provider, provider]));
  const find = (name: unknown): TestedProvider => {
    const provider = byName.get(name as string);
    if (provider === undefined) throw new TypeError(describeUnknown('provider', name, [...byName.keys()]));
    return provider;
  };
  const check = ({ contract }: TestedProvider, name: unknown): string => {
    if (typeof name === 'string' && contract.events.includes(name)) return name;
    throw new TypeError(describeUnknown(`event of ${contract.provider} called`, name, contract.events));
  };
  return {
    providers,
    provider: find,
    event: check,
    byKey(key) {
      const slash = typeof key === 'string' ? key.indexOf('/') : -1;
      if (typeof key !== 'string' || slash < 0) {
        const keys = providers.flatMap(({ contract }) => contract.events.map((event) => `${contract.provider}/${event}`));
        throw new TypeError(`${describeUnknown('event', key, keys)} Events are written provider/event.`);
      }
      const provider = find(key.slice(0, slash));
      return { provider, event: check(provider, key.slice(slash + 1)) };
    },
  };
}

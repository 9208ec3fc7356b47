import { readFileSync } from 'node:fs';
import type { ProviderContract } from '../../../runtime/src/contract.js';
import { createReceiver, type Receiver, type SignedOptions, type UnsignedOptions } from '../../../runtime/src/index.js';
import type { DeliveryPolicy, Effect, ProviderFacts, SimulatedClock, SimulatedProvider } from '../../../runtime/src/simulate.js';

/** The providers of our own catalogue, as generated code has them, and receivers over their generated contracts. */
export const providerNames = ['ulule', 'acme', 'ecwid', 'gately', 'creads'] as const;
export type ProviderName = (typeof providerNames)[number];

interface Generated {
  readonly simulated: SimulatedProvider;
  readonly contract: ProviderContract;
}

interface CatalogueEvent {
  readonly provider: string;
  readonly name: string;
  readonly contentType: string;
  readonly examples: readonly { readonly payload: unknown; readonly headers: Readonly<Record<string, string>> | null }[];
}

const root = new URL('../../../generated/', import.meta.url);
const { catalogue } = JSON.parse(readFileSync(new URL('catalogue.json', root), 'utf8')) as {
  catalogue: { providers: { key: string; events: CatalogueEvent[] }[] };
};
const events = catalogue.providers.flatMap((provider) => provider.events);

const load = async (name: ProviderName): Promise<Generated> => {
  const read = async (folder: string) => (await import(new URL(`${folder}/${name}.js`, root).href)) as Record<string, unknown>;
  const [facts, tolerant, strict] = await Promise.all([read('contracts'), read('validators'), read('validators/strict')]);
  const { contract, delivery } = facts as { contract: ProviderFacts; delivery: DeliveryPolicy };
  const { findEvent, validators } = tolerant as Pick<ProviderContract, 'findEvent' | 'validators'>;
  const judges = strict['validators'] as ProviderContract['validators'];
  const simulated: SimulatedProvider = {
    ...{ ...contract, delivery },
    sample(event) {
      const found = events.find(({ provider, name: one }) => provider === name && one === event);
      const [example] = found?.examples ?? [];
      if (found === undefined || example === undefined) throw new Error(`${name} has no example of ${event}`);
      return { payload: structuredClone(example.payload), headers: example.headers ?? {}, contentType: found.contentType };
    },
    validate: (event, value) => judges[event]?.validate(value) ?? { valid: false, errors: [] },
  };
  return { simulated, contract: { ...contract, findEvent, validators } };
};

export const generated = Object.fromEntries(await Promise.all(providerNames.map(async (name) => [name, await load(name)]))) as Record<
  ProviderName,
  Generated
>;

export const secret = 'a shared secret of the simulated provider';
export const previousSecret = 'the secret before it was rotated';

/** A clock that only the simulation moves. */
export function fakeClock(startsAt = Date.UTC(2026, 0, 1)): SimulatedClock {
  let at = startsAt;
  return {
    now: () => at,
    advance(ms) {
      at += ms;
    },
  };
}

export interface Opened {
  readonly receiver: Receiver;
  /** What its handlers did so far, once all is handled. */
  effects(): Promise<Effect[]>;
}

type Common = Partial<Omit<SignedOptions<object>, 'secrets'>>;

/** A receiver as generated code makes it. */
export function openReceiver({ contract }: Generated, options: Common & { readonly secrets?: string[] } = {}): Opened {
  const done: Effect[] = [];
  const { secrets = [secret, previousSecret], ...more } = options;
  const common = {
    on: { '*': (_: unknown, { event, id }: { event: string; id: string }) => void done.push({ event, id }) },
    ...{ onUnknown() {}, onInvalid() {}, onRefused() {} },
    ...more,
  };
  const signing = contract.signature === null ? { unsigned: true } : { secrets };
  const receiver = createReceiver<object>(
    contract as ProviderContract<never>,
    { ...common, ...signing } as SignedOptions<object> & UnsignedOptions<object>,
  );
  return {
    receiver,
    async effects() {
      await receiver.drain();
      return done;
    },
  };
}

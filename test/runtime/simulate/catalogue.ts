import { providers } from '../../../generated/testing/index.js';
import type { ProviderContract } from '../../../runtime/src/contract.js';
import { createReceiver, type Receiver, type SignedOptions, type UnsignedOptions } from '../../../runtime/src/index.js';
import type { Effect, ProviderFacts, SimulatedClock, SimulatedProvider } from '../../../testkit/src/simulate.js';

/** The providers of our own catalogue, as generated code has them, and receivers over their generated contracts. */
export const providerNames = ['ulule', 'acme', 'ecwid', 'gately', 'creads'] as const;
export type ProviderName = (typeof providerNames)[number];

interface Generated {
  readonly simulated: SimulatedProvider;
  readonly contract: ProviderContract;
  /** The generated factory, where there is one. */
  readonly create?: (options: never) => Receiver;
}

const load = async (name: ProviderName): Promise<Generated> => {
  const read = (folder: string): Promise<unknown> => import(new URL(`../../../generated/${folder}/${name}.js`, import.meta.url).href);
  const { contract } = (await read('contracts')) as { contract: ProviderFacts };
  const { findEvent, validators } = (await read('validators')) as Pick<ProviderContract, 'findEvent' | 'validators'>;
  const [create] = Object.values((await read('receivers')) as Record<string, NonNullable<Generated['create']>>);
  if (create === undefined) throw new Error(`${name} has no receiver`);
  return { simulated: providers[name], contract: { ...contract, findEvent, validators }, create };
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
export function openReceiver({ contract, create }: Generated, options: Common & { readonly secrets?: string[] } = {}): Opened {
  const done: Effect[] = [];
  const { secrets = [secret, previousSecret], ...more } = options;
  const common = {
    on: { '*': (_: unknown, { event, id }: { event: string; id: string }) => void done.push({ event, id }) },
    ...{ onUnknown() {}, onInvalid() {}, onRefused() {} },
    ...more,
  };
  const signing = contract.signature === null ? { unsigned: true } : { secrets };
  const given = { ...common, ...signing } as SignedOptions<object> & UnsignedOptions<object>;
  const receiver = create?.(given as never) ?? createReceiver<object>(contract as ProviderContract<never>, given);
  return {
    receiver,
    async effects() {
      await receiver.drain();
      return done;
    },
  };
}

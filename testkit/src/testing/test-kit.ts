import type { SimulatedProvider } from '../simulate/provider.js';
import { describeInvalid, mergeOverrides } from './build-event.js';
import type { EventKey, EventKeyOf, EventName, EventOf, Overrides, ProviderName } from './event-types.js';
import type { FixtureEntry, Mutant } from './fixture.js';
import { type FixtureFiles, openFixtureFiles } from './fixture-files.js';
import { createMatchers, type Matchers } from './matchers.js';
import { openEvents, type TestedEvents, type TestedProvider } from './tested-events.js';

export interface TestKitOptions {
  /** The `file:` URL of the generated folder, which contains `fixtures/` and `schemas/`, with a trailing slash. */
  readonly files: string;
  readonly providers: readonly TestedProvider[];
}

/** A fixture as `listFixtures` describes it. */
export interface Fixture<Key extends string = string> extends Pick<FixtureEntry, 'name' | 'origin' | 'headers' | 'contentType'> {
  /** `provider/event`, as `loadFixture` accepts it. */
  readonly event: Key;
  /** The path of its payload, relative to the working directory. */
  readonly path: string;
}

/** A catalogue for contract tests. Reads files on first use. Unknown names are TypeErrors with suggestions. */
export interface TestKit<Events> {
  /** Loads a payload of an event: the document's first example, or a fixture by name. A new copy each time. */
  loadFixture<Key extends EventKey<Events>>(event: Key, name?: string | null): EventOf<Events, Key>;
  /** Lists the fixtures of all events, of a provider or of one event. */
  listFixtures(): Fixture<EventKey<Events>>[];
  listFixtures<Provider extends ProviderName<Events>>(provider: Provider): Fixture<EventKeyOf<Events, Provider>>[];
  listFixtures<Provider extends ProviderName<Events>, Event extends EventName<Events, Provider>>(
    provider: Provider,
    event: Event,
  ): Fixture<`${Provider}/${Event}`>[];
  /** Loads payloads with one error each, which a strict validator must report. */
  loadMutants(event: EventKey<Events>): Mutant[];
  /**
   * Builds the event's first fixture with overrides: objects merge deeply, lists and scalars replace, `undefined`
   * removes. Throws a TypeError that lists each error if the result is not valid by the strict schema.
   */
  build<Provider extends ProviderName<Events>, Event extends EventName<Events, Provider>>(
    provider: Provider,
    event: Event,
    overrides?: Overrides<Events[Provider][Event]>,
  ): Events[Provider][Event];
  /** For `expect.extend`. */
  readonly matchers: Matchers;
  /** Each provider for the simulator (`@hookbook/testkit/simulate`). */
  readonly providers: { readonly [Provider in ProviderName<Events>]: SimulatedProvider<EventName<Events, Provider>> };
}

export function createTestKit<Events>({ files: root, providers }: TestKitOptions): TestKit<Events> {
  const events = openEvents(providers);
  const files = openFixtureFiles(root);
  const simulated: Record<string, SimulatedProvider> = Object.create(null);
  for (const provider of providers) simulated[provider.contract.provider] = describeSimulated(events, files, provider);
  // Without the types of a catalogue: names are checked at run time.
  const kit = {
    loadFixture(key: string, name?: string | null) {
      const { provider, event } = events.byKey(key);
      return files.payload(provider.contract.provider, files.entry(provider.contract.provider, event, name));
    },
    listFixtures: (provider?: string, event?: string) => listFixtures(events, files, provider, event),
    loadMutants(key: string) {
      const { provider, event } = events.byKey(key);
      return files.mutants(provider.contract.provider, event);
    },
    build: (provider: string, event: string, overrides: unknown = {}) => buildEvent(events, files, provider, event, overrides),
    matchers: createMatchers(events, files),
    providers: Object.freeze(simulated),
  };
  return kit as TestKit<Events>;
}

function listFixtures(events: TestedEvents, files: FixtureFiles, provider?: string, event?: string): Fixture[] {
  const wanted = provider === undefined ? events.providers : [events.provider(provider)];
  return wanted.flatMap((one) => {
    const key = one.contract.provider;
    const names = event === undefined ? one.contract.events : [events.event(one, event)];
    return names.flatMap((name) =>
      files
        .entries(key, name)
        .map(({ file, ...entry }) => ({ event: `${key}/${name}`, ...entry, path: files.path(key, { file, ...entry }) })),
    );
  });
}

function buildEvent(events: TestedEvents, files: FixtureFiles, name: string, eventName: string, overrides: unknown): unknown {
  const provider = events.provider(name);
  const event = events.event(provider, eventName);
  const payload = mergeOverrides(files.payload(name, files.entry(name, event)), overrides);
  const validation = provider.strict.validators[event]?.validate(payload);
  if (validation?.valid === false) throw new TypeError(describeInvalid(name, event, payload, validation.errors));
  return payload;
}

function describeSimulated(events: TestedEvents, files: FixtureFiles, provider: TestedProvider): SimulatedProvider {
  const { contract, delivery, strict } = provider;
  return {
    ...contract,
    delivery,
    sample(name) {
      const entry = files.entry(contract.provider, events.event(provider, name));
      return { payload: files.payload(contract.provider, entry), headers: { ...entry.headers }, contentType: entry.contentType };
    },
    validate(name, value) {
      const event = events.event(provider, name);
      const validation = strict.validators[event]?.validate(value);
      if (validation === undefined) throw new TypeError(`${contract.provider}/${event} has no validator: run hookbook generate again`);
      return validation;
    },
  };
}

import { describe, expect, it } from 'vitest';
import { compileEvent, type Policy, type Validate } from '../../catalogue/compile/compile.js';
import type { Provider, WebhookEvent } from '../../catalogue/model/model.js';
import { type Change, compareCatalogues, type Side } from '../../diff/index.js';
import { type Pair, pairs } from './cases.js';
import { createSample, declaredNames } from './sample-values.js';

/** An event in the version whose values are sent, and in the version that they meet. */
interface Meeting {
  readonly sent: Event;
  readonly met: Event;
  readonly changes: readonly Change[];
}
interface Event {
  readonly provider: Provider;
  readonly event: WebhookEvent;
}

/** What a newer provider sends meets a receiver's older code; what a publisher writes by the older version meets the newer. */
function meetingsOf({ older, newer, today }: Pair, side: Side): Meeting[] {
  const changes = compareCatalogues(older, newer, { side, today });
  const events = (providers: readonly Provider[]) =>
    providers.flatMap((provider) => provider.events.map((event): Event => ({ provider, event })));
  return events(newer.providers).flatMap((is) => {
    const was = events(older.providers).find(({ event }) => event.key === is.event.key);
    if (!was) return [];
    const own = changes.filter(({ category, event, code }) => category === 'PAYLOAD' && event === is.event.key && !aside.has(code));
    return [side === 'receiver' ? { sent: is, met: was, changes: own } : { sent: was, met: is, changes: own }];
  });
}

/** Verdicts on events as such: no value has a part in them. */
const aside: ReadonlySet<string> = new Set([
  'wire-name-changed',
  'event-deprecated',
  'event-deprecation-withdrawn',
  'sunset-set',
  'sunset-postponed',
  'sunset-brought-forward',
]);

const strangers = { extra: 1, note: 5, more: 'a' };
const valuesOf = ({ provider, event }: Event, met: Event, wild: boolean) => {
  const errors = checkOf({ provider, event }, 'strict');
  const guests = {
    names: declaredNames([met.event.payload, ...met.provider.definitions.map(({ schema }) => schema)]),
    strangers: wild ? strangers : {},
  };
  return createSample(provider.definitions)(event.payload, guests).filter((value) => errors(value).length === 0);
};

const checks = new Map<WebhookEvent, Map<Policy, Validate>>();

/** Both sides and several assertions check the same events. */
function checkOf({ provider, event }: Event, policy: Policy): Validate {
  const known = checks.get(event) ?? new Map<Policy, Validate>();
  checks.set(event, known);
  const check = known.get(policy) ?? compileEvent(provider, event, policy);
  known.set(policy, check);
  return check;
}

const sides = [
  // A strict consumer is who minds first; the receivers that we generate are tolerant.
  { side: 'receiver', safeFor: ['strict', 'tolerant'], brokenFor: 'tolerant' },
  { side: 'provider', safeFor: ['strict'], brokenFor: 'strict' },
] as const;

describe.each(sides)('values of one version against the validators of the other, for a $side', ({ side, safeFor, brokenFor }) => {
  it.each(pairs)('$name', (pair) => {
    for (const { sent, met, changes } of meetingsOf(pair, side)) {
      const isSafe = changes.every(({ verdict }) => verdict === 'safe');
      const isTolerated = side === 'receiver' && changes.every(({ code, verdict }) => verdict === 'safe' || tolerated.has(code));
      const values = isSafe || isTolerated ? valuesOf(sent, met, false) : [];
      if (isSafe) {
        expect(values.length).toBeGreaterThan(0);
        for (const errors of safeFor.map((policy) => checkOf(met, policy)))
          expect(values.filter((value) => errors(value).length > 0)).toEqual([]);
      }
      if (isTolerated) {
        const errors = checkOf(met, 'tolerant');
        expect(values.filter((value) => errors(value).length > 0)).toEqual([]);
      }
      const breaking = changes.filter(({ verdict }) => verdict === 'breaking');
      const errors = breaking.length === 0 ? [] : valuesOf(sent, met, true).flatMap(checkOf(met, brokenFor));
      const proven = breaking.filter(({ pointer }) => errors.some((error) => isAt(error.pointer, pointer)));
      expect(proven.map(nameOf)).toEqual(breaking.map(nameOf));
    }
  });
});

/** What is risky because a strict receiver refuses it, and a tolerant one doesn't. */
const tolerated: ReadonlySet<string> = new Set([
  'enum-value-added',
  'enum-removed',
  'property-allowed',
  'object-opened',
  'items-allowed',
  'tagged-branch-added',
]);

const nameOf = ({ code, pointer }: Change) => `${code} ${pointer}`;

/** Whether an error stands at a place, in it or around it; `*` is any item or member. */
function isAt(error: string, place: string): boolean {
  const [one, other] = [error.split('/'), place.split('/')];
  return other.slice(0, one.length).every((segment, index) => segment === '*' || segment === one[index]);
}

import type { Effect } from './options.js';
import type { ScenarioVerdict } from './report.js';
import type { ExpectedEffects } from './stage.js';

const maxNamed = 3;

/** Judges what handlers did, from their effects before and after the scenario. */
export function judgeEffects(expected: readonly ExpectedEffects[], before: readonly Effect[], after: readonly Effect[]): ScenarioVerdict[] {
  if (after.every(({ id }) => id !== undefined)) return expected.map((one) => describeVerdict(one, countById(one, after)));
  // Without ids, effects can't be assigned to deliveries, so all of the scenario's are judged together.
  const [first] = expected;
  return first === undefined ? [] : [describeVerdict(first, countByEvent(expected, before, after))];
}

function describeVerdict({ name, what, times, why }: ExpectedEffects, wrong: readonly string[]): ScenarioVerdict {
  const ok = wrong.length === 0;
  const [kept, broken] = times === 0 ? ['not handled', 'handled'] : ['handled once each', 'not handled once each'];
  const named = `${wrong.slice(0, maxNamed).join('; ')}${wrong.length > maxNamed ? `; ${wrong.length} in all` : ''}`;
  return { name, ok, message: ok ? `${kept}: ${what}` : `${broken}: ${what} (${named})`, why };
}

function countById({ deliveries, times }: ExpectedEffects, after: readonly Effect[]): string[] {
  const counts = new Map<string, number>();
  for (const { id } of after) if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
  return deliveries.flatMap(({ event, id }) => describeCount(event, counts.get(id) ?? 0, times));
}

function countByEvent(expected: readonly ExpectedEffects[], before: readonly Effect[], after: readonly Effect[]): string[] {
  const wanted = new Map<string, number>();
  for (const { deliveries, times } of expected) for (const { event } of deliveries) wanted.set(event, (wanted.get(event) ?? 0) + times);
  const count = (effects: readonly Effect[], event: string) => effects.filter((effect) => effect.event === event).length;
  return [...wanted].flatMap(([event, want]) => describeCount(event, count(after, event) - count(before, event), want));
}

function describeCount(event: string, count: number, want: number): string[] {
  if (count === want) return [];
  const wanted = want > 1 ? `, of ${want}` : '';
  return [`${event}: ${count === 0 ? 'never' : count === 1 ? 'once' : `${count} times`}${wanted}`];
}

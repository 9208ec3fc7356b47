import type { Random } from './random.js';

/** Where the receiver of a round ends itself; dead-lettering has two places where it may be cut in half. */
export const killPoints = [
  'before verify',
  'verified, before insert',
  'inserted, before commit',
  'committed, before the response',
  'answered, before claim',
  'effect done, before marking',
  'marking done',
  'inside onDead',
  'told onDead, before marking dead',
] as const;

export type KillPoint = (typeof killPoints)[number];

/** As many as are asked for, each point as often as the others, in an order of chance. */
export function dealKillPoints(count: number, random: Random): KillPoint[] {
  const dealt = Array.from({ length: count }, (_, at) => killPoints[at % killPoints.length] ?? 'before verify');
  return random.shuffle(dealt);
}

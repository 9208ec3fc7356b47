import { describe, expect, test } from 'vitest';
import { killPoints } from './kill-points.js';
import { attempts, runRounds, type Store } from './rounds.js';

/** What the rounds are drawn from; HOOKBOOK_CRASH_SEED=… draws others. A test's name says which were run. */
const seed = Number(process.env['HOOKBOOK_CRASH_SEED'] ?? 1);
/** A hundred rounds, several inboxes at once, as a round is mostly waiting. */
const roundsEach = attempts - 1;
const inboxes = Array.from({ length: 100 / roundsEach }, (_, at) => at + 1);

export function describeCrashes(database: string, makeStore: () => Promise<Store>): void {
  describe.concurrent(`${database}: kill -9, and all that was acknowledged is there and is handled`, () => {
    test.each(inboxes)(`inbox %i of ${inboxes.length}, ${roundsEach} rounds, HOOKBOOK_CRASH_SEED=${seed}`, async (number) => {
      const died = await runRounds(await makeStore(), seed * inboxes.length + number, roundsEach);
      expect(died).toHaveLength(roundsEach);
      expect(new Set(died)).toEqual(new Set(killPoints));
    });
  });
}

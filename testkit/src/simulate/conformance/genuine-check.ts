import { resolvePolicy } from '../policy.js';
import { assertKept, BrokenPromise, type Check, defineCheck } from './check.js';
import type { HandlerRun } from './probe.js';
import type { Trial } from './trial.js';

/** Checked first: if this is broken, all other checks would only repeat it, so none of them runs. */
export const genuineCheck: Check = defineCheck({
  name: 'a genuine event is acknowledged',
  why: 'an event that is not acknowledged is retried and finally lost; one that no handler gets has no effect',
  async run(trial) {
    const { provider, event, compose, send, probe } = trial;
    const { policy } = resolvePolicy(provider.delivery);
    const runsBefore = ((await probe.effects?.()) ?? []).length;
    const request = await compose();
    const { status, error } = await send(request);
    assertKept(status !== null, `${event} got no answer: ${error}`);
    const counts = policy.acknowledges(status);
    const expected = `${provider.title} expects ${policy.acknowledgedBy}`;
    assertKept(counts, `answered ${status} to ${event}: ${expected}${describeLikelyCause(status)}`);
    if (probe.effects === undefined || probe.settle === undefined) return;
    await probe.settle();
    assertHandled(trial, request.id, (await probe.effects()).slice(runsBefore));
  },
});

/** The most frequent cause of such an answer, for beginners. */
function describeLikelyCause(status: number): string {
  if (status === 401 || status === 403) return '; usually it has another secret';
  if (status === 404 || status === 405) return '; usually it receives webhooks at another URL';
  if (status >= 300 && status < 400) return '; redirects are not followed, so pass the URL that it redirects to';
  return status >= 500 ? '; it failed, and its own log says why' : '';
}

/** Without a run with the right id no check can count runs, so the probe is wrong, not the receiver. */
function assertHandled({ event }: Trial, id: string, runs: readonly HandlerRun[]): void {
  if (runs.some((run) => run.id === id)) return;
  const [other] = runs;
  if (other !== undefined)
    throw new TypeError(
      `probe.effects: a run has the id ${JSON.stringify(other.id)}, not ${JSON.stringify(id)}, which deduplicates the delivery`,
    );
  throw new BrokenPromise(
    `acknowledged, but no handler ran for ${event}: if it has none on purpose, list the events that have one in options.events`,
  );
}

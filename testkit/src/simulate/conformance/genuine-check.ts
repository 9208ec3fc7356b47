import { resolvePolicy } from '../policy.js';
import { assertKept, type Check, defineCheck } from './check.js';
import type { HandlerRun } from './probe.js';
import type { Trial } from './trial.js';

/** Checked first: if this is broken, all other checks would only repeat it, so none of them runs. */
export const genuineCheck: Check = defineCheck({
  name: 'a genuine event is acknowledged',
  why: 'what is not acknowledged is sent again and again, and lost in the end; what no handler runs for has no effect',
  async run(trial) {
    const { provider, event, compose, send, probe } = trial;
    const { policy } = resolvePolicy(provider.delivery);
    const runsBefore = ((await probe.effects?.()) ?? []).length;
    const request = await compose();
    const { status, error } = await send(request);
    assertKept(status !== null, `${event} got no answer: ${error}`);
    const counts = policy.acknowledges(status);
    const took = `${provider.title} takes ${policy.acknowledgedBy} for an acknowledgement`;
    assertKept(counts, `answered ${status} to ${event}: ${took}${describeLikelyCause(status)}`);
    if (probe.effects === undefined || probe.settle === undefined) return;
    await probe.settle();
    assertHandled(trial, request.id, (await probe.effects()).slice(runsBefore));
  },
});

/** The most frequent cause of such an answer, for beginners. */
function describeLikelyCause(status: number): string {
  if (status === 401 || status === 403) return '; most often its secret is another one';
  if (status === 404 || status === 405) return '; most often it takes its webhooks at another address';
  if (status >= 300 && status < 400) return '; a redirect is not followed, so give the address that it leads to';
  return status >= 500 ? '; it failed by itself, and its own log says how' : '';
}

/** Without a run with the right id no check can count runs, so the probe is wrong, not the receiver. */
function assertHandled({ event }: Trial, id: string, runs: readonly HandlerRun[]): void {
  if (runs.some((run) => run.id === id)) return;
  const [other] = runs;
  if (other !== undefined)
    throw new TypeError(
      `probe.effects: a run has the id ${JSON.stringify(other.id)}, and not ${JSON.stringify(id)}, what the delivery is deduplicated by`,
    );
  assertKept(
    false,
    `acknowledged, and no handler ran for ${event}: where it has none on purpose, name events that have one as options.events`,
  );
}

import { createRandom } from '../seeded-random.js';
import { type Answer as SentAnswer, sendRequest } from '../send-request.js';
import { simulate } from '../simulate.js';
import { composeRequest } from './compose.js';
import type { ConformanceSettings } from './settings.js';
import type { Answer, Sendable, Trial } from './trial.js';

/** Time passes in steps, so that an answer ends the wait for it. */
const stepMs = 100;

/** What the checks of a run share: nothing of it is one check's alone. */
export function createTrial(settings: ConformanceSettings): Trial {
  const { provider, url, wire, secrets, events, tools, clock, timeoutMs } = settings;
  const [event = ''] = events;
  const random = createRandom(crypto.getRandomValues(new Uint32Array(1))[0] ?? 0);
  let serial = 0;

  function start(request: Sendable): Answer {
    let answer: SentAnswer | null = null;
    const read = (): SentAnswer | null => answer;
    const sent = sendRequest(wire, request, timeoutMs).then((one) => {
      answer = one;
    });

    async function settled(): Promise<number | null> {
      // Over a socket answers take real time; in the process they may wait for the receiver's own timers.
      if (!wire.network && tools.advance !== undefined) {
        await tools.advance(0);
        for (let waited = 0; read() === null && waited < timeoutMs; waited += stepMs) await tools.advance(stepMs);
      }
      await sent;
      return read()?.status ?? null;
    }

    return { status: () => read()?.status ?? null, settled, error: () => read()?.error ?? null };
  }

  async function readEffects() {
    await tools.settle?.();
    return (await tools.effects?.()) ?? [];
  }

  return {
    ...{ provider, event, tools, start },
    now: () => clock.now(),
    compose: (composing = {}) => composeRequest({ provider, event, secrets, url, random }, serial++, { at: clock.now(), ...composing }),
    mark: () => random.text(12, '123456789'),
    send: (request) => start(request).settled(),
    runsOf: async ({ id }) => ((await tools.effects?.()) ?? []).filter((run) => run.id === id),
    rowsOf: async ({ id }) => ((await tools.stored?.()) ?? []).filter((row) => row.id === id),
    play: (scenario) =>
      simulate({
        ...settings.simulated,
        scenario,
        ...(tools.effects === undefined || tools.settle === undefined ? {} : { effects: readEffects }),
      }),
  };
}

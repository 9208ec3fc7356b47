import { createRandom } from '../seeded-random.js';
import { sendRequest } from '../send-request.js';
import { simulate } from '../simulate.js';
import { composeRequest } from './compose.js';
import type { ConformanceSettings } from './settings.js';
import type { Answer, Sendable, Sending, Trial } from './trial.js';

/** Time passes in steps, so that an answer ends the wait for it. */
const stepMs = 100;
/** Long enough for what is on its way to arrive. */
const maxRealMs = 500;

/** What a receiver does beside its timers takes real time: threads that hash, disks, sockets. */
const momentMs = 20;
const longMomentMs = 50;

/** Real time, in milliseconds, also where a test has replaced the timers. The signal alone wouldn't keep Node from ending. */
function moment(ms: number): Promise<void> {
  const { port1 } = new MessageChannel();
  port1.onmessage = () => undefined;
  return new Promise((resolve) => {
    AbortSignal.timeout(ms).addEventListener('abort', () => {
      port1.close();
      resolve();
    });
  });
}

/** What the checks of a run share: nothing of it is one check's alone. */
export function createTrial(settings: ConformanceSettings): Trial {
  const { provider, url, wire, secrets, events, probe, clock, timeoutMs } = settings;
  const [event = ''] = events;
  const random = createRandom(crypto.getRandomValues(new Uint32Array(1))[0] ?? 0);
  let serial = 0;

  function start(request: Sendable): Sending {
    let answer: Answer = { status: null, error: null };
    const sent = sendRequest(wire, request, timeoutMs).then((one) => {
      answer = one;
    });

    async function settled(): Promise<Answer> {
      await outwait(sent);
      return answer;
    }

    return { answer: () => answer, settled };
  }

  /**
   * Over a socket, what is waited for takes real time. In the process it may be timers, the receiver's or those of a time limit here, that
   * a test has replaced: they are moved, slowly, once real time alone doesn't help.
   */
  async function outwait<Value>(work: Promise<Value>): Promise<Value> {
    if (wire.network || clock.advance === undefined) return work;
    let over = false;
    const end = () => {
      over = true;
    };
    const done = work.then(end, end);
    await Promise.race([done, moment(longMomentMs)]);
    while (!over) {
      await advance(stepMs);
      await Promise.race([done, moment(momentMs)]);
    }
    return work;
  }

  async function advance(ms: number): Promise<void> {
    await clock.advance?.(ms);
  }

  async function pass(ms: number): Promise<void> {
    await moment(clock.advance === undefined ? Math.min(ms, maxRealMs) : momentMs);
    await advance(ms);
  }

  async function readEffects() {
    await probe.settle?.();
    return (await probe.effects?.()) ?? [];
  }

  return {
    ...{ provider, event, probe, start, advance, pass },
    now: () => clock.now(),
    compose: (composing = {}) => composeRequest({ provider, event, secrets, url, random }, serial++, { at: clock.now(), ...composing }),
    mark: () => random.text(12, '123456789'),
    send: (request) => start(request).settled(),
    runsOf: async ({ id }) => ((await probe.effects?.()) ?? []).filter((run) => run.id === id),
    rowsOf: async ({ id }) => ((await probe.stored?.()) ?? []).filter((row) => row.id === id),
    play: (scenario) =>
      outwait(
        simulate({
          ...settings.simulated,
          scenario,
          ...(probe.effects === undefined || probe.settle === undefined ? {} : { effects: readEffects }),
        }),
      ),
  };
}

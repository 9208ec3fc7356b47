import { createRandom, randomSeed } from '../seeded-random.js';
import { type SentRequest, sendRequest } from '../send-request.js';
import { simulate } from '../simulate.js';
import { composeRequest, type SignedRequest } from './compose.js';
import type { ConformanceSettings } from './settings.js';
import type { Answer, PendingRequest, Trial } from './trial.js';

/** Time passes in steps, so that an answer ends the wait early. */
const stepMs = 100;
/** Long enough for pending requests to arrive. */
const maxRealMs = 500;

/** Work outside timers takes real time: hashing threads, disks, sockets. */
const stepRealMs = 20;
const firstRealMs = 50;

/** Waits in real time, even if a test has replaced the timers. The signal alone would not keep Node running. */
function waitRealTime(ms: number): Promise<void> {
  const { port1 } = new MessageChannel();
  port1.onmessage = () => undefined;
  return new Promise((resolve) => {
    AbortSignal.timeout(ms).addEventListener('abort', () => {
      port1.close();
      resolve();
    });
  });
}

/** What the checks of a run share. */
export function createTrial(settings: ConformanceSettings): Trial {
  const { provider, url, wire, secrets, events, probe, clock, timeoutMs } = settings;
  const [event = ''] = events;
  const random = createRandom(randomSeed());
  let serial = 0;

  function start(request: SentRequest): PendingRequest {
    let answer: Answer = { status: null, error: null };
    const sent = sendRequest(wire, request, timeoutMs).then((one) => {
      answer = one;
    });

    async function settled(): Promise<Answer> {
      await waitAdvancing(sent);
      return answer;
    }

    return { answer: () => answer, settled };
  }

  /**
   * Over a socket, waiting takes real time. In this process the receiver may wait for timers that a test has replaced:
   * these are advanced slowly, once real time alone doesn't help.
   */
  async function waitAdvancing<Value>(work: Promise<Value>): Promise<Value> {
    if (wire.network || clock.advance === undefined) return work;
    let isDone = false;
    const done = work.catch(() => undefined).then(() => (isDone = true));
    await Promise.race([done, waitRealTime(firstRealMs)]);
    while (!isDone) {
      await advance(stepMs);
      await Promise.race([done, waitRealTime(stepRealMs)]);
    }
    return work;
  }

  async function advance(ms: number): Promise<void> {
    await clock.advance?.(ms);
  }

  async function pass(ms: number): Promise<void> {
    await waitRealTime(clock.advance === undefined ? Math.min(ms, maxRealMs) : stepRealMs);
    await advance(ms);
  }

  async function readEffects() {
    await probe.settle?.();
    return (await probe.effects?.()) ?? [];
  }

  /** The records of these requests, in the order of the requests. */
  function pick<Item extends { readonly id: string }>(items: readonly Item[] = [], requests: readonly SignedRequest[]): Item[] {
    return requests.flatMap(({ id }) => items.filter((item) => item.id === id));
  }

  return {
    ...{ provider, event, probe, start, advance, pass },
    now: () => clock.now(),
    compose: (composing = {}) => composeRequest({ provider, event, secrets, url, random }, serial++, { at: clock.now(), ...composing }),
    mark: () => random.text(12, '123456789'),
    send: (request) => start(request).settled(),
    runsOf: async (...requests) => pick(await probe.effects?.(), requests),
    rowsOf: async (...requests) => pick(await probe.stored?.(), requests),
    play: (scenario) =>
      waitAdvancing(
        simulate({
          ...settings.simulated,
          scenario,
          ...(probe.effects === undefined || probe.settle === undefined ? {} : { effects: readEffects }),
        }),
      ),
  };
}

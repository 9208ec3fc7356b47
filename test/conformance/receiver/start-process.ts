import type { HandlerRun } from '../../../testkit/src/simulate.js';
import { type CommitGate, never } from './commit-gate.js';
import type { Program, Running } from './open-receiver.js';
import { knownEvent } from './shop-provider.js';

/** One process of a receiver, which can be ended or suspended at any step. */
export interface Process extends Running {
  /** Ends it where it stands. */
  end(): void;
  isAlive(): boolean;
  /** Stops it, as a machine that sleeps does; what it began goes on after `resume`, however late that is. */
  suspend(): void;
  resume(): void;
}

export interface Surroundings {
  readonly gate: CommitGate;
  readonly toleranceMs: number;
  /** What the handler does, once its run has been counted. */
  handle(run: HandlerRun): unknown;
}

export function startProcess(program: Program, { gate, toleranceMs, handle }: Surroundings): Process {
  let alive = true;
  let awake = Promise.resolve();
  let resume = () => {};

  async function whileAlive<Result>(step: () => Promise<Result>): Promise<Result> {
    await awake;
    if (!alive) return never;
    const result = await step();
    await awake;
    return alive ? result : never;
  }

  const running = program.start({
    toleranceMs,
    whileAlive,
    commit: (change) => whileAlive(() => gate.commit(() => whileAlive(change))),
    handle: (id, body, event = knownEvent) =>
      whileAlive(async () => void (await handle({ event, id, body: body.slice(), at: Date.now() }))),
  });

  return {
    ...running,
    end: () => {
      alive = false;
    },
    isAlive: () => alive,
    suspend: () => {
      awake = new Promise((resolve) => {
        resume = resolve;
      });
    },
    resume: () => resume(),
  };
}

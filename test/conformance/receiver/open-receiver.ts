import { setImmediate } from 'node:timers/promises';
import { vi } from 'vitest';
import { BrokenPromise, type HandlerRun, type Probe, type ProbedClock, type StoredRequest } from '../../../testkit/src/simulate.js';
import { traceDigests } from '../../../testkit/src/trace-digests.js';
import { createCommitGate } from './commit-gate.js';
import { startProcess } from './start-process.js';

/** What one process of a receiver runs with. It ends without notice: then nothing that it awaits settles any more. */
export interface Site {
  /** Commits what a request brought: every store's last step. */
  commit<Result>(change: () => Promise<Result>): Promise<Result>;
  /** Whatever else a process does to its store; it happens only while the process lives. */
  whileAlive<Result>(step: () => Promise<Result>): Promise<Result>;
  /** The handler. */
  handle(id: string, body: Uint8Array, event?: string): Promise<void>;
  readonly toleranceMs: number;
}

/** One process of a receiver. */
export interface Running {
  fetch(request: Request): Promise<Response>;
  /** Resolves once nothing is pending. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

/** A receiver with all that a probe can have. fetch never settles in a process that ended. */
export interface OpenedReceiver {
  fetch(request: Request): Promise<Response>;
  readonly clock: Required<ProbedClock>;
  readonly probe: Required<Probe>;
  close(): Promise<void>;
}

/** A receiver's code and its store. */
export interface Program {
  start(site: Site): Running;
  stored(): Promise<readonly StoredRequest[]>;
  discard(): Promise<void>;
}

const startedAt = 1_763_724_000_000;
const toleranceMs = 300_000;
/** What is pending after so much time is pending for ever. */
const maxMs = 5 * 60_000;
/** Time passes in steps, so that a store has its turns of the event loop in between. */
const sliceMs = 100;
/** What goes on for so long is a provider's wait: the receiver has nothing to do for most of it. */
const longMs = 10 * 60_000;

/** Opens a program over a clock of its own, which the timers of the whole process go by until it is closed. */
export function openReceiver(program: Program): OpenedReceiver {
  vi.useFakeTimers({ now: startedAt, toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  const runs: HandlerRun[] = [];
  let handler: (run: HandlerRun) => unknown = () => undefined;
  const gate = createCommitGate(() => running.end());
  const surroundings = {
    gate,
    toleranceMs,
    handle: (run: HandlerRun) => {
      runs.push(run);
      return handler(run);
    },
  };
  let running = startProcess(program, surroundings);
  const processes = [running];

  function start(): void {
    running = startProcess(program, surroundings);
    processes.push(running);
  }

  async function advance(ms: number): Promise<void> {
    const slice = Math.max(sliceMs, ms > longMs ? ms / 20 : ms / 200);
    for (let left = ms; left > 0; left -= slice) {
      await turn();
      await vi.advanceTimersByTimeAsync(Math.min(left, slice));
    }
    await turn();
  }

  async function settle(): Promise<void> {
    await advance(sliceMs); // what was acknowledged too early is pending soon
    await passUntil(running.drain(), 'something is pending');
  }

  /** Lets time pass until this has ended. */
  async function passUntil(ending: Promise<void>, what: string): Promise<void> {
    let ended = false;
    const done = ending.finally(() => {
      ended = true;
    });
    done.catch(() => undefined); // it is awaited below, after time has passed
    await turn();
    for (let waited = 0; !ended; waited += sliceMs) {
      if (waited >= maxMs) throw new BrokenPromise(`${what} after ${maxMs / 60_000} minutes`);
      await advance(sliceMs);
    }
    await done;
  }

  async function restart(): Promise<void> {
    running.end();
    await turn();
    gate.recover();
    start();
  }

  function relieve(): () => void {
    const away = running;
    away.suspend();
    start();
    return away.resume;
  }

  async function close(): Promise<void> {
    gate.recover();
    try {
      for (const process of processes) process.resume();
      for (const process of processes) if (process.isAlive()) await passUntil(process.close(), 'something still runs');
    } finally {
      vi.useRealTimers();
      await program.discard();
    }
  }

  return {
    fetch: (request) => running.fetch(request),
    clock: { now: () => Date.now(), advance },
    probe: {
      effects: () => [...runs],
      settle,
      behave: (next) => {
        handler = next;
      },
      stored: program.stored,
      commits: gate,
      restart,
      relieve,
      traceDigests,
    },
    close,
  };
}

/** Lets everything happen that can without time passing: as many turns of the event loop as a store's group commit takes, and more. */
async function turn(): Promise<void> {
  for (let turns = 0; turns < 8; turns++) await setImmediate();
}

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeListener } from '../../../runtime/src/node.js';
import type { HandlerRun, Probe } from '../../../testkit/src/simulate.js';
import { traceDigests } from '../../../testkit/src/trace-digests.js';
import { createCommitGate } from './commit-gate.js';
import type { Program } from './open-receiver.js';
import { startProcess } from './start-process.js';

/** A receiver behind a socket, in real time; its process can't be ended. */
export interface ServedReceiver {
  readonly url: string;
  readonly probe: Required<Omit<Probe, 'restart' | 'relieve'>>;
  close(): Promise<void>;
}

export async function serveProgram(program: Program): Promise<ServedReceiver> {
  const runs: HandlerRun[] = [];
  let handler: (run: HandlerRun) => unknown = () => undefined;
  const gate = createCommitGate(() => undefined);
  const handle = (run: HandlerRun) => {
    runs.push(run);
    return handler(run);
  };
  const running = startProcess(program, { gate, toleranceMs: 300_000, handle });
  const server = createServer(toNodeListener(running));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));

  async function close(): Promise<void> {
    gate.recover();
    await new Promise((resolve) => void server.close(resolve));
    await running.close();
    await program.discard();
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    probe: {
      effects: () => [...runs],
      settle: running.drain,
      behave: (next) => {
        handler = next;
      },
      stored: program.stored,
      commits: gate,
      traceDigests,
    },
    close,
  };
}

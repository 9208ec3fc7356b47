import { createConnection, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** What a sender saw on its one connection. */
export interface Sent {
  readonly statuses: readonly number[];
  /** `told`: closed after an answer with `connection: close`. `broken`: while a request had no answer. `idle`: neither. */
  readonly end: 'told' | 'broken' | 'idle';
}

export interface Sender {
  readonly answers: () => number;
  readonly sent: Promise<Sent>;
}

/** Sends requests over one connection that is kept alive, one after the other with a pause between them, until it is closed. */
export function sendOverAndOver(port: number, bytes: (at: number) => Buffer, pauseMs: number): Sender {
  const statuses: number[] = [];
  return { answers: () => statuses.length, sent: run() };

  async function run(): Promise<Sent> {
    const socket = createConnection({ port, host: '127.0.0.1', noDelay: true });
    socket.on('error', () => undefined);
    for (let at = 0; ; at++) {
      if (socket.destroyed || socket.readableEnded) return { statuses, end: 'idle' };
      socket.write(bytes(at));
      const head = await readAnswer(socket);
      if (head === null) return { statuses, end: 'broken' };
      statuses.push(Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]));
      if (/^connection: close\r?$/im.test(head)) {
        await ended(socket);
        return { statuses, end: 'told' };
      }
      if (pauseMs > 0) await wait(pauseMs);
    }
  }
}

/** The answer's head once it is here; null where the connection ends before. Answers to accepted requests have no body. */
function readAnswer(socket: Socket): Promise<string | null> {
  return new Promise((resolve) => {
    let answer = '';
    const end = (result: string | null) => {
      socket.off('data', read).off('close', broken).off('end', broken);
      resolve(result);
    };
    const read = (chunk: Buffer) => {
      answer += chunk.toString('latin1');
      if (answer.includes('\r\n\r\n')) end(answer);
    };
    const broken = () => end(null);
    socket.on('data', read).on('close', broken).on('end', broken);
  });
}

function ended(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once('close', () => resolve()).resume();
    if (socket.destroyed) resolve();
  });
}

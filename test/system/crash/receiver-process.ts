import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { secret } from '../../runtime/sample-receiver.js';
import type { KillPoint } from './kill-points.js';

export type DatabaseName = 'sqlite' | 'postgres';

export interface Orders {
  /** The file, or the connection string. */
  readonly place: string;
  /** Null: it lives until it is told to drain. */
  readonly point: KillPoint | null;
  /** 1: the first time that it comes by there. */
  readonly nth: number;
  readonly attempts: number;
  /** Files that handlers and onDead append ids to. */
  readonly effects: string;
  readonly deaths: string;
}

export interface Serving {
  readonly url: string;
  /** What the inbox kept when it was opened: the digest of the body by id. */
  readonly kept: ReadonlyMap<string, string>;
}

/** One life of a receiver. It is started ahead of its turn, as starting Node is most of what a round costs. */
export interface ReceiverProcess {
  serve(orders: Orders): Promise<Serving>;
  /** What it died at by its own hand, once it has ended; null where it ended otherwise. */
  readonly ended: Promise<string | null>;
  /** Works off what is pending, and resolves once that is done and the process has ended. */
  drain(): Promise<void>;
  kill(): Promise<void>;
  /** What it said on stderr. */
  complaints(): string;
}

const app = fileURLToPath(new URL('receiver-app.mjs', import.meta.url));

export function startReceiver(database: DatabaseName): ReceiverProcess {
  const child = spawn(process.execPath, [app, database], { env: { ...process.env, SECRET: secret }, stdio: 'pipe' });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (complaints += text));
  child.stdin.on('error', () => undefined); // it may be gone by then
  const said = new Map<string, string>();
  const listeners = new Map<string, (rest: string) => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [, word = '', rest = ''] = /^(\w+) ?(.*)$/.exec(line) ?? [];
    said.set(word, rest);
    listeners.get(word)?.(rest);
  });
  const ended = new Promise<string | null>((resolve) => {
    child.once('close', (_, signal) => resolve(signal === 'SIGKILL' ? (said.get('died') ?? null) : null));
  });

  /** Resolves once it has said so; rejects where it ends without. */
  function hear(word: string): Promise<string> {
    const heard = new Promise<string>((resolve) => listeners.set(word, resolve));
    const tooLate = ended.then(() => said.get(word) ?? Promise.reject(new Error(`it ended before it said ${word}:\n${complaints}`)));
    return Promise.race([heard, tooLate]);
  }

  async function serve(orders: Orders): Promise<Serving> {
    child.stdin.write(`${JSON.stringify(orders)}\n`);
    const port = await hear('listening');
    return { url: `http://127.0.0.1:${port}/hook`, kept: new Map(JSON.parse(said.get('kept') ?? '[]')) };
  }

  async function drain(): Promise<void> {
    child.stdin.write('drain\n');
    await hear('drained');
    await ended;
  }

  async function kill(): Promise<void> {
    child.kill('SIGKILL');
    await ended;
  }

  return { serve, ended, drain, kill, complaints: () => complaints };
}

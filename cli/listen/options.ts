import type { Command } from 'commander';
import { UsageError } from '../exit.js';

export interface ListenRequest {
  readonly host: string;
  readonly port: number;
  /** `SECRET` or `provider=SECRET`, as typed. */
  readonly secrets: readonly string[];
  /** null: run until a signal. */
  readonly exitAfter: number | null;
}

/**
 * Adds the options of `listen` to a command. The returned function reads them; it throws a UsageError for invalid ones.
 */
export function addListenOptions(command: Command): () => ListenRequest {
  const secrets: string[] = [];
  command
    .option('--port <n>', 'the port; 0 picks a free one', '3000')
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .option('--secret <[provider=]secret>', 'the signing secret; repeatable (default: from the environment)', (text) => secrets.push(text))
    .option('--exit-after <n>', 'exit after n requests, with exit code 1 if one was refused or invalid');
  return () => {
    const { port, host, exitAfter } = command.opts<{ port: string; host: string; exitAfter?: string }>();
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new UsageError('--port must be a number from 0 to 65535');
    if (host === '') throw new UsageError('--host is empty: set it to an address such as 127.0.0.1');
    if (exitAfter !== undefined && !/^[1-9][0-9]{0,6}$/.test(exitAfter)) throw new UsageError('--exit-after must be a positive integer');
    return { host, port: Number(port), secrets, exitAfter: exitAfter === undefined ? null : Number(exitAfter) };
  };
}

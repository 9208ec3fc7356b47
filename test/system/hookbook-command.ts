import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { bin, runHere } from './hookbook.js';

const client = fileURLToPath(new URL('hookbook-client.mjs', import.meta.url));
let port: Promise<number> | undefined;

/** Serves commands to shells that this process starts. */
async function serveCommands(): Promise<number> {
  const server = createServer(async (socket) => {
    const [line] = (await once(createInterface({ input: socket }), 'line')) as [string];
    const { args, cwd, env } = JSON.parse(line) as { args: string[]; cwd: string; env: Record<string, string> };
    socket.end(JSON.stringify(await runHere(args, cwd, env)));
  });
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/**
 * Writes a command `hookbook` for shells. This process runs it, as loading the parser takes longer than most commands, except for
 * commands that run until a signal, and in folders with a config: a process loads a config once.
 */
export async function writeHookbookCommand(path: string): Promise<void> {
  port ??= serveCommands();
  const script = `#!/bin/sh
for word in "$@"; do
  case "$word" in listen | --watch) exec '${process.execPath}' '${bin}' "$@" ;; esac
done
[ -z "$(ls hookbook.config.* 2> /dev/null)" ] || exec '${process.execPath}' '${bin}' "$@"
exec '${process.execPath}' '${client}' ${await port} "$@"
`;
  writeFileSync(path, script, { mode: 0o755 });
}

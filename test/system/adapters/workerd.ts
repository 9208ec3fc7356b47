import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const binary = fileURLToPath(new URL('../../../node_modules/workerd/bin/workerd', import.meta.url));

/** A module and all it imports as one, by the conditions that Wrangler resolves packages with. */
export async function bundle(entry: string): Promise<string> {
  const bundled = await rolldown({
    input: fileURLToPath(new URL(entry, import.meta.url)),
    platform: 'neutral',
    resolve: { conditionNames: ['workerd', 'worker', 'browser', 'import', 'default'], extensionAlias: { '.js': ['.ts', '.js'] } },
    external: [/^node:/],
    treeshake: { moduleSideEffects: 'no-external' },
  });
  const { output } = await bundled.generate({ format: 'es' });
  await bundled.close();
  return output[0].code;
}

export interface Workerd {
  readonly port: number;
  /** What it has written on its console. */
  said(): string;
  stop(): Promise<void>;
}

/** Runs a worker under workerd on a free port of this machine alone. */
export async function runWorkerd(code: string, bindings: Readonly<Record<string, string>>): Promise<Workerd> {
  const folder = mkdtempSync(join(tmpdir(), 'hookbook-workerd-'));
  writeFileSync(join(folder, 'app.js'), code);
  writeFileSync(join(folder, 'config.capnp'), describeConfig(bindings));
  const child = spawn(binary, ['serve', '--control-fd=3', join(folder, 'config.capnp')], { stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  const said = () => chunks.join('');
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  return { port: await portOf(child, said), said, stop };
}

function describeConfig(bindings: Readonly<Record<string, string>>): string {
  const texts = Object.entries(bindings).map(([name, text]) => `(name = ${JSON.stringify(name)}, text = ${JSON.stringify(text)})`);
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "app", worker = .app)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "app")],
);
const app :Workerd.Worker = (
  modules = [(name = "app.js", esModule = embed "app.js")],
  compatibilityDate = "2025-01-01",
  bindings = [${texts.join(', ')}],
);
`;
}

/** The port, which workerd writes on its control descriptor; an error with its words where it ends before. */
async function portOf(child: ChildProcess, said: () => string): Promise<number> {
  for await (const line of createInterface({ input: child.stdio[3] as Readable })) {
    const report: unknown = JSON.parse(line);
    const port: unknown = typeof report === 'object' && report !== null ? Reflect.get(report, 'port') : undefined;
    if (typeof port === 'number') return port;
  }
  throw new Error(`workerd did not start: ${said()}`);
}

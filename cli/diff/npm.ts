import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../exit.js';

interface PackOptions {
  /** The folder whose `.npmrc` has the registry and the token. */
  readonly cwd: string;
  /** An empty folder. */
  readonly into: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Fetches a package with npm, which knows registries, proxies and tokens. No script of the package runs. */
export async function packPackage(spec: string, { cwd, into, env }: PackOptions): Promise<string> {
  const args = ['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', into, '--', spec];
  const [command, ...before] = findNpm(env);
  await new Promise<void>((resolve, reject) => {
    // A wrapping `npm run` or `npx` sets these for itself, for example to make a dry run.
    const { npm_config_dry_run: _dry, npm_config_json: _json, ...inherited } = env;
    execFile(command, [...before, ...args], { cwd, env: inherited, timeout: 120_000, maxBuffer: 16 * 1024 * 1024 }, (error, _, stderr) =>
      error ? reject(explain(spec, error, stderr)) : resolve(),
    );
  });
  const packed = readdirSync(into).find((name) => name.endsWith('.tgz'));
  if (packed === undefined) throw new UsageError(`npm pack ${spec} gave no package`);
  return join(into, packed);
}

/** npm without a shell: on Windows `npm` is a script that only a shell runs, so its JavaScript is called. */
function findNpm(env: PackOptions['env']): [string, ...string[]] {
  const beside = join(dirname(process.execPath), 'node_modules/npm/bin/npm-cli.js');
  const candidates = [env['npm_execpath'] ?? '', ...(process.platform === 'win32' ? [beside] : [])];
  const script = candidates.find((path) => basename(path) === 'npm-cli.js' && existsSync(path));
  return script === undefined ? ['npm'] : [process.execPath, script];
}

function explain(spec: string, error: Error & { code?: unknown; killed?: boolean }, stderr: string): UsageError {
  if (error.code === 'ENOENT')
    return new UsageError(`${spec} must be fetched with npm, which isn't installed: install the package, or name a file`);
  if (error.killed) return new UsageError(`npm pack ${spec} took more than two minutes: check the registry, or name a file`);
  const lines = stderr.split('\n').map((line) => line.replace(/^npm (?:error|ERR!)\s*(?:notarget )?/i, '').replace(/\.?\s*$/, ''));
  const [first = ''] = lines.filter((line) => line !== '' && !/^(?:code|errno|syscall|npm warn)\b/i.test(line));
  return new UsageError(
    `npm pack ${spec} failed${first === '' ? '' : `: ${first}`}; check the name, the version and the registry (npm view ${spec})`,
  );
}

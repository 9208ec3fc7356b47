import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cleanTarball } from '../../packaging/clean-tarball.mjs';

export const repository = fileURLToPath(new URL('../../', import.meta.url));

/** The environment of what is run: no colour, no reports home, nothing of an outer npm or test run. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(npm_(?!config_(registry|cache)$)|VITEST|JEST|NODE_OPTIONS$|NODE_ENV$|FORCE_COLOR$|GITHUB_ACTIONS$)/.test(name),
  ),
);
Object.assign(environment, { SCARF_ANALYTICS: 'false', NO_COLOR: '1', CI: 'true' });

/** What hangs must not hang whoever runs this. */
const maxMs = 5 * 60_000;

/** Runs a command to its end. Gives its exit code and everything it printed. Throws if it doesn't end. */
export const run = (folder, command, ...args) => runWith({}, folder, command, ...args);

/** As `run`, with more variables in the environment. */
export function runWith(env, folder, command, ...args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: folder,
    env: { ...environment, ...env },
    encoding: 'utf8',
    timeout: maxMs,
    killSignal: 'SIGKILL',
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  });
  if (error) throw new Error(`${[command, ...args].join(' ')}: ${error.message}\n${stdout}${stderr}`);
  return { code: status, stdout, output: `${stdout}${stderr}` };
}

/** As `run`, for what has to succeed: gives what it printed to stdout. Throws with everything that it printed otherwise. */
export function must(folder, command, ...args) {
  const { code, stdout, output } = run(folder, command, ...args);
  if (code !== 0) throw new Error(`${[command, ...args].join(' ')} ended with ${code}:\n${output}`);
  return stdout;
}

const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline', '--loglevel=error'];

/** Installs packages beside those that the folder's package.json names. */
export function install(folder, ...packages) {
  must(folder, 'npm', 'install', ...quiet, ...packages);
}

/** Packs a folder as it is published, without building it. Gives the tarball's path and the files in it. */
export function pack(folder, destination) {
  const [packed] = JSON.parse(must(folder, 'npm', 'pack', '--json', '--ignore-scripts', '--pack-destination', destination));
  const { filename, files, name, version } = packed;
  const tarball = join(destination, filename);
  cleanTarball(tarball);
  return { tarball, files: files.map(({ path }) => path), name, version };
}

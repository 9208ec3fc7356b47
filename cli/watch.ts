import { fork } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FSWatcher, watch } from 'chokidar';
import { listConfigModules } from './config-modules.js';
import { exit } from './exit.js';
import { generate } from './generate.js';
import { printable } from './printable.js';
import type { Settings } from './settings.js';
import type { Terminal } from './terminal.js';

/** Editors write a file in several steps, and several files at once. In milliseconds. */
const settleMs = 100;

/**
 * Generates, and again whenever a file of the document or a custom generator changes, until interrupted. `args` is the
 * command line. Errors in the document or a custom generator are reported, and the watch goes on. Other errors (a bug,
 * an output folder that can't be written) end it, unless a child process reported them.
 */
export async function watchDocument(settings: Settings, terminal: Terminal, args: readonly string[]): Promise<number> {
  const interrupted = new Promise<'interrupted'>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done('interrupted'));
  });
  const modules = listConfigModules(settings);
  let files: readonly string[] = [resolve(settings.document), ...modules];
  for (;;) {
    const startedAt = Date.now();
    files = modules.length > 0 ? await generateInChild(args, files) : (await generate(settings, terminal)).files;
    const watcher = watch([...files], { ignoreInitial: true });
    try {
      const change = changeOf(watcher);
      await once(watcher, 'ready');
      if (files.some((file) => wasEdited(file, startedAt))) continue; // during the run, so before the watch
      terminal.tell(terminal.paintMessage('dim', `watching ${printable(settings.document)}; interrupt to stop`));
      if ((await Promise.race([change, interrupted])) === 'interrupted') return exit.fine;
    } finally {
      await watcher.close();
    }
  }
}

/** Runs `generate` in a child process, which reloads edited modules. Gives the files to watch: `known` if it fails. */
async function generateInChild(args: readonly string[], known: readonly string[]): Promise<readonly string[]> {
  const child = fork(
    fileURLToPath(new URL('./main.js', import.meta.url)),
    args.filter((arg) => arg !== '--watch'),
  );
  let files = known;
  child.on('message', (message) => {
    files = message as readonly string[];
  });
  await once(child, 'close');
  return files;
}

function wasEdited(file: string, since: number): boolean {
  const edited = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return edited > since && edited <= Date.now();
}

/** Resolves after a change, when no other has followed for a moment. */
function changeOf(watcher: FSWatcher): Promise<'changed'> {
  return new Promise((done) => {
    let timer: NodeJS.Timeout | undefined;
    watcher.on('all', () => {
      clearTimeout(timer);
      timer = setTimeout(done, settleMs, 'changed');
    });
  });
}

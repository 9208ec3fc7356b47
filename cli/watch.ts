import { once } from 'node:events';
import { statSync } from 'node:fs';
import { type FSWatcher, watch } from 'chokidar';
import { exit } from './exit.js';
import { generate } from './generate.js';
import { printable } from './printable.js';
import type { Settings } from './settings.js';
import type { Terminal } from './terminal.js';

/** Editors write a file in several steps, and several files at once. In milliseconds. */
const settleMs = 100;

/**
 * Generates, and again whenever a file of the document changes, until interrupted. A document at fault is said and waited on. What
 * the run itself can't do (a bug, an output folder that can't be written) ends it.
 */
export async function watchDocument(settings: Settings, terminal: Terminal): Promise<number> {
  const interrupted = new Promise<'interrupted'>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done('interrupted'));
  });
  for (;;) {
    const startedAt = Date.now();
    const { files } = await generate(settings, terminal);
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

function wasEdited(file: string, since: number): boolean {
  const edited = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return edited > since && edited <= Date.now();
}

/** Resolves when a file has changed and things have settled. */
function changeOf(watcher: FSWatcher): Promise<'changed'> {
  return new Promise((done) => {
    let timer: NodeJS.Timeout | undefined;
    watcher.on('all', () => {
      clearTimeout(timer);
      timer = setTimeout(done, settleMs, 'changed');
    });
  });
}

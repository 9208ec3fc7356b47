import { watch } from 'chokidar';
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
  const watcher = watch([], { ignoreInitial: true });
  let changed: (() => void) | null = null;
  let pending = false;
  watcher.on('all', () => {
    pending = true;
    changed?.();
  });
  const interrupted = new Promise<'interrupted'>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done('interrupted'));
  });
  try {
    for (;;) {
      pending = false;
      const { files } = await generate(settings, terminal);
      watcher.add([...files]);
      terminal.tell(terminal.paintMessage('dim', `watching ${printable(settings.document)}; interrupt to stop`));
      const change = new Promise<'changed'>((done) => {
        changed = () => setTimeout(done, settleMs, 'changed');
        if (pending) changed();
      });
      if ((await Promise.race([change, interrupted])) === 'interrupted') return exit.fine;
    }
  } finally {
    await watcher.close();
  }
}

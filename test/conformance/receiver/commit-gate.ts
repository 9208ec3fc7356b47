import type { Commits } from '../../../testkit/src/simulate.js';

/** What stands where a store commits: the check decides what happens there. */
export interface CommitGate extends Commits {
  /** What a store calls to commit: `change` is the commit itself. */
  commit<Result>(change: () => Promise<Result>): Promise<Result>;
}

export const never = new Promise<never>(() => undefined);

type Mode = 'open' | 'held' | 'failing' | 'crash before' | 'crash after';

/** `end` is told where the process ends. */
export function createCommitGate(end: () => void): CommitGate {
  let mode: Mode = 'open';
  let open = () => {};
  let opened = Promise.resolve();

  function hold(): void {
    mode = 'held';
    opened = new Promise((resolve) => {
      open = resolve;
    });
  }

  function recover(): void {
    mode = 'open';
    open();
  }

  async function commit<Result>(change: () => Promise<Result>): Promise<Result> {
    if (mode === 'failing') throw new Error('the disk is full');
    if (mode === 'crash before') {
      end();
      return never;
    }
    if (mode === 'held') await opened;
    const result = await change();
    if (mode !== 'crash after') return result;
    end();
    return never;
  }

  return {
    commit,
    hold,
    recover,
    fail: () => {
      mode = 'failing';
    },
    crash: (when) => {
      mode = when === 'before' ? 'crash before' : 'crash after';
    },
  };
}

import { execFile } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { UsageError } from '../exit.js';

/** A git repository, read with plumbing commands: nothing is checked out, and no filter, hook or shell runs. */
export interface Repository {
  /** The root of its working tree, absolute, without symbolic links. */
  readonly top: string;
  /** The working directory below it: '' or `packages/api/`. */
  readonly prefix: string;
  /** What git prints; null if it fails. */
  ask(args: readonly string[]): Promise<string | null>;
  /** What git prints for the input, as bytes. Throws if it fails. */
  read(args: readonly string[], input?: string): Promise<Buffer>;
}

/** The list of all files of a large repository takes some tens of megabytes. */
const maxBytes = 512 * 1024 * 1024;

/** The repository around a folder; null if there is none, or no git. */
export async function openRepository(cwd: string): Promise<Repository | null> {
  const found = await run(cwd, ['rev-parse', '--show-toplevel', '--show-prefix']);
  if (found.kind === 'absent') return null;
  if (found.kind === 'failed') {
    if (/not a git repository|must be run in a work tree/.test(found.message)) return null;
    throw new UsageError(`git: ${found.message}`);
  }
  const [top = '', prefix = ''] = found.output.toString('utf8').split('\n');
  return {
    top: realpathSync(top),
    prefix,
    ask: async (args) => {
      const answer = await run(cwd, args);
      return answer.kind === 'done' ? answer.output.toString('utf8').trim() : null;
    },
    read: async (args, input = '') => {
      const answer = await run(cwd, args, input);
      if (answer.kind === 'done') return answer.output;
      throw new UsageError(`git ${args[0] ?? ''}: ${answer.kind === 'failed' ? answer.message : 'git is not installed'}`);
    },
  };
}

/** The commit that a revision names; null if there is none. Git would take a leading dash for an option. */
export async function resolveRevision(repository: Repository, revision: string): Promise<string | null> {
  if (revision === '' || revision.startsWith('-') || /[\0\n]/.test(revision)) return null;
  return repository.ask(['rev-parse', '--verify', '--quiet', `${revision}^{commit}`]);
}

type Answer =
  | { readonly kind: 'done'; readonly output: Buffer }
  | { readonly kind: 'failed'; readonly message: string }
  /** There is no git. */
  | { readonly kind: 'absent' };

function run(cwd: string, args: readonly string[], input = ''): Promise<Answer> {
  const env = { ...process.env, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', GIT_LITERAL_PATHSPECS: '1' };
  return new Promise((resolve) => {
    const child = execFile('git', [...args], { cwd, env, encoding: 'buffer', maxBuffer: maxBytes }, (error, stdout, stderr) => {
      if (!error) return resolve({ kind: 'done', output: stdout });
      if (error.code === 'ENOENT') return resolve({ kind: 'absent' });
      const [line = ''] = stderr.toString('utf8').trim().split('\n');
      resolve({ kind: 'failed', message: line.replace(/^fatal: /, '') || error.message });
    });
    child.stdin?.on('error', () => {}); // if git ends early, its message says why
    child.stdin?.end(input);
  });
}

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSite, repository } from './build-site.js';

export interface MadeSite {
  /** The built site. */
  readonly folder: string;
  /** Whether the document's text ran while its files or its pages were made. */
  readonly ran: boolean;
  remove(): void;
}

/** Notes, in every process of a build and before anything else of it, who touches the canary. */
const canary = `import { writeFileSync } from 'node:fs';
const touch = () => { writeFileSync(process.env.HOOKBOOK_CANARY, 'touched'); return () => {}; };
Object.defineProperty(globalThis, 'PWNED', { get: touch, set: touch });`;

/**
 * The site of a document as a publisher gets it: `generate`, `docs init`, VitePress. Null where the document is refused: then there is
 * nothing to show. Throws where the command or the build breaks.
 */
export function makeSite(document: string, name = 'asyncapi.json'): MadeSite | null {
  const project = mkdtempSync(join(tmpdir(), 'hookbook-hostile-'));
  const remove = () => rmSync(project, { recursive: true, force: true });
  writeFileSync(join(project, name), document);
  writeFileSync(join(project, 'package.json'), '{ "name": "hostile", "private": true, "type": "module" }\n');
  linkPackages(project);
  try {
    const touched = join(project, 'touched');
    const env = { HOOKBOOK_CANARY: touched, NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(canary)}` };
    if (!hookbook(['generate', '--document', name], project, env)) {
      remove();
      return null;
    }
    if (!hookbook(['docs', 'init', '--document', name], project, env)) throw new Error(`docs init refused what generate took: ${name}`);
    const folder = join(project, 'built');
    buildSite(join(project, 'docs'), folder, env);
    return { folder, ran: existsSync(touched), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Whether the command did it. That the document is at fault is an answer too; anything else is thrown. */
function hookbook(args: readonly string[], cwd: string, env: Readonly<Record<string, string>>): boolean {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(repository, 'dist/cli/main.js'), ...args], {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  if (status === 0 || status === 1) return status === 0;
  throw new Error(`hookbook ${args.join(' ')} exits with ${status}\n${stdout}${stderr}`);
}

function linkPackages(project: string): void {
  mkdirSync(join(project, 'node_modules/@hookbook'), { recursive: true });
  symlinkSync(repository, join(project, 'node_modules/hookbook'));
  symlinkSync(join(repository, 'runtime'), join(project, 'node_modules/@hookbook/runtime'));
  for (const name of ['minisearch', 'vitepress', 'vue'])
    symlinkSync(join(repository, 'node_modules', name), join(project, 'node_modules', name));
}

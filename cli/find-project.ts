import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { HookbookConfig } from './config.js';
import { findConfig, loadConfig } from './config-file.js';

/** The names of documents that are found automatically. The first wins. */
export const documentNames = ['asyncapi.yaml', 'asyncapi.yml', 'asyncapi.json'] as const;

/** The folder that a command works on. */
export interface Project {
  /** Absolute. */
  readonly folder: string;
  readonly config: HookbookConfig;
  /** The name of its config file; null if it has none. */
  readonly configName: string | null;
  /**
   * Its document, relative to the folder or absolute: the config's, or the first that was found; null if it has none.
   */
  readonly document: string | null;
  /** Documents that were found and are not used. */
  readonly others: readonly string[];
}

/**
 * The project of a working directory: the nearest folder, from there upwards, with a config file or a document. A
 * config further up that names the document that was found is that document's project: `api/asyncapi.yaml` must not
 * generate somewhere else from inside `api`. Where nothing is found, the working directory is the project.
 */
export async function findProject(cwd: string): Promise<Project> {
  const start = resolve(cwd);
  let found: Project | null = null;
  for (const folder of foldersUpwards(start)) {
    if (findConfig(folder) === null) {
      found ??= hasDocument(folder) ? describeProject(folder, {}, null) : null;
      continue;
    }
    const project = describeProject(folder, await loadConfig(folder), findConfig(folder));
    return found === null || documentPath(project) === documentPath(found) ? project : found;
  }
  return found ?? describeProject(start, {}, null);
}

/** The absolute path of a project's document; null if it has none. */
export function documentPath({ folder, document }: Project): string | null {
  return document === null ? null : resolve(folder, document);
}

const hasDocument = (folder: string) => documentNames.some((name) => existsSync(join(folder, name)));

function describeProject(folder: string, config: HookbookConfig, configName: string | null): Project {
  if (config.document !== undefined) return { folder, config, configName, document: config.document, others: [] };
  const [document = null, ...others] = documentNames.filter((name) => existsSync(join(folder, name)));
  return { folder, config, configName, document, others };
}

/**
 * Lists a folder and those above it, up to the root of a Git repository, and not including folders such as /tmp that
 * everyone can write to: a config there could be anyone's code.
 */
function* foldersUpwards(start: string): Generator<string> {
  for (let folder = start; ; folder = dirname(folder)) {
    yield folder;
    if (existsSync(join(folder, '.git')) || dirname(folder) === folder || isShared(dirname(folder))) return;
  }
}

/** World-writable and sticky. World-writable alone means nothing: under WSL, Windows drives are. */
function isShared(folder: string): boolean {
  const shared = 0o1002;
  return ((statSync(folder, { throwIfNoEntry: false })?.mode ?? 0) & shared) === shared;
}

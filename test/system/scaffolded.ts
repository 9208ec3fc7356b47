import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { loadCatalogue } from '../../catalogue/catalogue.js';
import { renderApp } from '../../cli/scaffold/files.js';
import { type FrameworkName, frameworkNames } from '../../cli/scaffold/frameworks.js';
import { generateFiles } from '../../generators/index.js';
import type { OutputFile } from '../../generators/output/generator.js';
import { repository } from './hookbook.js';

/** As much of Next.js as an app's type check needs: it is too large to be installed for that. */
const nextTypes = `declare module 'next/server' {
  export function after<T>(task: Promise<T> | (() => T | Promise<T>)): void;
}
`;

/** A folder's packages are the repository's. */
export function installPackages(folder: string): void {
  mkdirSync(folder, { recursive: true });
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
}

/** Every provider of a document × every framework, a folder each: as the command writes them, with the document read but once. */
export async function writeApps(folder: string, document: string): Promise<{ readonly provider: string; readonly app: string }[]> {
  const { catalogue, problems } = await loadCatalogue(document);
  if (catalogue === null) throw new Error(problems.map(({ message }) => message).join('\n'));
  const apps: { provider: string; app: string }[] = [];
  for (const provider of catalogue.providers) {
    const generated = await generateFiles({ ...catalogue, providers: [provider] }, ['types', 'validators', 'contracts', 'receivers']);
    for (const framework of frameworkNames) {
      const app = `${provider.key}-${framework}`;
      const config = { document: '../asyncapi.yaml', root: null };
      writeAll(join(folder, app), renderApp({ provider, framework, generated: { kind: 'own' }, config }));
      writeAll(join(folder, app, 'generated'), generated);
      declareNext(join(folder, app), framework);
      apps.push({ provider: provider.key, app });
    }
  }
  return apps;
}

function writeAll(folder: string, files: readonly OutputFile[]): void {
  for (const { path, contents } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), contents);
  }
}

export function declareNext(app: string, framework: FrameworkName): void {
  if (framework === 'next') writeFileSync(join(app, 'next-env.d.ts'), nextTypes);
}

/** Builds apps as their own tsconfig.json says, in one run of the compiler; gives what it complains of. */
export async function buildApps(folder: string, apps: readonly string[]): Promise<string[]> {
  const compiler = join(repository, 'node_modules/typescript/bin/tsc');
  const { stdout } = await promisify(execFile)(process.execPath, [compiler, '-b', ...apps], { cwd: folder, maxBuffer: 2 ** 26 }).catch(
    (error: { stdout?: string }) => {
      if (error.stdout) return { stdout: error.stdout };
      throw error;
    },
  );
  return stdout.split('\n').filter((line) => line !== '');
}

/** What Node says of a file's syntax; '' where it has nothing to say. */
export function checkSyntax(file: string): string {
  return spawnSync(process.execPath, ['--check', file], { encoding: 'utf8' }).stderr;
}

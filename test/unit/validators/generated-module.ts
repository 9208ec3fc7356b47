import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Catalogue, Provider } from '../../../catalogue/model/model.js';
import type { OutputFile } from '../../../generators/output/generator.js';
import { validatorsGenerator } from '../../../generators/validators/index.js';
import { sampleCatalogue } from '../sample-catalogue.js';

export interface Found {
  readonly pointer: string;
  readonly keyword: string;
  readonly expected: string;
  readonly found: string;
  readonly message: string;
}
export type Judged = { valid: true; event: string; value: unknown } | { valid: false; event: string | null; errors: readonly Found[] };
type Header = (name: string) => string | null;

/** What every generated module of validators exports, besides its guards. */
export interface ValidatorsModule {
  readonly [guard: string]: unknown;
  readonly validators: Readonly<
    Record<string, { event: string; validate(value: unknown): Judged; is(value: unknown): boolean; '~standard': StandardFace }>
  >;
  readonly findEvent: (value: unknown, header?: Header) => string | null;
  readonly validate: (value: unknown, header?: Header) => Judged;
}
export interface StandardFace {
  readonly version: number;
  readonly vendor: string;
  readonly validate: (value: unknown) => { value?: unknown; issues?: readonly { message: string; path: readonly PropertyKey[] }[] };
}

/** Writes files into a new folder of the system's; `remove` takes it away. */
export function writeFiles(files: readonly OutputFile[]) {
  const folder = mkdtempSync(join(tmpdir(), 'hookbook-validators-'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  for (const { path, contents } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), contents);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export async function generateFiles(...providers: Provider[]): Promise<OutputFile[]> {
  const catalogue: Catalogue = sampleCatalogue({ providers });
  return await validatorsGenerator.generate(catalogue);
}

/** Generates, writes and imports the modules of one provider. */
export async function importValidators(provider: Provider): Promise<{ tolerant: ValidatorsModule; strict: ValidatorsModule }> {
  const { folder, remove } = writeFiles((await generateFiles(provider)).filter(({ path }) => path.endsWith('.js')));
  try {
    const load = async (path: string) => (await import(pathToFileURL(join(folder, path)).href)) as ValidatorsModule;
    return { tolerant: await load(`validators/${provider.key}.js`), strict: await load(`validators/strict/${provider.key}.js`) };
  } finally {
    remove();
  }
}

/** Runs a script beside generated files in a Node that evaluates no strings. */
export function runWithoutEval(folder: string, script: string): { status: number | null; output: string } {
  const run = spawnSync(process.execPath, ['--disallow-code-generation-from-strings', '--input-type=module', '-e', script], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status: run.status, output: run.stdout + run.stderr };
}

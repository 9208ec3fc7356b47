import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describeInvalidChoices } from '../generators/index.js';
import type { HookbookConfig } from './config.js';
import { UsageError } from './exit.js';

const fileNames = ['hookbook.config.ts', 'hookbook.config.js', 'hookbook.config.json'];

/** The name of a folder's config file; null if there is none. Throws a UsageError if there are several. */
export function findConfig(folder: string): string | null {
  const found = fileNames.filter((name) => existsSync(join(folder, name)));
  if (found.length > 1) throw new UsageError(`found ${found.join(' and ')}: keep only one of them`);
  return found[0] ?? null;
}

/** Loads a folder's config file; `{}` if there is none. Throws a UsageError if it can't be loaded or is invalid. */
export async function loadConfig(folder: string): Promise<HookbookConfig> {
  const name = findConfig(folder);
  return name === null ? {} : checkConfig(await readConfig(join(folder, name), name), name);
}

async function readConfig(path: string, name: string): Promise<unknown> {
  try {
    if (extname(name) === '.json') return JSON.parse(await readFile(path, 'utf8'));
    const module = (await import(pathToFileURL(path).href)) as { readonly default?: unknown };
    if (module.default === undefined) throw new UsageError(`${name} has no default export: write \`export default defineConfig({ … })\``);
    return module.default;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ERR_UNKNOWN_FILE_EXTENSION')
      throw new UsageError(`Node ${process.versions.node} can't load ${name}: use Node 22.18 or later, or name it hookbook.config.js`);
    throw new UsageError(`${name} can't be loaded: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

type Check = (value: unknown, name: string) => void;

const nonEmptyText: Check = (value, name) => {
  if (typeof value !== 'string' || value === '' || value.includes('\0')) throw new UsageError(`${name} must be a path`);
};

const checks: Readonly<Record<keyof HookbookConfig, Check>> = {
  document: nonEmptyText,
  out: nonEmptyText,
  root: nonEmptyText,
  strict: (value, name) => {
    if (typeof value !== 'boolean') throw new UsageError(`${name} must be true or false`);
  },
  generators: checkGenerators,
  providers: (value, name) => {
    const keys = Array.isArray(value) && value.length > 0 && value.every((key) => typeof key === 'string' && key !== '');
    if (!keys) throw new UsageError(`${name} must be a list of providers' keys`);
  },
  diff: checkDiff,
};

/** Throws a UsageError at the first property that is unknown or has the wrong type. */
export function checkConfig(value: unknown, file: string): HookbookConfig {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new UsageError(`${file} must contain an object`);
  for (const [key, member] of Object.entries(value)) {
    const check = Object.hasOwn(checks, key) ? checks[key as keyof HookbookConfig] : null;
    if (!check) throw new UsageError(`${file} has an unknown key ${JSON.stringify(key)}; known keys: ${Object.keys(checks).join(', ')}`);
    if (member !== undefined) check(member, `${file}: ${key}`);
  }
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}

function checkGenerators(value: unknown, name: string): void {
  const fault = describeInvalidChoices(value, name);
  if (fault !== null) throw new UsageError(fault);
}

function checkDiff(value: unknown, name: string): void {
  const others = isRecord(value) ? Object.keys(value).filter((key) => key !== 'ignore') : [];
  if (!isRecord(value) || others.length > 0) throw new UsageError(`${name} must be an object with no key but ignore`);
  const { ignore } = value;
  if (ignore === undefined) return;
  if (!Array.isArray(ignore)) throw new UsageError(`${name}.ignore must be a list of {code, at, reason}`);
  for (const [index, item] of ignore.entries()) {
    const isWhole = isRecord(item) && isText(item['code']) && isText(item['reason']) && (item['at'] === undefined || isText(item['at']));
    if (!isWhole || Object.keys(item).some((key) => !['code', 'at', 'reason'].includes(key)))
      throw new UsageError(`${name}.ignore[${index}] must have a code and a reason; at is optional`);
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

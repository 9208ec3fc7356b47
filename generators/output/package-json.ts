import { extname } from 'node:path';
import type { OutputFile } from './generator.js';

/** Makes the code in its folder and below ES modules, whatever the project's own package.json says. */
export const packageJsonPath = 'package.json';

/** Whether the nearest package.json decides a file's module type. */
export const isCode = (path: string): boolean => ['.js', '.jsx', '.ts', '.tsx'].includes(extname(path));

/** Modules that are imported for their side effects. Without a list, a bundler would have to keep every module. */
const registering = ['testing/vitest.js', 'testing/jest.js'];

export function renderPackageJson(files: readonly OutputFile[]): OutputFile {
  const effects = registering.filter((path) => files.some((file) => file.path === path)).map((path) => `./${path}`);
  const value = { type: 'module', sideEffects: effects.length > 0 && effects };
  return { path: packageJsonPath, contents: `${JSON.stringify(value, null, 2)}\n` };
}

/** Whether a package.json only has what we write. Otherwise it is the user's. */
export function isOurPackageJson(contents: string): boolean {
  let value: unknown;
  try {
    value = JSON.parse(contents);
  } catch {
    return false;
  }
  if (typeof value !== 'object' || value === null || Object.keys(value).join() !== 'type,sideEffects') return false;
  const { type, sideEffects } = value as { readonly type: unknown; readonly sideEffects: unknown };
  const isKnown = Array.isArray(sideEffects)
    ? sideEffects.every((path) => registering.includes(String(path).slice(2)))
    : sideEffects === false;
  return type === 'module' && isKnown;
}

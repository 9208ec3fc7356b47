import type { Catalogue } from '../catalogue/model/model.js';
import { carriesNotice } from './output/folder.js';
import { type Generator, generatedNotice, type OutputFile } from './output/generator.js';
import { manifestPath } from './output/manifest.js';
import { packageJsonPath } from './output/package-json.js';
import { assertPaths } from './output/paths.js';

/** A custom generator failed, not one of ours. Its error is the `cause`. */
export class GeneratorError extends Error {
  override readonly name = 'GeneratorError';
}

/** Describes what is wrong with a custom generator; null if it is valid. `reserved` names are taken. */
export function describeInvalidGenerator(value: unknown, reserved: readonly string[]): string | null {
  if (!isRecord(value) || typeof value['name'] !== 'string' || typeof value['generate'] !== 'function')
    return 'must be the name of a generator, or what defineGenerator({ name, generate }) returns';
  const name = JSON.stringify(value['name']);
  if (!/^[a-z][a-z0-9_-]*$/i.test(value['name'])) return `has the name ${name}; use letters, digits, - and _, a letter first`;
  if (reserved.includes(value['name'])) return `has the name ${name}, which is one of hookbook's own: choose another`;
  return null;
}

/** Runs a custom generator after others, whose files are `earlier`. Throws a GeneratorError if it breaks a rule. */
export async function runCustom(generator: Generator, catalogue: Catalogue, earlier: readonly OutputFile[]): Promise<OutputFile[]> {
  const refuse = (fault: string): never => {
    throw new GeneratorError(`the generator ${JSON.stringify(generator.name)} returned ${fault}`);
  };
  const returned: unknown = await call(generator, catalogue);
  if (!Array.isArray(returned)) return refuse(`${describeType(returned)}; it must return a list of { path, contents }`);
  const files = returned.map((file: unknown, index): OutputFile => {
    if (!isRecord(file)) return refuse(`${describeType(file)} as item ${index} of its list; each must be { path, contents }`);
    const { path, contents } = file;
    if (typeof path !== 'string')
      return refuse(`a file (item ${index} of its list) whose path is ${describeType(path)}; it must be a string`);
    if (typeof contents !== 'string')
      return refuse(`the file ${JSON.stringify(path)} whose contents are ${describeType(contents)}; they must be a string`);
    // Only files with the notice are ever replaced or deleted (isOurs).
    if (!path.endsWith('.json') && !carriesNotice(contents))
      return refuse(`the file ${JSON.stringify(path)} without the notice; put generatedNotice (${generatedNotice}) into its first line`);
    return { path, contents };
  });
  try {
    const reserved = [manifestPath, packageJsonPath].filter((path) => earlier.every((file) => file.path !== path));
    assertPaths([...earlier, ...reserved.map((path) => ({ path, contents: '' })), ...files]);
  } catch (error) {
    return refuse(`files that can't be written: ${error instanceof Error ? error.message : String(error)}`);
  }
  return files;
}

async function call(generator: Generator, catalogue: Catalogue): Promise<unknown> {
  try {
    return await generator.generate(catalogue);
  } catch (error) {
    const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw new GeneratorError(`the generator ${JSON.stringify(generator.name)} threw ${what}`, { cause: error });
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

function describeType(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

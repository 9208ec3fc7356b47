/** `hookbook/api`: what the command line does, for code. docs/own-generators.md says how, and what is stable. */
import type { Catalogue } from '../catalogue/model/model.js';
import {
  describeInvalidChoices,
  type GenerateOptions,
  type GeneratorChoice,
  generateFiles as generateChosen,
  generatorNames,
} from '../generators/index.js';
import type { OutputFile } from '../generators/output/generator.js';

export { type LoadedCatalogue, type LoadOptions, loadCatalogue } from '../catalogue/catalogue.js';
export type * from '../catalogue/model/model.js';
export type { Problem } from '../catalogue/model/problem.js';
export { GeneratorError } from '../generators/custom.js';
export type { GeneratorName } from '../generators/index.js';
export type { Generator } from '../generators/output/generator.js';
export { type GenerateOptions, type GeneratorChoice, generatorNames, type OutputFile };

/**
 * All files for a catalogue, with the manifest as the last. Writes nothing. Throws a TypeError if the list of
 * generators is wrong, and a GeneratorError if a custom generator throws or returns anything but files.
 */
export async function generateFiles(
  catalogue: Catalogue,
  generators: readonly GeneratorChoice[] = generatorNames,
  options: GenerateOptions = {},
): Promise<OutputFile[]> {
  const fault = describeInvalidChoices(generators, 'generators');
  if (fault !== null) throw new TypeError(fault);
  return generateChosen(catalogue, generators, options);
}

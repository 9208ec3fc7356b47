import type { Catalogue } from '../catalogue/model/model.js';
import { GeneratorError } from '../generators/custom.js';
import { generateFiles } from '../generators/index.js';
import type { OutputFile } from '../generators/output/generator.js';
import type { ModuleScope } from '../generators/output/module-scope.js';
import { UsageError } from './exit.js';
import type { Settings } from './settings.js';

/** Generates all files for a catalogue. Throws a UsageError that names the config file if a custom generator fails. */
export async function runGenerators({ config, generators }: Settings, catalogue: Catalogue, scope: ModuleScope): Promise<OutputFile[]> {
  try {
    return await generateFiles(catalogue, generators ?? undefined, { packageJson: scope.ours });
  } catch (error) {
    if (!(error instanceof GeneratorError)) throw error;
    const detail = error.cause instanceof Error ? (error.cause.stack ?? null) : null;
    throw new UsageError(`${config}: ${error.message}`, { cause: error, detail });
  }
}

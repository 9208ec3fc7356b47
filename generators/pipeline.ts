import type { Catalogue } from '../catalogue/model/model.js';
import type { Generator, OutputFile } from './output/generator.js';
import { renderManifest } from './output/manifest.js';
import { renderPackageJson } from './output/package-json.js';
import { assertPaths } from './output/paths.js';

interface Registered {
  /** The generators whose files this one's files import. */
  readonly needs: readonly string[];
  /** Whether its files are modules. */
  readonly code: boolean;
  /** Loaded when it runs: some stand on large libraries. */
  load(): Promise<Generator>;
}

const registry = {
  types: { needs: [], code: true, load: async () => (await import('./types/index.js')).typesGenerator },
  validators: { needs: ['types'], code: true, load: async () => (await import('./validators/index.js')).validatorsGenerator },
  contracts: { needs: ['types'], code: true, load: async () => (await import('./contracts/index.js')).contractsGenerator },
  receivers: {
    needs: ['types', 'validators', 'contracts'],
    code: true,
    load: async () => (await import('./receivers/index.js')).receiversGenerator,
  },
  schemas: { needs: [], code: false, load: async () => (await import('./schemas/index.js')).schemasGenerator },
  fixtures: { needs: [], code: false, load: async () => (await import('./fixtures/index.js')).fixturesGenerator },
  testing: {
    needs: ['types', 'validators', 'contracts', 'schemas', 'fixtures'],
    code: true,
    load: async () => (await import('./testing/index.js')).testingGenerator,
  },
  reference: { needs: [], code: false, load: async () => (await import('./reference/index.js')).referenceGenerator },
} satisfies Record<string, Registered>;

export type GeneratorName = keyof typeof registry;

/** Every generator, in the order they run. */
export const generatorNames = Object.keys(registry) as readonly GeneratorName[];

/** The generators that `name`'s files import from. */
export const neededGenerators = (name: GeneratorName): readonly string[] => registry[name].needs;

/** Whether these generators' files have code among them. */
export const generatesCode = (names: readonly GeneratorName[] = generatorNames): boolean => names.some((name) => registry[name].code);

export interface GenerateOptions {
  /** Whether code gets a package.json that makes it ES modules. Default: true. */
  readonly packageJson?: boolean;
}

/**
 * Everything that a catalogue turns into, the manifest of it last: the same files whenever and wherever it runs. Writes nothing.
 */
export async function generateFiles(
  catalogue: Catalogue,
  names: readonly GeneratorName[] = generatorNames,
  { packageJson = true }: GenerateOptions = {},
): Promise<OutputFile[]> {
  const files: OutputFile[] = [];
  for (const name of generatorNames) {
    if (!names.includes(name)) continue;
    const generator = await registry[name].load();
    files.push(...(await generator.generate(catalogue)));
  }
  if (packageJson && generatesCode(names)) files.push(renderPackageJson(files));
  const all = [...files, renderManifest(files)];
  assertPaths(all);
  return all;
}

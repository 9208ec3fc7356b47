import type { Catalogue } from '../catalogue/model/model.js';
import { describeInvalidGenerator, runCustom } from './custom.js';
import type { Generator, OutputFile } from './output/generator.js';
import { renderManifest } from './output/manifest.js';
import { isCode, renderPackageJson } from './output/package-json.js';
import { assertPaths } from './output/paths.js';

interface Registered {
  /** The generators whose files this one's files import. */
  readonly needs: readonly string[];
  /** Loaded when it runs, since some depend on large libraries. */
  load(): Promise<Generator>;
}

const registry = {
  types: { needs: [], load: async () => (await import('./types/index.js')).typesGenerator },
  validators: { needs: ['types'], load: async () => (await import('./validators/index.js')).validatorsGenerator },
  contracts: { needs: ['types'], load: async () => (await import('./contracts/index.js')).contractsGenerator },
  receivers: {
    needs: ['types', 'validators', 'contracts'],
    load: async () => (await import('./receivers/index.js')).receiversGenerator,
  },
  schemas: { needs: [], load: async () => (await import('./schemas/index.js')).schemasGenerator },
  fixtures: { needs: [], load: async () => (await import('./fixtures/index.js')).fixturesGenerator },
  testing: {
    needs: ['types', 'validators', 'contracts', 'schemas', 'fixtures'],
    load: async () => (await import('./testing/index.js')).testingGenerator,
  },
  reference: { needs: [], load: async () => (await import('./reference/index.js')).referenceGenerator },
} satisfies Record<string, Registered>;

export type GeneratorName = keyof typeof registry;

/** Every generator, in the order they run. */
export const generatorNames = Object.keys(registry) as readonly GeneratorName[];

/** A built-in generator by its name, or a custom one. */
export type GeneratorChoice = GeneratorName | Generator;

export const isCustom = (choice: GeneratorChoice): choice is Generator => typeof choice !== 'string';

/** Says what is wrong with a list of generators, which the message calls `label`; null if it is valid. */
export function describeInvalidChoices(value: unknown, label: string): string | null {
  if (!Array.isArray(value) || value.length === 0)
    return `${label} must be a list of ${generatorNames.join(', ')}, and generators of your own`;
  const names = new Set<string>();
  for (const [index, choice] of (value as readonly unknown[]).entries()) {
    const fault = typeof choice === 'string' ? describeInvalidName(choice, value) : describeInvalidGenerator(choice, generatorNames);
    if (fault !== null) return typeof choice === 'string' ? `${label}: ${fault}` : `${label}[${index}] ${fault}`;
    const { name } = typeof choice === 'string' ? { name: choice } : (choice as Generator);
    if (names.has(name)) return `${label} has ${JSON.stringify(name)} twice: remove one of them`;
    names.add(name);
  }
  return null;
}

function describeInvalidName(name: string, choices: readonly unknown[]): string | null {
  const known = generatorNames.find((each) => each === name);
  if (known === undefined) return `there is no generator ${JSON.stringify(name)}; there are ${generatorNames.join(', ')}`;
  const missing = registry[known].needs.filter((needed) => !choices.includes(needed));
  return missing.length === 0 ? null : `${name} needs ${missing.join(' and ')}, whose files it imports`;
}

export interface GenerateOptions {
  /** Whether code gets a package.json that makes it ES modules. Default: true. */
  readonly packageJson?: boolean;
}

/**
 * All files for a catalogue, with the manifest as the last: the same files whenever and wherever it runs. Our
 * generators run first, then custom ones in their order. Writes nothing. Throws a GeneratorError if a custom generator
 * is at fault.
 */
export async function generateFiles(
  catalogue: Catalogue,
  choices: readonly GeneratorChoice[] = generatorNames,
  { packageJson = true }: GenerateOptions = {},
): Promise<OutputFile[]> {
  const files: OutputFile[] = [];
  for (const name of generatorNames) {
    if (!choices.includes(name)) continue;
    const generator = await registry[name].load();
    files.push(...(await generator.generate(catalogue)));
  }
  assertPaths(files);
  for (const generator of choices.filter(isCustom)) files.push(...(await runCustom(generator, catalogue, files)));
  if (packageJson && files.some(({ path }) => isCode(path))) files.push(renderPackageJson(files));
  return [...files, renderManifest(files)];
}

import { fileURLToPath } from 'node:url';
import { loadCatalogue } from '../../catalogue/catalogue.js';
import type { Catalogue } from '../../catalogue/model/model.js';
import { generateFiles } from '../../generators/index.js';
import type { OutputFile } from '../../generators/output/generator.js';

interface Repository {
  readonly catalogue: Catalogue;
  /** By the generators whose code apps import. */
  readonly files: readonly OutputFile[];
}

let repository: Promise<Repository> | undefined;

/** This repository's catalogue and the code generated from it, once per worker. */
export function loadRepository(): Promise<Repository> {
  repository ??= generate();
  return repository;
}

async function generate(): Promise<Repository> {
  const { catalogue } = await loadCatalogue(fileURLToPath(new URL('../../asyncapi.yaml', import.meta.url)));
  if (!catalogue) throw new Error('asyncapi.yaml is not in order');
  return { catalogue, files: await generateFiles(catalogue, ['types', 'validators', 'contracts', 'receivers', 'testing']) };
}

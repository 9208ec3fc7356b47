import type { Catalogue, Provider } from '../../catalogue/model/model.js';
import { printLiteral, tsString } from '../../catalogue/model/source-text.js';
import type { Generator, OutputFile } from '../output/generator.js';
import { docComment } from '../render/comments.js';
import { renderModule } from '../render/render-module.js';
import { buildContract, buildDelivery } from './contract.js';

/**
 * The contract as data: `contracts/<provider>.js` for receivers and simulators, `contracts/index.js` with the version,
 * and `asyncapi.json`, the document itself: a later version is compared with it (`hookbook diff`), and the site shows
 * it.
 */
export const contractsGenerator: Generator = {
  name: 'contracts',
  generate: (catalogue) => [
    ...catalogue.providers.flatMap(renderProvider),
    ...renderModule('contracts/index', 'contracts', 'index', describeIndex(catalogue)),
    { path: 'asyncapi.json', contents: `${JSON.stringify(catalogue.document, null, 1)}\n` },
  ],
};

function renderProvider(provider: Provider): OutputFile[] {
  return renderModule(`contracts/${provider.key}`, 'contracts', 'contract', {
    identifier: provider.identifier,
    types: tsString(`../types/${provider.key}.js`),
    contract: printLiteral(buildContract(provider), ''),
    delivery: printLiteral(buildDelivery(provider), ''),
    contractDoc: docComment('How its requests are signed, told apart, deduplicated and acknowledged.'),
    deliveryDoc: docComment('How it sends: the query of its requests, how long it waits for an answer, and when it tries again.'),
  });
}

function describeIndex({ title, version, providers }: Catalogue) {
  return {
    title: tsString(title),
    version: tsString(version),
    providers: printLiteral(
      providers.map(({ key }) => key),
      '',
    ),
    providerTypes: providers.length === 0 ? 'never' : providers.map(({ key }) => tsString(key)).join(' | '),
  };
}

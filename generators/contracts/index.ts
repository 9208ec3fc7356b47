import type { Catalogue, Provider } from '../../catalogue/model/model.js';
import { type Generator, generatedNotice, type OutputFile } from '../output/generator.js';
import { compileTemplate } from '../render/handlebars.js';
import { printLiteral } from '../render/print-literal.js';
import { docComment, sourceText, tsString } from '../render/source-text.js';
import { buildContract, buildDelivery } from './contract.js';

/**
 * The contract as data: `contracts/<provider>.js` for receivers and simulators, `contracts/index.js` with the version, and
 * `asyncapi.json`, the document itself: a later version is compared with it (`hookbook diff`), and the site shows it.
 */
export const contractsGenerator: Generator = {
  name: 'contracts',
  generate: (catalogue) => [
    ...catalogue.providers.flatMap(renderProvider),
    ...print('contracts/index', 'index', describeIndex(catalogue)),
    { path: 'asyncapi.json', contents: `${JSON.stringify(catalogue.document, null, 1)}\n` },
  ],
};

function renderProvider(provider: Provider): OutputFile[] {
  return print(`contracts/${provider.key}`, 'contract', {
    identifier: provider.identifier,
    types: tsString(`../types/${provider.key}.js`),
    contract: printLiteral(buildContract(provider)),
    delivery: printLiteral(buildDelivery(provider)),
    contractDoc: docComment('How its requests are signed, told apart, deduplicated and acknowledged.'),
    deliveryDoc: docComment('How it sends: the query of its requests, how long it waits for an answer, and when it tries again.'),
  });
}

function describeIndex({ title, version, providers }: Catalogue) {
  return {
    title: tsString(title),
    version: tsString(version),
    providers: printLiteral(providers.map(({ key }) => key)),
    providerTypes: providers.length === 0 ? 'never' : providers.map(({ key }) => tsString(key)).join(' | '),
  };
}

/** Every property of a view is source text already: texts from the document are encoded. */
function print(path: string, template: string, view: Readonly<Record<string, string>>): OutputFile[] {
  return ['js', 'd.ts'].map((extension) => ({
    path: `${path}.${extension}`,
    contents: sourceText(compileTemplate('contracts', `${template}.${extension}`)({ ...view, notice: `// ${generatedNotice}` })),
  }));
}

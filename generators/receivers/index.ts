import type { Provider } from '../../catalogue/model/model.js';
import { type Generator, generatedNotice, type OutputFile } from '../output/generator.js';
import { compileTemplate } from '../render/handlebars.js';
import { docComment, sourceText, tsString } from '../render/source-text.js';
import { describeProvider } from './describe-provider.js';

/**
 * `receivers/<provider>.js` and `.d.ts`: `create<Provider>Receiver`, for every provider with a discriminator. They only contain data
 * and types: what a receiver does is in `@hookbook/runtime`.
 */
export const receiversGenerator: Generator = {
  name: 'receivers',
  generate: (catalogue) => catalogue.providers.filter(({ discriminator }) => discriminator !== null).flatMap(renderProvider),
};

function renderProvider(provider: Provider): OutputFile[] {
  const view = viewOf(provider);
  return ['js', 'd.ts'].map((extension) => ({
    path: `receivers/${provider.key}.${extension}`,
    contents: sourceText(compileTemplate('receivers', `receiver.${extension}`)(view)),
  }));
}

/** Every property is source text already: texts from the document are encoded. */
function viewOf(provider: Provider) {
  return {
    notice: `// ${generatedNotice}`,
    identifier: provider.identifier,
    contract: tsString(`../contracts/${provider.key}.js`),
    validators: tsString(`../validators/${provider.key}.js`),
    types: tsString(`../types/${provider.key}.js`),
    options: provider.signature === null ? 'UnsignedOptions' : 'SignedOptions',
    doc: docComment(describeProvider(provider)),
    optionsDoc: docComment(
      provider.signature === null
        ? 'NOT VERIFIED: the document describes no signature, which `unsigned: true` accepts.'
        : 'Its `secrets`, its typed handlers, and where deliveries are kept.',
    ),
  };
}

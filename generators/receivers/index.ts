import type { Provider } from '../../catalogue/model/model.js';
import { tsString } from '../../catalogue/model/source-text.js';
import type { Generator } from '../output/generator.js';
import { docComment } from '../render/comments.js';
import { renderModule } from '../render/render-module.js';
import { describeProvider } from './describe-provider.js';

/**
 * `receivers/<provider>.js` and `.d.ts`: `create<Provider>Receiver`, for every provider with a discriminator. They only
 * contain data and types: what a receiver does is in `@hookbook/runtime`.
 */
export const receiversGenerator: Generator = {
  name: 'receivers',
  generate: ({ providers }) =>
    providers
      .filter(({ discriminator }) => discriminator !== null)
      .flatMap((provider) => renderModule(`receivers/${provider.key}`, 'receivers', 'receiver', viewOf(provider))),
};

function viewOf(provider: Provider) {
  return {
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

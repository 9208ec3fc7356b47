import type { Catalogue } from '../catalogue/model.js';
import type { Generator, OutputFile } from '../generator.js';
import { compileTemplate } from '../render/handlebars.js';
import { describeCatalogue } from './catalogue-page.js';
import { describeProvider } from './provider-page.js';
import type { CatalogueView, ProviderView } from './view.js';

/** Markdown for people: a page a provider in the layout of its source, and one over all. For GitHub and VitePress alike. */
export const referenceGenerator: Generator = {
  name: 'reference',
  generate(catalogue: Catalogue): OutputFile[] {
    const pages = catalogue.providers.map((provider) => ({
      path: `reference/${provider.key}.md`,
      contents: finish(compileTemplate<ProviderView>('reference', provider.layout)(describeProvider(provider))),
    }));
    const index = {
      path: 'reference/index.md',
      contents: finish(compileTemplate<CatalogueView>('reference', 'catalogue')(describeCatalogue(catalogue))),
    };
    return [...pages, index];
  },
};

/** Templates end every block with an empty line: of those at the end of the file none is left. */
const finish = (text: string) => `${text.trimEnd()}\n`;

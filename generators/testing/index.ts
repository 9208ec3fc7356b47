import type { Catalogue, Json } from '../../catalogue/model/model.js';
import { type Generator, generatedNotice, type OutputFile } from '../output/generator.js';
import { compileTemplate } from '../render/handlebars.js';
import { printLiteral } from '../render/print-literal.js';
import { propertyKey, sourceText, tsString } from '../render/source-text.js';

/**
 * The modules that contract tests import: `testing/index.js` (fixtures, builders, matchers), `testing/vitest.js` and
 * `testing/jest.js`, which register the matchers, and `testing/fast-check.js`. They only contain data for
 * `@hookbook/testkit/testing` and types.
 */
export const testingGenerator: Generator = {
  name: 'testing',
  generate(catalogue) {
    const view = viewOf(catalogue);
    return ['index', 'vitest', 'jest', 'fast-check'].flatMap((module) =>
      ['js', 'd.ts'].map((extension): OutputFile => {
        const contents = compileTemplate('testing', `${module}.${extension}`)(view);
        return { path: `testing/${module}.${extension}`, contents: sourceText(contents) };
      }),
    );
  },
};

/** Every property is source text already: texts from the document are encoded. */
function viewOf({ providers }: Catalogue) {
  const typeNames = providers.map(({ key, events }): [string, Json] => [
    key,
    Object.fromEntries(events.map(({ name, typeName }) => [name, typeName])),
  ]);
  return {
    notice: `// ${generatedNotice}`,
    providers: providers.map(({ key, identifier }) => ({
      identifier,
      member: propertyKey(key),
      contract: tsString(`../contracts/${key}.js`),
      strict: tsString(`../validators/strict/${key}.js`),
      tolerant: tsString(`../validators/${key}.js`),
      types: tsString(`../types/strict/${key}.js`),
    })),
    typeNames: printLiteral(Object.fromEntries(typeNames), '  '),
  };
}

import type { Catalogue, Json } from '../../catalogue/model/model.js';
import { printLiteral, propertyKey, tsString } from '../../catalogue/model/source-text.js';
import type { Generator } from '../output/generator.js';
import { renderModule } from '../render/render-module.js';

/**
 * The modules that contract tests import: `testing/index.js` (fixtures, builders, matchers), `testing/vitest.js` and
 * `testing/jest.js`, which register the matchers, and `testing/fast-check.js`. They only contain data for
 * `@hookbook/testkit/testing` and types.
 */
export const testingGenerator: Generator = {
  name: 'testing',
  generate(catalogue) {
    const view = viewOf(catalogue);
    return ['index', 'vitest', 'jest', 'fast-check'].flatMap((module) => renderModule(`testing/${module}`, 'testing', module, view));
  },
};

function viewOf({ providers }: Catalogue) {
  const typeNames = providers.map(({ key, events }): [string, Json] => [
    key,
    Object.fromEntries(events.map(({ name, typeName }) => [name, typeName])),
  ]);
  return {
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

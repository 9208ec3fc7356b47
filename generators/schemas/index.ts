import type { Generator } from '../output/generator.js';
import { visibleText } from '../render/visible-text.js';
import { buildProviderSchema } from './build-schema.js';

export { buildEventSchema, buildProviderSchema } from './build-schema.js';

/** For other tools and languages: `schemas/<provider>.json`, the strict schema of a provider's payloads. */
export const schemasGenerator: Generator = {
  name: 'schemas',
  generate: (catalogue) =>
    catalogue.providers.map((provider) => ({
      path: `schemas/${provider.key}.json`,
      contents: `${visibleText(JSON.stringify(buildProviderSchema(provider), null, 2))}\n`,
    })),
};

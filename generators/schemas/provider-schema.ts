import type { JsonObject, Provider, WebhookEvent } from '../../catalogue/model/model.js';
import { publishSchema, refer } from './publish-schema.js';

/**
 * Builds a self-contained draft-07 schema that accepts the payloads of a provider's events only, as strictly as the document. Its
 * `definitions` are the shared schemas and the events, by the names of their types.
 */
export function buildProviderSchema({ title, definitions, discriminator, events }: Provider): JsonObject {
  const shared = definitions.map(({ typeName, schema }) => [typeName, publishSchema(schema)] as const);
  const payloads = events.map(({ typeName, payload }) => [typeName, publishSchema(payload)] as const);
  const alternatives = events.map(({ typeName }) => refer(typeName));
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: `${title}: the payload of any of its events`,
    definitions: Object.fromEntries([...shared, ...payloads]),
    ...(events.length === 0 ? { not: {} } : toldByBody(discriminator, events) ? { oneOf: alternatives } : { anyOf: alternatives }),
  };
}

/** Whether a body can be of one event at most. Not if a header distinguishes events, or if nothing does. */
function toldByBody(discriminator: Provider['discriminator'], events: readonly WebhookEvent[]): boolean {
  return events.length === 1 || discriminator?.sources.every(({ kind }) => kind === 'pointer') === true;
}

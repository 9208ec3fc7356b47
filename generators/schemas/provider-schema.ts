import type { JsonObject, Provider, WebhookEvent } from '../../catalogue/model/model.js';
import { publishSchema, refer } from './publish-schema.js';

/**
 * One draft-07 schema that accepts the payloads of a provider's events and nothing else, as strictly as the document has it. It stands
 * alone: `definitions` holds what payloads share and each event, both under the names of their types.
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

/** Whether a body is of one event at most: not where a header tells them apart, or nothing does. */
function toldByBody(discriminator: Provider['discriminator'], events: readonly WebhookEvent[]): boolean {
  return events.length === 1 || discriminator?.sources.every(({ kind }) => kind === 'pointer') === true;
}

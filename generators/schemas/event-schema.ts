import type { JsonObject, Provider, WebhookEvent } from '../../catalogue/model/model.js';
import { neededDefinitions } from '../../catalogue/model/needed-definitions.js';
import { publishSchema, refer } from './publish-schema.js';

/** Builds a draft-07 schema that accepts the payloads of an event only: the part of the provider's schema that the event needs. */
export function buildEventSchema({ name, typeName, payload }: WebhookEvent, { title, definitions }: Provider): JsonObject {
  const shared = neededDefinitions(payload, definitions).map(
    (definition) => [definition.typeName, publishSchema(definition.schema)] as const,
  );
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: `${title}: the payload of ${name}`,
    definitions: Object.fromEntries([...shared, [typeName, publishSchema(payload)]]),
    allOf: [refer(typeName)],
  };
}

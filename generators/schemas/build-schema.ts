import type { Definition, Json, JsonObject, Provider, WebhookEvent } from '../../catalogue/model/model.js';
import { neededDefinitions } from '../../catalogue/model/needed-definitions.js';
import { publishSchema, refer } from './publish-schema.js';

/**
 * Builds a self-contained draft-07 schema that accepts the payloads of a provider's events only, as strictly as the
 * document. Its `definitions` are the shared schemas and the events, by the names of their types.
 */
export function buildProviderSchema({ title, definitions, discriminator, events }: Provider): JsonObject {
  const alternatives = events.map(({ typeName }) => refer(typeName));
  // A body is of one event at most, unless a header distinguishes the events or nothing does.
  const isOne = events.length === 1 || discriminator?.sources.every(({ kind }) => kind === 'pointer') === true;
  const choice = events.length === 0 ? { not: {} } : { [isOne ? 'oneOf' : 'anyOf']: alternatives };
  return buildSchema(`${title}: the payload of any of its events`, definitions, events, choice);
}

/** Builds a draft-07 schema of an event's payload, with the definitions that the event needs. */
export function buildEventSchema(event: WebhookEvent, { title, definitions }: Provider): JsonObject {
  const needed = neededDefinitions(event.payload, definitions);
  return buildSchema(`${title}: the payload of ${event.name}`, needed, [event], { allOf: [refer(event.typeName)] });
}

function buildSchema(title: string, shared: readonly Definition[], events: readonly WebhookEvent[], choice: JsonObject): JsonObject {
  const definitions = [
    ...shared.map(({ typeName, schema }): [string, Json] => [typeName, publishSchema(schema)]),
    ...events.map(({ typeName, payload }): [string, Json] => [typeName, publishSchema(payload)]),
  ];
  return { $schema: 'http://json-schema.org/draft-07/schema#', title, definitions: Object.fromEntries(definitions), ...choice };
}

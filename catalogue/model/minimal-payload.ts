import type { Json, JsonObject, WebhookEvent } from './model.js';
import { isObject, own } from './own.js';
import { parsePointer } from './pointer.js';

/** A payload with only the properties that distinguish the event, for an event without an example. */
export function buildMinimalPayload({ discriminator }: Pick<WebhookEvent, 'discriminator'>): Json {
  return discriminator.reduce<Json>((payload, { source, values }) => {
    return source.kind === 'header' ? payload : setAt(payload, parsePointer(source.pointer), values[0] ?? null);
  }, {});
}

function setAt(target: Json, [name, ...rest]: readonly string[], value: Json): Json {
  if (name === undefined) return value;
  const object: JsonObject = isObject(target) ? target : {};
  return { ...object, [name]: setAt(own(object, name) ?? {}, rest, value) };
}

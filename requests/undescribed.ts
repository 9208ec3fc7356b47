import type { Json, Provider, WebhookEvent } from '../catalogue/model/model.js';
import { joinPointer, parsePointer } from '../catalogue/model/pointer.js';
import { isObject } from '../catalogue/model/properties.js';
import { describeFields } from '../catalogue/schema/fields.js';

/** A described field and those below it by name; `*` is any property or item. Without any, every value is fine. */
interface Described {
  readonly below: Map<string, Described>;
}

/**
 * Pointers to the properties of a payload that the document doesn't describe. In open objects they are valid, but a
 * name may be mistyped. Properties of maps and of circular types that aren't described again count as described.
 */
export function findUndescribed({ definitions }: Provider, { payload }: WebhookEvent, value: Json): string[] {
  const root: Described = { below: new Map() };
  for (const { pointer } of describeFields(payload, definitions)) {
    let node = root;
    for (const name of parsePointer(pointer)) {
      const next = node.below.get(name) ?? { below: new Map() };
      node.below.set(name, next);
      node = next;
    }
  }
  return walk(root, value, '');
}

function walk({ below }: Described, value: Json, pointer: string): string[] {
  if (below.size === 0 || typeof value !== 'object' || value === null) return [];
  const entries: [string, Json][] = isObject(value) ? Object.entries(value) : value.map((item, at) => [String(at), item]);
  return entries.flatMap(([name, child]) => {
    const inner = joinPointer(pointer, name);
    const found = below.get(name) ?? below.get('*');
    if (found !== undefined) return walk(found, child, inner);
    return isObject(value) ? [inner] : [];
  });
}

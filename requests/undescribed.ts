import type { Json, Provider, WebhookEvent } from '../catalogue/model/model.js';
import { isObject } from '../catalogue/model/own.js';
import { joinPointer, parsePointer } from '../catalogue/model/pointer.js';
import { describeFields } from '../catalogue/schema/fields.js';

/** A described field with the fields below it, by name; `*` stands for any member or item. None below: whatever it holds is fine. */
interface Described {
  readonly below: Map<string, Described>;
}

/**
 * The members of a payload that the document doesn't describe, as pointers in the payload's order: where objects are open they are
 * valid, and still they may be a name mistyped. What stands in a map, or below a circular type's end, counts as described.
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
  return entries.flatMap(([name, member]) => {
    const place = joinPointer(pointer, name);
    const found = below.get(name) ?? below.get('*');
    if (found !== undefined) return walk(found, member, place);
    return isObject(value) ? [place] : [];
  });
}

import type { Json, JsonObject } from '../model/model.js';
import { copyDocument, filesExtension } from '../model/nodes.js';
import { isObject, mapMembers, own } from '../model/own.js';

export interface SeparatedSchemas {
  readonly copy: JsonObject;
  /** Where the schemas really stand that the copy has under `components.schemas` beside the document's own. */
  readonly places: ReadonlyMap<string, string>;
}

/**
 * A copy in which no schema refers to another: each stands alone, once, and a reference to one leads to a schema that accepts
 * anything. The AsyncAPI parser writes references out wherever they stand, so thirty schemas that each refer twice to the next
 * would be a billion to it, and a long chain of them more than its stack holds.
 */
export function separateSchemas(document: JsonObject): SeparatedSchemas {
  const targets = schemaTargets(document);
  const isSchema = (pointer: string) => inDocument.test(pointer) || isBelow(pointer, targets);
  const copy = copyDocument(document, {
    ref: (ref, pointer) => (isSchema(pointer) ? `#${anything}` : ref),
    boolean: (value, pointer) => (isWhole.test(pointer) ? writeOut(value) : value),
  });
  if (targets.size === 0) return { copy: isObject(copy) ? copy : document, places: new Map() };
  const places = new Map(
    [...targets].filter((target) => !inDocument.test(target)).map((target, index) => [`${anything}.${index}`, target]),
  );
  const added = [...places].map(([place, target]): [string, Json] => [nameOf(place), { $ref: `#${target}` }]);
  return { copy: addSchemas(copy, Object.fromEntries([[nameOf(anything), {}], ...added])), places };
}

/** The pointer in the document of what stands at a pointer in the copy. */
export function placeOf(pointer: string, places: SeparatedSchemas['places']): string {
  const [, place = '', rest = ''] = /^(\/components\/schemas\/[^/]+)(.*)$/s.exec(pointer) ?? [];
  return places.has(place) ? `${places.get(place)}${rest}` : pointer;
}

/** AsyncAPI lets a whole schema be `true` or `false` (Schema Object), which the parser's own schema of version 3 refuses. */
const writeOut = (schema: boolean): JsonObject => (schema ? {} : { not: {} });

const anything = '/components/schemas/hookbook.anything';
const nameOf = (place: string) => place.slice('/components/schemas/'.length);

/** Places whose node is a schema, or stands in one; in files that the document refers to they are told by the member's name. */
const inDocument =
  /^\/components\/schemas\/[^/]+|^\/components\/message(?:s|Traits)\/[^/]+(?:\/traits\/\d+)?\/(?:payload|headers)(?:\/|$)|^\/channels\/[^/]+\/(?:messages\/[^/]+|(?:publish|subscribe)\/message(?:\/oneOf\/\d+)?)(?:\/traits\/\d+)?\/(?:payload|headers)(?:\/|$)/;
/** A schema that stands in no other. */
const isWhole =
  /^\/components\/schemas\/[^/]+$|^(?:\/components|\/channels\/[^/]+)\/(?:messages|messageTraits)\/[^/]+\/(?:payload|headers)$/;
const inFile = new RegExp(
  `^/${filesExtension}/.*(?<!/(?:messages|channels|messageTraits|schemas|components))/(?:payload|headers)(?:/|$)`,
  's',
);

/** The pointers that references in schemas lead to. */
function schemaTargets(document: JsonObject): ReadonlySet<string> {
  const refs: { readonly pointer: string; readonly target: string }[] = [];
  copyDocument(document, {
    ref: (ref, pointer) => {
      refs.push({ pointer, target: ref.slice(1) });
      return ref;
    },
  });
  const targets = new Set(refs.filter(({ pointer }) => inDocument.test(pointer) || inFile.test(pointer)).map(({ target }) => target));
  let others = refs.filter(({ pointer }) => !inDocument.test(pointer) && !inFile.test(pointer));
  for (let size = -1; size !== targets.size; ) {
    size = targets.size;
    const found = others.filter(({ pointer }) => isBelow(pointer, targets));
    others = others.filter(({ pointer }) => !isBelow(pointer, targets));
    for (const { target } of found) targets.add(target);
  }
  return targets;
}

/** Whether a node is one of the targets or stands in one. */
function isBelow(pointer: string, targets: ReadonlySet<string>): boolean {
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) if (targets.has(pointer.slice(0, end))) return true;
  return false;
}

function addSchemas(copy: Json, schemas: JsonObject): JsonObject {
  const root = isObject(copy) ? copy : {};
  const components = own(root, 'components');
  const known = own(components, 'schemas');
  const all = { ...mapMembers(isObject(known) ? known : {}, (schema) => schema), ...schemas };
  return { ...mapMembers(root, (member) => member), components: { ...(isObject(components) ? components : {}), schemas: all } };
}

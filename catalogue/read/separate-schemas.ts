import type { Json, JsonObject } from '../model/model.js';
import { copyDocument, filesExtension } from '../model/nodes.js';
import { getOwn, isObject, mapProperties } from '../model/properties.js';

export interface SeparatedSchemas {
  readonly copy: JsonObject;
  /** Pointers in the document, by pointer in the copy, of the schemas that the copy adds to `components.schemas`. */
  readonly originals: ReadonlyMap<string, string>;
}

/**
 * A copy in which no schema refers to another: each is in it once, and references in it lead to a schema that accepts
 * anything. The AsyncAPI parser expands every reference. To it, thirty schemas that each refer twice to the next would
 * be a billion, and a long chain of them would overflow its stack.
 */
export function separateSchemas(document: JsonObject): SeparatedSchemas {
  const targets = schemaTargets(document);
  const isSchema = (pointer: string) => inDocument.test(pointer) || isBelow(pointer, targets);
  const copy = copyDocument(document, {
    ref: (ref, pointer) => (isSchema(pointer) ? `#${anything}` : ref),
    boolean: (value, pointer) => (isWhole.test(pointer) ? writeOut(value) : value),
  });
  if (targets.size === 0) return { copy: isObject(copy) ? copy : document, originals: new Map() };
  const originals = new Map(
    [...targets].filter((target) => !inDocument.test(target)).map((target, index) => [`${anything}.${index}`, target]),
  );
  const schemas = [...originals].map(([added, target]): [string, Json] => [nameOf(added), { $ref: `#${target}` }]);
  return { copy: addSchemas(copy, Object.fromEntries([[nameOf(anything), {}], ...schemas])), originals };
}

/** The pointer in the document of the node at a pointer in the copy. */
export function originalPointer(pointer: string, originals: SeparatedSchemas['originals']): string {
  const [, added = '', rest = ''] = /^(\/components\/schemas\/[^/]+)(.*)$/s.exec(pointer) ?? [];
  return originals.has(added) ? `${originals.get(added)}${rest}` : pointer;
}

/** AsyncAPI allows `true` and `false` as a whole schema (Schema Object); the parser's schema of version 3 doesn't. */
const writeOut = (schema: boolean): JsonObject => (schema ? {} : { not: {} });

const anything = '/components/schemas/hookbook.anything';
const nameOf = (added: string) => added.slice('/components/schemas/'.length);

/** Pointers of schemas and of nodes in them. In other files of the document, a property's name identifies a schema. */
const inDocument =
  /^\/components\/schemas\/[^/]+|^\/components\/message(?:s|Traits)\/[^/]+(?:\/traits\/\d+)?\/(?:payload|headers)(?:\/|$)|^\/channels\/[^/]+\/(?:messages\/[^/]+|(?:publish|subscribe)\/message(?:\/oneOf\/\d+)?)(?:\/traits\/\d+)?\/(?:payload|headers)(?:\/|$)/;
/** Pointers of schemas that are in no other. */
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

/** Whether a node is one of the targets or is in one. */
function isBelow(pointer: string, targets: ReadonlySet<string>): boolean {
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) if (targets.has(pointer.slice(0, end))) return true;
  return false;
}

function addSchemas(copy: Json, schemas: JsonObject): JsonObject {
  const root = isObject(copy) ? copy : {};
  const components = getOwn(root, 'components');
  const known = getOwn(components, 'schemas');
  const all = { ...mapProperties(isObject(known) ? known : {}, (schema) => schema), ...schemas };
  return { ...mapProperties(root, (member) => member), components: { ...(isObject(components) ? components : {}), schemas: all } };
}

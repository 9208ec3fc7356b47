import type { Definition, Json, JsonObject, Schema } from '../model/model.js';
import { definitionNames, type TypeNames } from '../model/names.js';
import { isObject, mapMembers, members, own, ownString, setOwn } from '../model/own.js';
import { joinPointer, parsePointer } from '../model/pointer.js';
import type { Finding } from '../model/problem.js';
import { type Located, resolveRef, show } from '../read/refs.js';
import { mapSchemas } from './keywords.js';

type Report = (finding: Finding) => void;

/** Reads the payloads of one provider: inline schemas become the model's, shared ones its definitions. */
export interface SchemaReader {
  /** The schema at a node, its references rewritten to `#/definitions/<typeName>`. */
  read(node: Json, pointer: string): Schema;
  /** As `read`, but a mere reference gives the schema it names: the payload of an event is a type of its own. */
  readPayload(node: Json, pointer: string): { schema: Schema; pointer: string };
  /** The definitions met so far, in order of first use. */
  definitions(): Definition[];
}

export function createSchemaReader(root: JsonObject, names: TypeNames, report: Report): SchemaReader {
  const definitions = new Map<string, { typeName: string; schema: Schema; pointer: string }>();

  /** The name of the schema at a pointer, which is read when it is met first. */
  const define = (value: Json, pointer: string): string => {
    const known = definitions.get(pointer);
    if (known) return known.typeName;
    const candidates = definitionNames(parsePointer(pointer));
    const typeName = names.claimFirst(candidates, pointer);
    if (typeName === null) report(collision(candidates[0] ?? '', pointer));
    const definition = { typeName: typeName ?? candidates[0] ?? '', schema: true as Schema, pointer };
    definitions.set(pointer, definition);
    definition.schema = read(value, pointer);
    return definition.typeName;
  };

  const read = (node: Json, pointer: string): Schema => {
    if (typeof node === 'boolean') return node;
    if (!isObject(node)) return true;
    if (ownString(node, '$ref') !== null) return readReference(node, pointer);
    return mapMembers(node, (value, keyword) => {
      const at = joinPointer(pointer, keyword);
      return mapSchemas(keyword, value, (schema, key) => read(schema, key === null ? at : joinPointer(at, key)));
    });
  };

  /** A reference to a boolean is that boolean: a type of that name would say no more. */
  const readReference = (node: JsonObject, pointer: string): Schema => {
    const { value, pointer: at, beside } = resolveSchema(root, node, pointer, report);
    if (typeof value === 'boolean') return annotate(value, beside);
    return { $ref: `#/definitions/${define(value, at)}`, ...beside };
  };

  const readPayload = (node: Json, pointer: string) => {
    if (!isObject(node) || (ownString(node, '$ref') === null && !isMultiFormat(node))) return { schema: read(node, pointer), pointer };
    const { value, pointer: at, beside } = resolveSchema(root, node, pointer, report);
    return { schema: annotate(read(value, at), beside), pointer: at };
  };

  return { read, readPayload, definitions: () => [...definitions.values()] };
}

/** Keywords that say something of a schema and nothing of its instances. */
const annotations = new Set([
  'title',
  'description',
  'deprecated',
  'default',
  'examples',
  'readOnly',
  'writeOnly',
  'externalDocs',
  '$comment',
]);

const isMultiFormat = (node: JsonObject) => typeof own(node, 'schemaFormat') === 'string' && own(node, 'schema') !== undefined;

interface ResolvedSchema {
  readonly value: Json;
  readonly pointer: string;
  /** The annotations beside the references on the way; the first reference's win. */
  readonly beside: JsonObject;
}

/**
 * Follows a reference to its schema. AsyncAPI ignores what is written beside a `$ref` (Reference Object), in each link of a chain:
 * annotations are kept all the same, and keywords that would constrain the value are reported.
 */
function resolveSchema(root: JsonObject, node: JsonObject, pointer: string, report: Report): ResolvedSchema {
  const ref = ownString(node, '$ref');
  const start: Located = { value: node, pointer };
  const found = ref === null ? { ...start, through: [] } : resolveRef(root, ref.slice(1));
  const target = unwrap(found ?? unreadable, report);
  const beside: Record<string, Json> = {};
  for (const reference of ref === null ? [] : [start, ...(found?.through ?? [])]) {
    for (const [keyword, member] of members(reference.value)) {
      if (keyword === '$ref') continue;
      if (!annotations.has(keyword) && !keyword.startsWith('x-')) report(siblingIgnored(keyword, joinPointer(reference.pointer, keyword)));
      else if (!Object.hasOwn(beside, keyword)) setOwn(beside, keyword, member);
    }
  }
  if (isObject(target.value) || typeof target.value === 'boolean') return { ...target, beside };
  report(noSchema(ref ?? '', joinPointer(pointer, '$ref')));
  return { value: true, pointer: target.pointer, beside };
}

const unreadable: Located = { value: null, pointer: '' };

/** The schema with annotations; `false` says all there is to say of a value. */
function annotate(schema: Schema, beside: JsonObject): Schema {
  if (schema === false || Object.keys(beside).length === 0) return schema;
  return schema === true ? beside : { ...schema, ...beside };
}

/** The schema in a Multi Format Schema Object, whose format is checked. */
function unwrap(target: Located, report: Report): Located {
  if (!isObject(target.value) || !isMultiFormat(target.value)) return target;
  checkFormat(ownString(target.value, 'schemaFormat'), joinPointer(target.pointer, 'schemaFormat'), report);
  return { value: own(target.value, 'schema') ?? true, pointer: joinPointer(target.pointer, 'schema') };
}

/** AsyncAPI's own Schema Object and JSON Schema draft-07, which it extends. */
const supportedFormat = /^application\/(vnd\.aai\.asyncapi(\+(json|yaml))?;version=[23]\.\d+\.\d+|schema\+(json|yaml);version=draft-07)$/;

export function checkFormat(format: string | null, pointer: string, report: Report): void {
  if (format === null || supportedFormat.test(format)) return;
  report({
    code: 'unsupported-payload-format',
    message: `a payload in ${JSON.stringify(format)} can't be generated from`,
    fix: 'write the payload as an AsyncAPI schema or as JSON Schema draft-07 (application/schema+json;version=draft-07)',
    pointer,
  });
}

function collision(name: string, pointer: string): Finding {
  return {
    code: 'name-collision',
    message: `the schema would be called ${name}, and so would another of its provider`,
    fix: 'rename one of the two',
    pointer,
    atKey: true,
  };
}

function siblingIgnored(keyword: string, pointer: string): Finding {
  return {
    code: 'ref-sibling',
    message: `${JSON.stringify(keyword)} beside a $ref has no effect`,
    fix: 'put it into allOf together with the $ref',
    pointer,
    atKey: true,
  };
}

function noSchema(ref: string, pointer: string): Finding {
  return {
    code: 'ref-broken',
    message: `$ref ${show(ref)} does not lead to a schema`,
    fix: 'refer to a schema: an object, true or false',
    pointer,
  };
}

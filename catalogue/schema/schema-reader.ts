import type { Definition, Json, JsonObject, Schema } from '../model/model.js';
import { definitionNames, type TypeNames } from '../model/names.js';
import { joinPointer, parsePointer } from '../model/pointer.js';
import type { Finding, ReportFinding } from '../model/problem.js';
import { getOwn, getString, isObject, listProperties, mapProperties, setOwn } from '../model/properties.js';
import { type Located, resolveRef, show } from '../read/refs.js';
import { mapSchemas } from './keywords.js';

/** Reads the schemas of one provider from the document. A schema that a `$ref` leads to becomes a definition. */
export interface SchemaReader {
  /** The schema at a node, with its references rewritten to `#/definitions/<typeName>`. */
  read(node: Json, pointer: string): Schema;
  /** Like `read`, but a reference gives the schema that it leads to: each event's payload has its own type. */
  readPayload(node: Json, pointer: string): { schema: Schema; pointer: string };
  /** The definitions so far, in order of first use. */
  definitions(): Definition[];
}

export function createSchemaReader(root: JsonObject, names: TypeNames, report: ReportFinding): SchemaReader {
  const definitions = new Map<string, { typeName: string; schema: Schema; pointer: string }>();

  /** The name of the shared schema at a pointer. The first reference to it reads it. */
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
    if (getString(node, '$ref') !== null) return readReference(node, pointer);
    return mapProperties(node, (value, keyword) => {
      const at = joinPointer(pointer, keyword);
      return mapSchemas(keyword, value, (schema, key) => read(schema, key === null ? at : joinPointer(at, key)));
    });
  };

  /** A reference to a boolean is that boolean: a type with a name would add nothing. */
  const readReference = (node: JsonObject, pointer: string): Schema => {
    const { value, pointer: at, beside } = resolveSchema(root, node, pointer, report);
    if (typeof value === 'boolean') return annotate(value, beside);
    return { $ref: `#/definitions/${define(value, at)}`, ...beside };
  };

  const readPayload = (node: Json, pointer: string) => {
    if (!isObject(node) || (getString(node, '$ref') === null && !isMultiFormat(node))) return { schema: read(node, pointer), pointer };
    const { value, pointer: at, beside } = resolveSchema(root, node, pointer, report);
    return { schema: annotate(read(value, at), beside), pointer: at };
  };

  return { read, readPayload, definitions: () => [...definitions.values()] };
}

/** Keywords that describe a schema and don't constrain its values. */
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

const isMultiFormat = (node: JsonObject) => typeof getOwn(node, 'schemaFormat') === 'string' && getOwn(node, 'schema') !== undefined;

interface ResolvedSchema {
  readonly value: Json;
  readonly pointer: string;
  /** The annotations next to the references on the way. The first reference's win. */
  readonly beside: JsonObject;
}

/**
 * Follows a reference to its schema. AsyncAPI ignores what is next to a `$ref` (Reference Object), in each link of a
 * chain. Annotations are kept anyway, and keywords that would constrain the value are reported.
 */
function resolveSchema(root: JsonObject, node: JsonObject, pointer: string, report: ReportFinding): ResolvedSchema {
  const ref = getString(node, '$ref');
  const start: Located = { value: node, pointer };
  const found = ref === null ? { ...start, through: [] } : resolveRef(root, ref.slice(1));
  const target = unwrap(found ?? unreadable, report);
  const beside: Record<string, Json> = {};
  for (const reference of ref === null ? [] : [start, ...(found?.through ?? [])]) {
    for (const [keyword, member] of listProperties(reference.value)) {
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

/** The schema with annotations. `false` needs none: no value is valid. */
function annotate(schema: Schema, beside: JsonObject): Schema {
  if (schema === false || Object.keys(beside).length === 0) return schema;
  return schema === true ? beside : { ...schema, ...beside };
}

/** Checks the format of a Multi Format Schema Object and gives the schema in it. */
function unwrap(target: Located, report: ReportFinding): Located {
  if (!isObject(target.value) || !isMultiFormat(target.value)) return target;
  checkFormat(getString(target.value, 'schemaFormat'), joinPointer(target.pointer, 'schemaFormat'), report);
  return { value: getOwn(target.value, 'schema') ?? true, pointer: joinPointer(target.pointer, 'schema') };
}

/** AsyncAPI's own Schema Object and JSON Schema draft-07, which it extends. */
const supportedFormat = /^application\/(vnd\.aai\.asyncapi(\+(json|yaml))?;version=[23]\.\d+\.\d+|schema\+(json|yaml);version=draft-07)$/;

export function checkFormat(format: string | null, pointer: string, report: ReportFinding): void {
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

import { knownFormats } from '../compile/compile.js';
import type { Catalogue } from '../model/model.js';
import { joinPointer } from '../model/pointer.js';
import type { Finding } from '../model/problem.js';
import { getString } from '../model/properties.js';
import { schemaKeywords, schemaMaps } from '../schema/keywords.js';
import { openTree, type SchemaNode } from '../schema/tree.js';
import { checkPatterns } from './patterns.js';
import type { SchemaRule } from './schema-rule.js';

/** Draft-07's keywords, and those that AsyncAPI's Schema Object adds. */
const keywords = new Set([
  ...schemaKeywords,
  ...schemaMaps,
  ...[
    '$comment',
    '$id',
    '$ref',
    '$schema',
    'const',
    'contentEncoding',
    'contentMediaType',
    'default',
    'deprecated',
    'description',
    'discriminator',
    'enum',
    'examples',
  ],
  ...[
    'exclusiveMaximum',
    'exclusiveMinimum',
    'externalDocs',
    'format',
    'maxItems',
    'maxLength',
    'maxProperties',
    'maximum',
    'minItems',
    'minLength',
    'minProperties',
    'minimum',
  ],
  ...['multipleOf', 'pattern', 'readOnly', 'required', 'title', 'type', 'uniqueItems', 'writeOnly'],
]);

const byPointer = 'write a $ref with the path to the schema, such as #/components/schemas/Order';

const advice: Readonly<Record<string, string>> = {
  $anchor: byPointer,
  $dynamicAnchor: byPointer,
  $dynamicRef: byPointer,
  $recursiveAnchor: byPointer,
  $recursiveRef: byPointer,
  nullable: "that is OpenAPI's: write type: [string, 'null']",
  example: 'write examples, a list',
  prefixItems: 'that is of a later JSON Schema: write items, a list of schemas',
  $defs: 'that is of a later JSON Schema: use components.schemas',
  id: 'that is of an earlier JSON Schema: leave it out, or write $id',
};

const checkKeywords: SchemaRule = (schema, pointer) =>
  Object.keys(schema)
    .filter((keyword) => !keywords.has(keyword) && !keyword.startsWith('x-'))
    .map((keyword) => ({
      code: 'unknown-keyword',
      message: `${JSON.stringify(keyword)} is no keyword of a schema, and has no effect`,
      fix:
        (Object.hasOwn(advice, keyword) ? advice[keyword] : undefined) ??
        'correct its spelling, or put x- in front of it if it is your own',
      pointer: joinPointer(pointer, keyword),
      atKey: true,
    }));

const checkFormats: SchemaRule = (schema, pointer) => {
  const format = getString(schema, 'format');
  if (format === null || knownFormats.has(format)) return [];
  return [
    {
      code: 'unknown-format',
      message: `format ${JSON.stringify(format)} is not known, and not checked`,
      fix: `use one of ${[...knownFormats].join(', ')}; or say the same by a pattern`,
      pointer: joinPointer(pointer, 'format'),
    },
  ];
};

/** Comparing all items with one another takes quadratic time: a long list would stall a receiver. */
const checkUniqueItems: SchemaRule = (schema, pointer) => {
  if (schema['uniqueItems'] !== true || typeof schema['maxItems'] === 'number') return [];
  return [
    {
      code: 'unbounded-unique-items',
      message: 'uniqueItems without maxItems: checking a long list takes time with the square of its length',
      fix: 'bound the list with maxItems',
      pointer: joinPointer(pointer, 'uniqueItems'),
    },
  ];
};

/** A value is checked against each alternative, and code for thousands takes long to compile. */
const maxAlternatives = 1000;

const checkAlternatives: SchemaRule = (schema, pointer) =>
  ['anyOf', 'oneOf'].flatMap((keyword): Finding[] => {
    const alternatives = schema[keyword];
    if (!Array.isArray(alternatives) || alternatives.length <= maxAlternatives) return [];
    const message = `${keyword} has more than ${maxAlternatives} alternatives`;
    const fix = 'make them events of their own, or join those that differ in little';
    return [{ code: 'limit', message, fix, pointer: joinPointer(pointer, keyword), atKey: true }];
  });

const rules: readonly SchemaRule[] = [checkKeywords, checkFormats, checkPatterns, checkUniqueItems, checkAlternatives];

/** Runs the rules on every schema of the catalogue, shared ones once. */
export function lintSchemas(catalogue: Catalogue): Finding[] {
  return catalogue.providers.flatMap(({ definitions, events }) => {
    const tree = openTree(definitions);
    return [
      ...definitions.flatMap(({ schema, pointer }) => lintNode(tree.read(schema, pointer))),
      ...events.flatMap(({ payload, payloadPointer }) => lintNode(tree.read(payload, payloadPointer))),
    ];
  });
}

function lintNode({ schema, pointer, subschemas }: SchemaNode): Finding[] {
  if (typeof schema === 'boolean') return [];
  return [...rules.flatMap((rule) => rule(schema, pointer)), ...subschemas.flatMap(({ child }) => lintNode(child))];
}

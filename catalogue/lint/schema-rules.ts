import { knownFormats } from '../compile/compile.js';
import type { Catalogue, Json, Schema } from '../model/model.js';
import { isObject, members, ownString } from '../model/own.js';
import { joinPointer } from '../model/pointer.js';
import type { Finding } from '../model/problem.js';
import { schemaKeywords, schemaMaps } from '../schema/keywords.js';
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
      fix: (Object.hasOwn(advice, keyword) ? advice[keyword] : undefined) ?? 'mend its spelling, or put x- in front if it is your own',
      pointer: joinPointer(pointer, keyword),
      atKey: true,
    }));

const checkFormats: SchemaRule = (schema, pointer) => {
  const format = ownString(schema, 'format');
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

/** Comparing each item to each other is quadratic: a long list would stall a receiver. */
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

const MAX_ALTERNATIVES = 1000;

/** A value is held against each, and the code that does so takes long to make. */
const checkAlternatives: SchemaRule = (schema, pointer) =>
  ['anyOf', 'oneOf'].flatMap((keyword): Finding[] => {
    const alternatives = schema[keyword];
    if (!Array.isArray(alternatives) || alternatives.length <= MAX_ALTERNATIVES) return [];
    const message = `${keyword} has more than ${MAX_ALTERNATIVES} alternatives`;
    const fix = 'make them events of their own, or join those that differ in little';
    return [{ code: 'limit', message, fix, pointer: joinPointer(pointer, keyword), atKey: true }];
  });

const rules: readonly SchemaRule[] = [checkKeywords, checkFormats, checkPatterns, checkUniqueItems, checkAlternatives];

/** Runs the rules on every schema of the catalogue, shared ones once. */
export function lintSchemas(catalogue: Catalogue): Finding[] {
  const findings: Finding[] = [];
  const visit = (schema: Schema | Json, pointer: string): void => {
    if (!isObject(schema)) return;
    for (const rule of rules) findings.push(...rule(schema, pointer));
    for (const [keyword, member] of Object.entries(schema)) {
      const at = joinPointer(pointer, keyword);
      if (schemaKeywords.has(keyword)) {
        if (Array.isArray(member)) member.forEach((item: Json, index) => void visit(item, joinPointer(at, index)));
        else visit(member, at);
      } else if (schemaMaps.has(keyword)) for (const [name, item] of members(member)) visit(item, joinPointer(at, name));
    }
  };
  for (const provider of catalogue.providers) {
    for (const definition of provider.definitions) visit(definition.schema, definition.pointer);
    for (const event of provider.events) visit(event.payload, event.payloadPointer);
  }
  return findings;
}

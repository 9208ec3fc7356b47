import type { Json } from '../model/model.js';
import { isObject } from '../model/properties.js';
import type { Prepared } from './schema.js';

/** What schemas use: printed modules carry nothing else. */
export interface Vocabulary {
  readonly keywords: Set<string>;
  readonly patterns: Set<string>;
  readonly formats: Set<string>;
  readonly references: Set<string>;
}

const maps = new Set(['properties', 'patternProperties', 'dependencies']);
const values = new Set(['const', 'enum', 'types', 'required']);

/** Adds what a schema uses. */
export function readVocabulary(schema: Prepared, found: Vocabulary): void {
  if (typeof schema === 'boolean') {
    if (!schema) found.keywords.add('false schema');
    return;
  }
  for (const [keyword, value] of Object.entries(schema)) {
    found.keywords.add(keyword === 'types' ? 'type' : keyword).add(keyword);
    if (keyword === 'pattern') found.patterns.add(String(value));
    if (keyword === 'format') found.formats.add(String(value));
    if (keyword === 'ref' || keyword === 'once') found.references.add(String(value));
    if (keyword === 'patternProperties') for (const source of Object.keys(value as object)) found.patterns.add(source);
    if (values.has(keyword)) continue;
    for (const inner of maps.has(keyword) && isObject(value) ? Object.values(value) : [value].flat())
      if (typeof inner === 'boolean' || isObject(inner as Json)) readVocabulary(inner as Prepared, found);
  }
}

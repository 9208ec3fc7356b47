import { buildCatalogue } from './build/build.js';
import type { Catalogue } from './model/model.js';
import { getString, isObject } from './model/properties.js';
import { checkTargets } from './read/refs.js';
import { readSource } from './read/source.js';

/**
 * The catalogue in an `asyncapi.json` that `hookbook generate` wrote. The document was checked when it was generated,
 * so this neither validates it nor reads other files. Throws an Error if the text can't be such a document.
 */
export function readPublished(text: string, name: string): Catalogue {
  const source = readSource(name, text);
  if (!('value' in source)) throw new Error(`${name} can't be read: ${source[0]?.message}`);
  const { value } = source;
  if (!isObject(value) || getString(value, 'asyncapi') === null) throw new Error(`${name} is not an AsyncAPI document`);
  const [broken] = checkTargets(value);
  if (broken) throw new Error(`${name}: ${broken.message}`);
  return buildCatalogue(value, () => {}); // warnings of a document that was generated from, which lint lists
}

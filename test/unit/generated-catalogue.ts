import { readFileSync } from 'node:fs';
import { readPublished } from '../../catalogue/published.js';

/** The catalogue of this repository, from what was generated. */
export const generatedCatalogue = readPublished(
  readFileSync(new URL('../../generated/asyncapi.json', import.meta.url), 'utf8'),
  'generated/asyncapi.json',
);

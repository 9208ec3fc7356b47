import { loadCatalogue } from '../../catalogue/catalogue.js';
import type { Catalogue } from '../../catalogue/model/model.js';

const { catalogue, problems } = await loadCatalogue('asyncapi.yaml');
if (!catalogue) throw new Error(JSON.stringify(problems));

/** The catalogue of this repository, read from its document: once for all files of a worker. */
export const loadedCatalogue: Catalogue = catalogue;

import type { Catalogue } from '../../catalogue/model/model.js';

/** Of `catalogue.json`; it grows when the model changes so that an older file can't be read as a newer one. */
export const snapshotFormat = 1;

/** The catalogue as it is published with what is generated from it: what a later version is compared with. */
export function renderCatalogue(catalogue: Catalogue): string {
  return `${JSON.stringify({ format: snapshotFormat, catalogue }, null, 1)}\n`;
}

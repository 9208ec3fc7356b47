import type { Catalogue } from '../../../generators/catalogue/model.js';
import { nameAddresses } from '../../../generators/site/addresses.js';
import type { SiteData } from '../../../generators/site/open-site.js';

export function sampleSite(catalogue: Catalogue, options: Partial<SiteData['options']> = {}): SiteData {
  const generated = '/project/generated';
  return { catalogue, addresses: nameAddresses(catalogue), generated, options: { generated, ...options } };
}

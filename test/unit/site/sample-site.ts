import type { Catalogue } from '../../../catalogue/model/model.js';
import { nameAddresses } from '../../../site/build/addresses.js';
import type { SiteData } from '../../../site/build/open-site.js';

export function sampleSite(catalogue: Catalogue, options: Partial<SiteData['options']> = {}): SiteData {
  const generated = '/project/generated';
  return { catalogue, addresses: nameAddresses(catalogue), generated, options: { generated, ...options } };
}

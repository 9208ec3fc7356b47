export { openSite, type Site, type SiteOptions } from './open-site.js';
export type { DynamicPages } from './pages.js';

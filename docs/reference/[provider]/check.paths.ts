import { site } from '../../.vitepress/hookbook.js';

// The payload tool in a provider's language, if that isn't English.
export default site.checkPages;

import { site } from '../../.vitepress/hookbook.js';

// The payload tool in the language of a provider, where that isn't English.
export default site.checkPages;

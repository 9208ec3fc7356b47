import { site } from '../../../.vitepress/hookbook.js';

export default site.eventPages;

import { defineConfig } from 'vitepress';
import { site } from './hookbook.js';

export default defineConfig({
  extends: site.config,
  title: 'Hookbook',
  description: 'Webhook events in one AsyncAPI document: types, validators, reference pages and receivers, kept true',
  // Where the site stands on its host: `/hookbook/` on GitHub Pages.
  base: (process.env['DOCS_BASE'] ?? '/') as `/${string}/`,
  themeConfig: {
    nav: [
      { text: 'Guide', link: '/receiving' },
      { text: 'Events', link: '/reference/' },
    ],
  },
});

import { defineConfig } from 'vitepress';
import { guideNav, guideSidebar } from './guides.js';
import { site } from './hookbook.js';

export default defineConfig({
  extends: site.config,
  title: 'Hookbook',
  description: 'Webhook events in one AsyncAPI document: types, validators, reference pages and receivers, kept true',
  // Where the site stands on its host: `/hookbook/` on GitHub Pages.
  base: (process.env['DOCS_BASE'] ?? '/') as `/${string}/`,
  themeConfig: {
    nav: [
      { text: 'Guides', items: guideNav },
      { text: 'Events', link: '/reference/' },
      { text: 'Check a payload', link: '/check' },
    ],
    sidebar: { '/': guideSidebar },
    footer: { message: 'MIT licence' },
  },
});

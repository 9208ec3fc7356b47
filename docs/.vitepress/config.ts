import { defineConfig } from 'vitepress';
import { guideNav, guideSidebar } from './guides.js';
import { site } from './hookbook.js';

// Where the site stands on its host: `/hookbook/` on GitHub Pages.
const base = (process.env['DOCS_BASE'] ?? '/') as `/${string}/`;

export default defineConfig({
  extends: site.config,
  title: 'Hookbook',
  description: 'Webhook events in one AsyncAPI document: types, validators, reference pages and receivers, kept true',
  base,
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: `${base}favicon.svg` }]],
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

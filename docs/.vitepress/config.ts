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
  // The pages of a French provider are French, what stands above and below them too.
  locales: {
    'reference/creads': {
      label: '',
      themeConfig: {
        nav: [
          { text: 'Guides (en anglais)', link: '/start-receiving' },
          { text: 'Évènements', link: '/reference/' },
          { text: 'Vérifier un corps', link: '/reference/creads/check' },
        ],
        footer: { message: 'Licence MIT' },
      },
    },
  },
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

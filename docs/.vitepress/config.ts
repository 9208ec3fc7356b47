import { defineConfig } from 'vitepress';
import { guideNav, guideSidebar } from './guides.js';
import { site } from './hookbook.js';

// Where the site stands on its host: `/hookbook/` on GitHub Pages.
const base = (process.env['DOCS_BASE'] ?? '/') as `/${string}/`;

const nav = (guides: string, events: string, check: string) => [
  { text: guides, items: guideNav },
  { text: events, link: '/reference/' },
  { text: check, link: '/check' },
];

export default defineConfig({
  extends: site.config,
  title: 'Hookbook',
  description: 'Webhook events in one AsyncAPI document: types, validators, reference pages and receivers, kept true',
  base,
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: `${base}favicon.svg` }]],
  // The pages of a French provider are French, what stands around them too; the guides there are none of in French.
  locales: {
    'reference/creads': {
      label: '',
      themeConfig: { nav: nav('Guides (en anglais)', 'Évènements', 'Vérifier un corps'), footer: { message: 'Licence MIT' } },
    },
  },
  themeConfig: {
    nav: nav('Guides', 'Events', 'Check a payload'),
    sidebar: { '/': guideSidebar },
    footer: { message: 'MIT licence' },
  },
});

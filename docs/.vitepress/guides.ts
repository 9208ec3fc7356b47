import type { DefaultTheme } from 'vitepress';

/** The guides, in the order in which one reads them. */
export const guideSidebar: DefaultTheme.SidebarItem[] = [
  {
    text: 'Start',
    items: [
      { text: 'Publishing webhooks', link: '/start-publishing' },
      { text: 'Receiving webhooks', link: '/start-receiving' },
      { text: 'Testing against a contract', link: '/start-testing' },
    ],
  },
  {
    text: 'Publishing',
    items: [
      { text: 'Adding events', link: '/adding-events' },
      { text: 'The x-webhook extension', link: '/x-webhook' },
      { text: 'Moving from hand-written docs', link: '/moving' },
      { text: 'Reviewing changes', link: '/reviewing-changes' },
      { text: 'Every change, and whom it breaks', link: '/breaking-changes' },
      { text: 'The GitHub Action', link: '/github-action' },
      { text: 'Under the AsyncAPI Generator', link: '/asyncapi-generator' },
      { text: 'Publishing a package', link: '/publishing' },
      { text: 'Publishing a site', link: '/site' },
    ],
  },
  {
    text: 'Receiving',
    items: [
      { text: 'What a receiver does', link: '/receiving' },
      { text: 'On each framework', link: '/frameworks' },
      { text: 'The inbox and its promises', link: '/inbox' },
      { text: 'Every option and refusal', link: '/runtime' },
      { text: 'Sending and listening', link: '/sending' },
    ],
  },
  {
    text: 'Testing',
    items: [
      { text: 'Contract tests', link: '/contract-tests' },
      { text: 'The simulator', link: '/simulator' },
      { text: 'Is this receiver right?', link: '/conformance' },
    ],
  },
  {
    text: 'The tool',
    items: [
      { text: 'Every problem code', link: '/problems' },
      { text: 'Your own generators', link: '/own-generators' },
      { text: 'Architecture', link: '/architecture' },
      { text: 'Decisions', link: '/decisions/' },
    ],
  },
];

/** A group a line, each with its first guide. */
export const guideNav: DefaultTheme.NavItemWithLink[] = guideSidebar.map(({ text = '', items = [] }) => ({
  text,
  link: items[0]?.link ?? '/',
  activeMatch: `^/(?:${items.map(({ link = '' }) => link.replace(/^\/|\/$/g, '')).join('|')})(?:/|$|\\.)`,
}));

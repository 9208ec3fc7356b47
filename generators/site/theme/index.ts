import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme-without-fonts';
import '../../../templates/site/colours.css';
import '../../../templates/site/style.css';
import '../../../templates/site/code.css';
import '../../../templates/site/tables.css';
import '../../../templates/site/print.css';
import { CopyName } from './copy-name.js';
import { Layout } from './layout.js';
import { PageTab, PageTabs } from './tabs.js';

/** VitePress's default theme with what the reference's pages need. A project extends it like any other theme. */
const theme: Theme = {
  extends: DefaultTheme,
  Layout,
  enhanceApp({ app }) {
    app.component('CopyName', CopyName).component('PageTabs', PageTabs).component('PageTab', PageTab);
  },
};

export default theme;

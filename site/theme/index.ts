import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme-without-fonts';
import { defineAsyncComponent } from 'vue';
import '../../templates/site/colours.css';
import '../../templates/site/style.css';
import '../../templates/site/code.css';
import '../../templates/site/tables.css';
import '../../templates/site/event-page.css';
import '../../templates/site/tabs.css';
import '../../templates/site/home.css';
import '../../templates/site/matrix.css';
import '../../templates/site/search.css';
import '../../templates/site/payload-check.css';
import '../../templates/site/print.css';
import { CopyName } from './copy-name.js';
import { Layout } from './layout.js';
import { PageTab, PageTabs } from './tabs.js';

/** Loaded by the page that uses it. */
const EventFilter = defineAsyncComponent(async () => (await import('./event-filter.js')).EventFilter);
/** Loaded by the page that uses it. */
const PayloadCheck = defineAsyncComponent(async () => (await import('./check/payload-check.js')).PayloadCheck);

/** VitePress's default theme plus what the reference pages need. A project extends it like any other theme. */
const theme: Theme = {
  extends: DefaultTheme,
  Layout,
  enhanceApp({ app }) {
    app
      .component('CopyName', CopyName)
      .component('EventFilter', EventFilter)
      .component('PageTabs', PageTabs)
      .component('PageTab', PageTab)
      .component('PayloadCheck', PayloadCheck);
  },
};

export default theme;

import DefaultTheme from 'vitepress/theme-without-fonts';
import { defineComponent, h } from 'vue';
import { describeInterface } from './describe-interface.js';
import { focusWideCode } from './focus-code.js';

/** The default layout, with the site's own search in its bar. What a project puts into its slots goes there. */
export const Layout = defineComponent({
  name: 'HookbookLayout',
  setup(_, { slots }) {
    describeInterface();
    focusWideCode();
    return () => h(DefaultTheme.Layout, null, slots);
  },
});

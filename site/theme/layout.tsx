import DefaultTheme from 'vitepress/theme-without-fonts';
import { defineComponent, h } from 'vue';
import { describeInterface } from './describe-interface.js';
import { focusWideCode } from './focus-code.js';

/** The default layout with the site's own search. A project can fill its slots as usual. */
export const Layout = defineComponent({
  name: 'HookbookLayout',
  setup(_, { slots }) {
    describeInterface();
    focusWideCode();
    return () => h(DefaultTheme.Layout, null, slots);
  },
});

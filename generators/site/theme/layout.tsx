import DefaultTheme from 'vitepress/theme-without-fonts';
import { defineComponent, h } from 'vue';

/** The default layout, with the site's own search in its bar. What a project puts into its slots goes there. */
export const Layout = defineComponent({
  name: 'HookbookLayout',
  setup:
    (_, { slots }) =>
    () =>
      h(DefaultTheme.Layout, null, slots),
});

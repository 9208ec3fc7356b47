import DefaultTheme from 'vitepress/theme-without-fonts';
import { defineComponent, h } from 'vue';

/** The default layout, with the site's own search in its bar. */
export const Layout = defineComponent({
  name: 'HookbookLayout',
  setup: () => () => <DefaultTheme.Layout />,
});

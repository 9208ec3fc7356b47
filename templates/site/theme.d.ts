import type { Theme } from 'vitepress';

// What `hookbook/site/theme` is to a compiler. The declarations that are made of its source import style sheets, which are no modules to one.

/** VitePress's default theme with what the reference's pages need. A project extends it like any other theme. */
declare const theme: Theme;
export default theme;

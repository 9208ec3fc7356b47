import { fileURLToPath } from 'node:url';
import { toolkitFile } from '../../catalogue/model/toolkit-file.js';

const inTheme = (file: string) => fileURLToPath(toolkitFile(`dist/theme/${file}`));

/**
 * Parts of VitePress's theme that aliases replace, as its documentation recommends. Its search loads the style sheet of
 * a service that we don't use. The parts for teams, sponsors and advertisements would be in every page's program, used
 * or not. If a page does use one, it shows nothing.
 */
export const themeParts: { find: RegExp; replacement: string }[] = [
  { find: /^.*\/VPNavBarSearch\.vue$/, replacement: inTheme('search/search-button.js') },
  { find: /^.*\/VP(?:Team\w*|\w*Sponsors\w*|\w*CarbonAds)\.vue$/, replacement: inTheme('no-component.js') },
  { find: /^.*\/vp-sponsor\.css$/, replacement: inTheme('no-component.js') },
];

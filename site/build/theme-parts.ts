import { fileURLToPath } from 'node:url';
import { toolkitFile } from '../../catalogue/model/toolkit-file.js';

const inTheme = (file: string) => fileURLToPath(toolkitFile(`dist/theme/${file}`));

/**
 * Parts of VitePress's theme that others stand in for, by alias, as VitePress's documentation says to. Its search brings the
 * style sheet of a service that we don't ask. Those for teams, sponsors and advertisements are part of every page's program,
 * whether a site has any or not; where one is used all the same, nothing shows.
 */
export const themeParts: { find: RegExp; replacement: string }[] = [
  { find: /^.*\/VPNavBarSearch\.vue$/, replacement: inTheme('search/search-button.js') },
  { find: /^.*\/VP(?:Team\w*|\w*Sponsors\w*|\w*CarbonAds)\.vue$/, replacement: inTheme('no-component.js') },
  { find: /^.*\/vp-sponsor\.css$/, replacement: inTheme('no-component.js') },
];

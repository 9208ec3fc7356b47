import { posix, relative, resolve, sep } from 'node:path';
import type { Catalogue } from '../../catalogue/model/model.js';
import { tsString } from '../../catalogue/model/source-text.js';
import type { OutputFile } from '../../generators/output/generator.js';
import { plainText } from '../../generators/render/commonmark.js';
import { compileTemplate } from '../../generators/render/handlebars.js';
import { htmlText } from '../../generators/render/html.js';
import { pageTitle } from '../../generators/render/page-title.js';

/** The data for the files of a site. */
export interface SitePlan {
  readonly catalogue: Catalogue;
  /** The site's folder in the project: segments of plain characters, joined by `/`. */
  readonly folder: string;
  /** The output folder of `hookbook generate`, as the user gave it. */
  readonly out: string;
  /** The package name of that folder; null if it is not a package. */
  readonly package: string | null;
  /** The URL of the repository's files; null if it isn't known. */
  readonly repository: string | null;
  readonly workflow: boolean;
}

/** The code is `.mjs`, so that it works in CommonJS projects and without TypeScript. */
const templates = [
  ['.vitepress/hookbook.mjs', 'hookbook'],
  ['.vitepress/config.mjs', 'config'],
  ['.vitepress/theme/index.js', 'theme'],
  ['index.md', 'index'],
  ['check.md', 'check'],
  ['reference/index.md', 'reference'],
  ['reference/[provider]/index.md', 'content'],
  ['reference/[provider]/index.paths.mjs', 'provider-paths'],
  ['reference/[provider]/check.md', 'content'],
  ['reference/[provider]/check.paths.mjs', 'check-paths'],
  ['reference/[provider]/[event]/index.md', 'content'],
  ['reference/[provider]/[event]/index.paths.mjs', 'event-paths'],
  ['public/favicon.svg', 'favicon'],
] as const;

/** The path of the workflow, from the repository's root, where GitHub expects it. */
export const workflowPath = '.github/workflows/docs.yml';

/** Renders the files of a new site, by paths from the project's folder. The document's texts are encoded. */
export function renderSiteFiles(plan: SitePlan): OutputFile[] {
  const { catalogue, folder } = plan;
  const title = pageTitle(catalogue.title);
  const view = {
    title: tsString(title),
    // VitePress treats the name as HTML. JSON is valid YAML.
    name: JSON.stringify(htmlText(title)),
    // If these are empty, VitePress uses its own texts.
    description: tsString(pageTitle(plainText(catalogue.description ?? '')) || title),
    generated: tsString(addressOf(plan.out, folder)),
    package: tsString(plan.package ?? pathFromHere(plan.out)),
    repository: plan.repository === null ? '' : tsString(plan.repository),
    folder,
    folderText: tsString(folder),
  };
  const files = templates.map(([path, template]) => ({
    path: posix.join(folder, path),
    contents: compileTemplate('docs', template)(view),
  }));
  return plan.workflow ? [...files, { path: workflowPath, contents: compileTemplate('docs', 'workflow')(view) }] : files;
}

/** How an app at the project's root imports the output folder. */
function pathFromHere(out: string): string {
  const path = relative('.', out).split(sep).join('/');
  return path.startsWith('.') ? path : `./${path}`;
}

/** The output folder relative to `.vitepress/hookbook.mjs`, as a URL, so that `#` and spaces are encoded. */
function addressOf(out: string, folder: string): string {
  const path = relative(resolve(folder, '.vitepress'), resolve(out)).split(sep);
  return `${path.map(encodeURIComponent).join('/')}/`;
}

/** VitePress's own output, for .gitignore. */
export const ignoredPaths = (folder: string) => [`/${folder}/.vitepress/cache/`, `/${folder}/.vitepress/dist/`];

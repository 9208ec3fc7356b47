import { posix, relative, resolve, sep } from 'node:path';
import type { Catalogue } from '../../catalogue/model/model.js';
import type { OutputFile } from '../../generators/output/generator.js';
import { plainText } from '../../generators/render/commonmark.js';
import { compileTemplate } from '../../generators/render/handlebars.js';
import { htmlText } from '../../generators/render/html.js';
import { pageTitle } from '../../generators/render/page-title.js';
import { tsString } from '../../generators/render/source-text.js';

/** What the files of a site are made of. */
export interface SitePlan {
  readonly catalogue: Catalogue;
  /** The site's folder in the project: segments of plain characters, joined by `/`. */
  readonly folder: string;
  /** The folder that `hookbook generate` writes, as it was named. */
  readonly out: string;
  /** The name under which that folder is published; null: it is no package. */
  readonly package: string | null;
  /** What a file's path is put behind to open it in the repository; null: not known. */
  readonly repository: string | null;
  readonly workflow: boolean;
}

/** Files in JavaScript that is always an ES module: a project may be of another kind, and need not have TypeScript. */
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

/** The path of the workflow, from the repository's root: GitHub looks for it nowhere else. */
export const workflowPath = '.github/workflows/docs.yml';

/** The files of a new site, from the project's folder. Whatever the document says, it is a text in each of them. */
export function renderSiteFiles(plan: SitePlan): OutputFile[] {
  const { catalogue, folder } = plan;
  const title = pageTitle(catalogue.title);
  const view = {
    title: tsString(title),
    // VitePress takes the name for HTML. JSON is YAML too.
    name: JSON.stringify(htmlText(title)),
    // VitePress has words of its own where there are none.
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

/** The output folder's address as `.vitepress/hookbook.mjs` sees it: a URL, in which `#` or a blank mean something. */
function addressOf(out: string, folder: string): string {
  const path = relative(resolve(folder, '.vitepress'), resolve(out)).split(sep);
  return `${path.map(encodeURIComponent).join('/')}/`;
}

/** What Git leaves alone: what VitePress makes. */
export const ignoredPaths = (folder: string) => [`/${folder}/.vitepress/cache/`, `/${folder}/.vitepress/dist/`];

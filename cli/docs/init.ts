import { relative, resolve, sep } from 'node:path';
import type { Catalogue } from '../../catalogue/model/model.js';
import { haveErrors, judgeProblems, tellProblems } from '../diagnostics.js';
import { exit, UsageError } from '../exit.js';
import { loadDocument } from '../load-document.js';
import { mendingCommand, type Settings } from '../settings.js';
import type { Terminal } from '../terminal.js';
import { editPackageJson, parsePackageJson } from './package-json.js';
import { addIgnoredPaths, findPages, readPackageJson, readPublishedName, writePackageJson } from './project.js';
import { reportSite } from './report.js';
import { findRepositoryRoot, readRepository } from './repository.js';
import { ignoredPaths, renderSiteFiles, workflowPath } from './site-files.js';
import { writeNewFiles } from './write-files.js';

export interface DocsInitFlags {
  /** false: no workflow is written. */
  readonly workflow?: boolean;
}

/**
 * Writes a site for the project's document, and changes nothing that is there: what would differ is named and left. Throws a UsageError
 * where the working directory is no project, or the folder is no place for a site.
 */
export async function initDocs(given: string, flags: DocsInitFlags, settings: Settings, terminal: Terminal): Promise<number> {
  const folder = checkFolder(given, settings);
  checkGenerators(settings);
  const manifest = await readPackageJson();
  const catalogue = await readCatalogue(settings, terminal);
  if (catalogue === null) return exit.fault;
  const pages = findPages(folder);
  const workflow = placeOfWorkflow(flags);
  const files = renderSiteFiles({
    catalogue,
    folder,
    out: settings.out,
    package: await readPublishedName(settings.out),
    repository: readRepository(parsePackageJson(manifest)['repository']),
    workflow: workflow === 'here',
  });
  const placed = await writeNewFiles('.', files);
  const edit = editPackageJson(manifest, folder, mendingCommand(settings));
  await writePackageJson(edit);
  const ignored = await addIgnoredPaths(ignoredPaths(folder));
  const elsewhere = { path: workflowPath, reason: 'it belongs into the root of the repository, which is further up' };
  reportSite(settings, terminal, {
    folder,
    ...placed,
    added: [...edit.added.map((member) => `package.json ${member}`), ...ignored.map((line) => `.gitignore ${line}`)],
    left: [
      ...placed.left,
      ...edit.left.map((reason) => ({ path: 'package.json', reason })),
      ...(workflow === 'further up' ? [elsewhere] : []),
    ],
    strangers: pages.filter((page) => !files.some(({ path }) => path === page)),
  });
  return exit.fine;
}

function checkFolder(given: string, { out }: Settings): string {
  const folder = relative('.', given).split(sep).join('/');
  // It stands in scripts, a workflow and addresses.
  if (!/^(?!\.)[\w.-]+(?:\/(?!\.)[\w.-]+)*$/.test(folder))
    throw new UsageError(
      'a site needs a folder of its own below this one, named in letters, digits, dots and hyphens: hookbook docs init docs',
    );
  const path = relative(resolve(out), resolve(folder));
  if (path === '' || !(path === '..' || path.startsWith(`..${sep}`)))
    throw new UsageError(`${folder} is where hookbook generate writes: name another folder for the site`);
  return folder;
}

function checkGenerators({ generators }: Settings): void {
  if (generators === null || generators.includes('contracts')) return;
  throw new UsageError('a site is made of asyncapi.json: add contracts to generators in the config file');
}

async function readCatalogue(settings: Settings, terminal: Terminal): Promise<Catalogue | null> {
  const { catalogue, problems: found } = await loadDocument(settings);
  const problems = judgeProblems(found, settings.strict).filter(({ severity }) => severity === 'error');
  tellProblems(terminal, problems, settings.document);
  if (catalogue && !haveErrors(problems)) return catalogue;
  terminal.tell(`${terminal.paintMessage('red', 'nothing was written')}: the document has errors`);
  return null;
}

/** Within a larger repository the workflow would stand where GitHub doesn't look. */
function placeOfWorkflow({ workflow = true }: DocsInitFlags): 'here' | 'further up' | null {
  if (!workflow) return null;
  const root = findRepositoryRoot('.');
  return root === null || root === resolve('.') ? 'here' : 'further up';
}

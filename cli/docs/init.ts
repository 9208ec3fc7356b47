import { relative, resolve, sep } from 'node:path';
import type { Catalogue } from '../../catalogue/model/model.js';
import { haveErrors, judgeProblems, tellProblems } from '../diagnostics.js';
import { exit, UsageError } from '../exit.js';
import { loadDocument } from '../load-document.js';
import { generateCommand, type Settings } from '../settings.js';
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
 * Writes a site for the project's document. Keeps existing files, and reports those that differ. Throws a UsageError if
 * the working directory is not a project, or if the folder can't be used for a site.
 */
export async function initDocs(given: string, flags: DocsInitFlags, settings: Settings, terminal: Terminal): Promise<number> {
  const folder = checkFolder(given, settings);
  checkGenerators(settings);
  const manifest = await readPackageJson();
  const catalogue = await readCatalogue(settings, terminal);
  if (catalogue === null) return exit.fault;
  const pages = findPages(folder);
  const workflow = locateWorkflow(flags);
  const files = renderSiteFiles({
    catalogue,
    folder,
    out: settings.out,
    package: await readPublishedName(settings.out),
    repository: readRepository(parsePackageJson(manifest)['repository']),
    workflow: workflow === 'here',
  });
  const placed = await writeNewFiles('.', files);
  const edit = editPackageJson(manifest, folder, generateCommand(settings));
  await writePackageJson(edit);
  const ignored = await addIgnoredPaths(ignoredPaths(folder));
  const elsewhere = { path: workflowPath, reason: 'it belongs in the root of the repository, which is a folder above' };
  reportSite(settings, terminal, {
    folder,
    ...placed,
    added: [...edit.added.map((member) => `package.json ${member}`), ...ignored.map((line) => `.gitignore ${line}`)],
    skipped: [
      ...placed.skipped,
      ...edit.skipped.map((reason) => ({ path: 'package.json', reason })),
      ...(workflow === 'above' ? [elsewhere] : []),
    ],
    otherPages: pages.filter((page) => !files.some(({ path }) => path === page)),
  });
  return exit.fine;
}

function checkFolder(given: string, { out }: Settings): string {
  const folder = relative('.', given).split(sep).join('/');
  // The name is used in scripts, a workflow and addresses.
  if (!/^(?!\.)[\w.-]+(?:\/(?!\.)[\w.-]+)*$/.test(folder))
    throw new UsageError(
      'the site needs its own folder below this one, named with letters, digits, dots and hyphens: hookbook docs init docs',
    );
  const path = relative(resolve(out), resolve(folder));
  if (path === '' || !(path === '..' || path.startsWith(`..${sep}`)))
    throw new UsageError(`${folder} is the output folder of hookbook generate: name another folder for the site`);
  return folder;
}

function checkGenerators({ generators }: Settings): void {
  if (generators === null || generators.includes('contracts')) return;
  throw new UsageError('the site needs asyncapi.json: add contracts to generators in the config file');
}

async function readCatalogue(settings: Settings, terminal: Terminal): Promise<Catalogue | null> {
  const { catalogue, problems: found } = await loadDocument(settings);
  const problems = judgeProblems(found, settings.strict).filter(({ severity }) => severity === 'error');
  tellProblems(terminal, problems, settings.document);
  if (catalogue && !haveErrors(problems)) return catalogue;
  terminal.tell(`${terminal.paintMessage('red', 'nothing was written')}: the document has errors`);
  return null;
}

/** GitHub only reads workflows in the repository's root. */
function locateWorkflow({ workflow = true }: DocsInitFlags): 'here' | 'above' | null {
  if (!workflow) return null;
  const root = findRepositoryRoot('.');
  return root === null || root === resolve('.') ? 'here' : 'above';
}

import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadCatalogue } from '../catalogue/catalogue.js';
import type { Problem } from '../catalogue/model/problem.js';
import { generateFiles, generatorNames } from '../generators/index.js';
import { writeFiles } from '../generators/output/write.js';
import { countProblems, haveErrors, judgeProblems, tellProblems } from './diagnostics.js';
import { openScope, tellScope } from './module-scope.js';
import { openTerminal } from './terminal.js';

/** What we use of a Generator: https://github.com/asyncapi/generator/blob/master/apps/generator/docs/api.md */
export interface AsyncapiGenerator {
  /** The text, or an already parsed document. */
  readonly originalAsyncAPI: unknown;
  /** The parsed document, with the path or URL of the text, if known. */
  readonly asyncapi?: { meta?(): { readonly asyncapi?: { readonly source?: unknown } } };
  readonly targetDir: string;
  readonly templateParams: { readonly root?: string; readonly strict?: string | boolean };
}

/**
 * Runs the template's hook: writes what `hookbook generate` writes, from the text that the AsyncAPI Generator got. Its
 * parsed document has no references any more, and so no names for types. Prints the document's problems to stderr, and
 * throws if any is an error.
 */
export async function generateFromTemplate(generator: AsyncapiGenerator): Promise<void> {
  const { originalAsyncAPI: text, targetDir, templateParams } = generator;
  if (typeof text !== 'string') throw new Error('hookbook takes the text of an AsyncAPI document, not a parsed one');
  const root = templateParams.root === undefined ? undefined : resolve(templateParams.root);
  if (root !== undefined && !existsSync(root)) throw new Error(`there is no folder ${root} for the parameter root`);
  const document = relative('', findDocument(generator) ?? join(root ?? '.', 'asyncapi.yaml'));
  const { catalogue, problems: found } = await loadCatalogue(document, root === undefined ? { text } : { text, root });
  const problems = judgeProblems(found, String(templateParams.strict ?? false) === 'true').map(nameParameter);
  const terminal = openTerminal(process);
  tellProblems(terminal, problems, document);
  if (!catalogue || haveErrors(problems)) throw new Error(`hookbook generated nothing: ${countProblems(problems)} in the document`);
  const scope = await openScope({ document, out: targetDir });
  await writeFiles(resolve(targetDir), await generateFiles(catalogue, generatorNames, { packageJson: scope.ours }));
  tellScope(terminal, scope, targetDir);
}

/** The document's path. The generator gives a path, the AsyncAPI CLI a file URL; null for a web address or text. */
function findDocument({ asyncapi }: AsyncapiGenerator): string | null {
  const source = asyncapi?.meta?.().asyncapi?.source;
  if (typeof source !== 'string' || /^https?:/i.test(source)) return null;
  return source.startsWith('file:') ? fileURLToPath(source) : resolve(source);
}

/** A fix names our option, which is a parameter of the AsyncAPI Generator. */
const nameParameter = (problem: Problem): Problem => ({ ...problem, fix: problem.fix.replace('--root', '--param root=<folder>') });

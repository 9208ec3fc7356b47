import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { loadCatalogue } from '../catalogue/catalogue.js';
import { writeFiles } from '../output/write.js';
import { generateFiles } from '../pipeline.js';
import { countProblems, haveErrors, judgeProblems, tellProblems } from './diagnostics.js';
import { openTerminal } from './terminal.js';

/** What we use of an AsyncAPI Generator: https://github.com/asyncapi/generator/blob/master/apps/generator/docs/api.md */
export interface AsyncapiGenerator {
  /** The text it was given, or a document someone parsed before. */
  readonly originalAsyncAPI: unknown;
  readonly targetDir: string;
  readonly templateParams: { readonly root?: string; readonly strict?: string | boolean };
}

/**
 * What the template's hook does: the same files as `hookbook generate`, from the text that the AsyncAPI Generator was given. Its own
 * parsed document would not do: references are resolved in it, and with them the names of types are gone. Throws where the document
 * has errors, after saying them on stderr.
 */
export async function generateFromTemplate({ originalAsyncAPI, targetDir, templateParams }: AsyncapiGenerator): Promise<void> {
  if (typeof originalAsyncAPI !== 'string') throw new Error('hookbook takes the text of an AsyncAPI document, not a parsed one');
  const root = resolve(templateParams.root ?? '.');
  if (!existsSync(root)) throw new Error(`there is no folder ${root} for the parameter root`);
  // The generator doesn't tell the file's name; nothing but messages shows it.
  const document = relative('', join(root, 'asyncapi.yaml'));
  const { catalogue, problems: found } = await loadCatalogue(document, { text: originalAsyncAPI, root });
  const problems = judgeProblems(found, String(templateParams.strict ?? false) === 'true');
  tellProblems(openTerminal(process), problems, document);
  if (!catalogue || haveErrors(problems)) throw new Error(`hookbook generated nothing: ${countProblems(problems)} in the document`);
  await writeFiles(resolve(targetDir), await generateFiles(catalogue));
}

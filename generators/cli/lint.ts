import { countProblems, haveErrors, judgeProblems, tellProblems } from './diagnostics.js';
import { exit } from './exit.js';
import { printable, renderJson } from './printable.js';
import type { Settings } from './settings.js';
import type { Terminal } from './terminal.js';

/** Says what is wrong with the document, and generates nothing. */
export async function lint(settings: Settings, terminal: Terminal): Promise<number> {
  const { loadCatalogue } = await import('../catalogue/catalogue.js');
  const { problems: found } = await loadCatalogue(settings.document);
  const problems = judgeProblems(found, settings.strict);
  if (settings.json) terminal.print(renderJson(problems));
  else if (problems.length === 0) terminal.print(`${terminal.paint('green', printable(settings.document))}: ${countProblems(problems)}`);
  tellProblems(terminal, problems, settings.document);
  return haveErrors(problems) ? exit.fault : exit.fine;
}

import { countProblems, haveErrors, judgeProblems, tellProblems } from './diagnostics.js';
import { exit } from './exit.js';
import { loadDocument } from './load-document.js';
import { printable, renderJson } from './printable.js';
import type { Settings } from './settings.js';
import type { Terminal } from './terminal.js';

/** Reports the document's problems. */
export async function lint(settings: Settings, terminal: Terminal): Promise<number> {
  const { problems: found } = await loadDocument(settings);
  const problems = judgeProblems(found, settings.strict);
  if (settings.json) terminal.print(renderJson(problems));
  else if (problems.length === 0) terminal.print(`${terminal.paint('green', printable(settings.document))}: ${countProblems(problems)}`);
  tellProblems(terminal, problems, settings.document);
  return haveErrors(problems) ? exit.fault : exit.fine;
}

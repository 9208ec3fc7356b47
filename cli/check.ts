import { join, resolve } from 'node:path';
import type { Drift } from '../generators/output/compare.js';
import type { OutputFile } from '../generators/output/generator.js';
import { isCode } from '../generators/output/package-json.js';
import { annotate } from './annotation.js';
import { count, haveErrors, judgeProblems, tellProblems } from './diagnostics.js';
import { exit } from './exit.js';
import { summarise } from './generate.js';
import { loadDocument } from './load-document.js';
import { openScope, tellScope } from './module-scope.js';
import { printable, printableLines, renderJson } from './printable.js';
import { runGenerators } from './run-generators.js';
import { generateCommand, type Settings } from './settings.js';
import type { Terminal } from './terminal.js';

/** Generates in memory and reports every missing, changed and stale file, and the fix. Writes nothing. */
export async function check(settings: Settings, terminal: Terminal): Promise<number> {
  const { catalogue, problems: found } = await loadDocument(settings);
  const scope = await openScope(settings);
  const problems = judgeProblems(found, settings.strict);
  const files = !catalogue || haveErrors(problems) ? null : await runGenerators(settings, catalogue, scope);
  const drift = files === null ? null : await findDrift(settings, files);
  const command = generateCommand(settings);
  if (settings.json) terminal.print(renderJson({ problems, drift: drift ?? [], command }));
  tellProblems(terminal, problems, settings.document);
  if (!catalogue || files === null || drift === null) return exit.fault;
  if (files.some(({ path }) => isCode(path))) tellScope(terminal, scope, settings.out);
  for (const { kind, path } of drift) {
    annotate(terminal, { severity: 'error', title: 'drift', file: join(settings.out, path), message: `${kind}; run: ${command}` });
  }
  if (drift.length === 0) {
    if (!settings.json) terminal.print(`${terminal.paint('green', printable(settings.out))}: up to date (${summarise(catalogue)})`);
    return exit.fine;
  }
  if (!settings.json) terminal.print(drift.map((each) => renderDrift(each, settings.out, terminal)).join('\n'));
  terminal.tell(
    `${count(drift.length, 'file')} in ${printable(settings.out)} ${drift.length === 1 ? 'is' : 'are'} out of date; run: ${printable(command)}`,
  );
  return exit.drift;
}

async function findDrift({ out }: Settings, files: readonly OutputFile[]): Promise<readonly Drift[]> {
  const { compareFiles } = await import('../generators/output/compare.js');
  return compareFiles(resolve(out), files);
}

const driftColours = { missing: 'red', changed: 'yellow', stale: 'cyan' } as const;

function renderDrift({ kind, path, diff }: Drift, out: string, terminal: Terminal): string {
  const head = `${terminal.paint(driftColours[kind], kind.padEnd(7))}  ${printable(join(out, path))}`;
  if (diff === '') return head;
  const lines = printableLines(diff).split('\n');
  return [head, ...lines.map((line) => `  ${paintDiffLine(line, terminal)}`)].join('\n');
}

function paintDiffLine(line: string, terminal: Terminal): string {
  if (line.startsWith('+')) return terminal.paint('green', line);
  if (line.startsWith('-')) return terminal.paint('red', line);
  return line;
}

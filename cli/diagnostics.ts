import { dirname, join } from 'node:path';
import type { Problem } from '../catalogue/model/problem.js';
import { annotate } from './annotation.js';
import { printable, printableLines } from './printable.js';
import type { Terminal } from './terminal.js';

type Paint = Terminal['paint'];

/** The problems as this run treats them: with `strict`, warnings are errors. */
export function judgeProblems(problems: readonly Problem[], strict: boolean): readonly Problem[] {
  return strict ? problems.map((problem) => ({ ...problem, severity: 'error' })) : problems;
}

/** Whether the problems stop the command. */
export const haveErrors = (problems: readonly Problem[]): boolean => problems.some(({ severity }) => severity === 'error');

/**
 * Prints all problems and their count to stderr; nothing if there are none. `document` is the path as the user gave it.
 * Paths of files that it refers to are also relative to the working directory, so that a terminal can open them.
 */
export function tellProblems(terminal: Terminal, problems: readonly Problem[], document: string): void {
  if (problems.length === 0) return;
  for (const problem of problems) {
    const file = problem.file === document || document === '' ? problem.file : join(dirname(document), problem.file);
    terminal.tell(`${renderProblem({ ...problem, file }, terminal.paintMessage)}\n`);
    annotate(terminal, { ...problem, file, title: problem.code, message: `${printable(problem.message)}\nfix: ${printable(problem.fix)}` });
  }
  terminal.tell(countProblems(problems));
}

/** `file:line:column  severity  code  message`, the code frame, the pointer and the fix. */
export function renderProblem({ file, line, column, severity, code, message, frame, pointer, fix }: Problem, paint: Paint): string {
  const head = [
    paint('bold', `${printable(file)}:${line}:${column}`),
    paint(severity === 'error' ? 'red' : 'yellow', severity),
    code,
    printable(message),
  ];
  const shown = frame === '' ? [] : printableLines(frame).split('\n');
  const body = [
    ...shown.map((text) => (text.startsWith('>') ? text : paint('dim', text))),
    ...(pointer === '' ? [] : [`at ${printable(pointer)}`]),
  ];
  return [head.join('  '), ...body.map((text) => `  ${text}`), `  ${paint('cyan', 'fix:')} ${printable(fix)}`].join('\n');
}

/** `2 errors, 1 warning` */
export function countProblems(problems: readonly Problem[]): string {
  const counts = (['error', 'warning'] as const).map((severity) =>
    count(problems.filter((problem) => problem.severity === severity).length, severity),
  );
  return counts.filter((text) => !text.startsWith('0 ')).join(', ') || 'no problems';
}

/** `1 file`, `2 files` */
export const count = (number: number, noun: string, plural = `${noun}s`): string => `${number} ${number === 1 ? noun : plural}`;

import { resolve } from 'node:path';
import type { Catalogue } from '../catalogue/model/model.js';
import type { Problem } from '../catalogue/model/problem.js';
import { type CacheKey, readCachedRun, writeCachedRun } from '../generators/output/cache.js';
import type { ModuleScope } from '../generators/output/module-scope.js';
import { packageJsonPath } from '../generators/output/package-json.js';
import type { Written } from '../generators/output/write.js';
import { generateFiles, generatesCode } from '../generators/pipeline.js';
import { count, haveErrors, judgeProblems, tellProblems } from './diagnostics.js';
import { exit } from './exit.js';
import { loadDocument } from './load-document.js';
import { openScope, tellScope } from './module-scope.js';
import { printable, renderJson } from './printable.js';
import type { Settings } from './settings.js';
import type { Terminal } from './terminal.js';

export interface Generated {
  readonly code: number;
  /** Absolute paths of the files that the document is made of, itself first. */
  readonly files: readonly string[];
}

/**
 * Writes what the document says into the output folder, and says what came of it. Where nothing changed since the last run it reads
 * files and hashes only, and loads neither the parser nor a generator; hence the late imports.
 */
export async function generate(settings: Settings, terminal: Terminal): Promise<Generated> {
  const startedAt = Date.now();
  const scope = await openScope(settings);
  const key: CacheKey = {
    document: resolve(settings.document),
    out: resolve(settings.out),
    // Problems name the document as it was named.
    options: [
      settings.document,
      settings.root ?? '',
      ...(settings.generators ?? ['all']),
      scope.ours ? packageJsonPath : '',
      ...(settings.providers ?? ['all']),
    ],
  };
  const cached = await readCachedRun(key);
  if (cached) {
    const result: Written = { written: [], deleted: [], unchanged: cached.count };
    return {
      code: report(settings, terminal, { problems: cached.problems, result, summary: cached.summary, scope }),
      files: cached.inputs,
    };
  }
  const { catalogue, problems, files: inputs } = await loadDocument(settings);
  if (!catalogue || haveErrors(judgeProblems(problems, settings.strict))) {
    return { code: report(settings, terminal, { problems, result: null, summary: '', scope }), files: inputs };
  }
  const { writeFiles } = await import('../generators/output/write.js');
  const files = await generateFiles(catalogue, settings.generators ?? undefined, { packageJson: scope.ours });
  const result = await writeFiles(key.out, files);
  const summary = summarise(catalogue);
  await writeCachedRun(key, { problems, summary, startedAt, inputs, files });
  return { code: report(settings, terminal, { problems, result, summary, scope }), files: inputs };
}

interface Outcome {
  readonly problems: readonly Problem[];
  /** null: nothing was written. */
  readonly result: Written | null;
  readonly summary: string;
  readonly scope: ModuleScope;
}

function report(settings: Settings, terminal: Terminal, { problems: found, result, summary, scope }: Outcome): number {
  const problems = judgeProblems(found, settings.strict);
  const stopped = result === null || haveErrors(problems);
  if (settings.json) terminal.print(renderJson({ problems, ...(stopped ? { written: [], deleted: [], unchanged: 0 } : result) }));
  tellProblems(terminal, problems, settings.document);
  if (stopped) {
    terminal.tell(`${terminal.paintMessage('red', 'nothing was generated')}: ${printable(settings.out)} is as it was`);
    return exit.fault;
  }
  if (generatesCode(settings.generators ?? undefined)) tellScope(terminal, scope, settings.out);
  if (!settings.json) terminal.print(`${terminal.paint('green', printable(settings.out))}: ${describe(result)} (${summary})`);
  return exit.fine;
}

function describe({ written, deleted, unchanged }: Written): string {
  if (written.length + deleted.length === 0) return `${count(unchanged, 'file')} up to date`;
  const parts = [
    `${count(written.length, 'file')} written`,
    ...(deleted.length > 0 ? [`${deleted.length} deleted`] : []),
    ...(unchanged > 0 ? [`${unchanged} up to date`] : []),
  ];
  return parts.join(', ');
}

/** `117 events of 5 providers` */
export function summarise({ providers }: Catalogue): string {
  const events = providers.reduce((sum, provider) => sum + provider.events.length, 0);
  return `${count(events, 'event')} of ${count(providers.length, 'provider')}`;
}

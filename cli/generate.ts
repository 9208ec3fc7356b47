import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Catalogue } from '../catalogue/model/model.js';
import type { Problem } from '../catalogue/model/problem.js';
import { isCustom } from '../generators/index.js';
import { type CacheKey, readCachedRun, writeCachedRun } from '../generators/output/cache.js';
import type { ModuleScope } from '../generators/output/module-scope.js';
import { isCode, packageJsonPath } from '../generators/output/package-json.js';
import type { Written } from '../generators/output/write.js';
import { listConfigModules } from './config-modules.js';
import { count, haveErrors, judgeProblems, tellProblems } from './diagnostics.js';
import { exit } from './exit.js';
import { loadDocument } from './load-document.js';
import { openScope, tellScope } from './module-scope.js';
import { printable, renderJson } from './printable.js';
import { runGenerators } from './run-generators.js';
import type { Settings } from './settings.js';
import type { Terminal } from './terminal.js';

export interface Generated {
  readonly code: number;
  /** Absolute paths of the output's sources: the document first, files it refers to, modules of custom generators. */
  readonly files: readonly string[];
}

/**
 * Generates into the output folder and reports the result. If nothing changed since the last run, it only reads files
 * and hashes them. The late imports avoid loading the parser and the generators for that.
 */
export async function generate(settings: Settings, terminal: Terminal): Promise<Generated> {
  const startedAt = Date.now();
  const scope = await openScope(settings);
  const key = cacheKey(settings, scope);
  const cached = key && (await readCachedRun(key));
  if (cached) {
    const { problems, summary, inputs, outputs } = cached;
    const result: Written = { written: [], deleted: [], unchanged: outputs.length };
    return { code: report(settings, terminal, { problems, result, summary, scope, outputs }), files: inputs };
  }
  const { catalogue, problems, files: inputs } = await loadDocument(settings);
  const files = [...inputs, ...listConfigModules(settings)];
  if (!catalogue || haveErrors(judgeProblems(problems, settings.strict))) {
    return { code: report(settings, terminal, { problems, result: null, summary: '', scope, outputs: [] }), files };
  }
  const { writeFiles } = await import('../generators/output/write.js');
  const generated = await runGenerators(settings, catalogue, scope);
  const result = await writeFiles(resolve(settings.out), generated);
  const summary = summarise(catalogue);
  if (key) await writeCachedRun(key, { problems, summary, startedAt, inputs, files: generated });
  return { code: report(settings, terminal, { problems, result, summary, scope, outputs: generated.map(({ path }) => path) }), files };
}

/** null: a custom generator may depend on anything, so its runs are not cached. */
function cacheKey({ document, root, out, generators, providers }: Settings, scope: ModuleScope): CacheKey | null {
  if (generators?.some(isCustom)) return null;
  return {
    document: resolve(document),
    out: resolve(out),
    // Problems show the document's path as the user gave it.
    options: [document, root ?? '', ...(generators ?? ['all']).map(String), scope.ours ? packageJsonPath : '', ...(providers ?? ['all'])],
  };
}

interface Outcome {
  readonly problems: readonly Problem[];
  /** null: nothing was written. */
  readonly result: Written | null;
  readonly summary: string;
  readonly scope: ModuleScope;
  /** The paths of the generated files. */
  readonly outputs: readonly string[];
}

function report(settings: Settings, terminal: Terminal, { problems: found, result, summary, scope, outputs }: Outcome): number {
  const problems = judgeProblems(found, settings.strict);
  const stopped = result === null || haveErrors(problems);
  if (settings.json) terminal.print(renderJson({ problems, ...(stopped ? { written: [], deleted: [], unchanged: 0 } : result) }));
  tellProblems(terminal, problems, settings.document);
  if (stopped) {
    const unchanged = existsSync(settings.out) ? `: ${printable(settings.out)} is unchanged` : '';
    terminal.tell(`${terminal.paintMessage('red', 'nothing was generated')}${unchanged}`);
    return exit.fault;
  }
  if (outputs.some(isCode)) tellScope(terminal, scope, settings.out);
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

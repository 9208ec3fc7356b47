import { dirname, join, relative, resolve } from 'node:path';
import { type ModuleScope, openModuleScope, type ScopeWarning } from '../generators/output/module-scope.js';
import { packageJsonPath } from '../generators/output/package-json.js';
import { annotate } from './annotation.js';
import { printable } from './printable.js';
import type { Settings } from './settings.js';
import type { Terminal } from './terminal.js';

/** Inspects the module scope of the output folder. A project owns the folder with its document or working folder. */
export function openScope({ document, out }: Pick<Settings, 'document' | 'out'>): Promise<ModuleScope> {
  return openModuleScope(resolve(out), [resolve('.'), resolve(dirname(document))]);
}

/** Warns on stderr if generated code will not be read as ES modules, and says what to do. */
export function tellScope(terminal: Terminal, { warning }: ModuleScope, out: string): void {
  if (warning === null) return;
  const { file, message, fix } = describeWarning(warning, out);
  const head = `${terminal.paintMessage('bold', printable(file))}  ${terminal.paintMessage('yellow', 'warning')}  ${printable(message)}`;
  terminal.tell(`${head}\n  ${terminal.paintMessage('cyan', 'fix:')} ${printable(fix)}`);
  annotate(terminal, { severity: 'warning', title: 'module type', file, message: `${message}\nfix: ${fix}` });
}

function describeWarning(
  { kind, path }: ScopeWarning,
  out: string,
): { readonly file: string; readonly message: string; readonly fix: string } {
  const elsewhere = 'generate into a folder that has nothing else in it, as with --out generated';
  if (path === null)
    return {
      file: join(out, packageJsonPath),
      message: `there is none, so the generated ES modules may be taken for CommonJS`,
      fix: elsewhere,
    };
  const file = relative('.', path);
  const message = 'has no "type": "module", so the generated ES modules are taken for CommonJS';
  if (kind === 'own') return { file, message, fix: `add "type": "module" to it, or ${elsewhere}` };
  return { file, message, fix: `${elsewhere}: a package.json in ${out} would apply to the other code there too` };
}

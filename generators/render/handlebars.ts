import { readdirSync, readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import { toolkitFile } from '../../catalogue/model/toolkit-file.js';

export type CompileTemplate = <View extends object>(folder: string, name: string) => (view: View) => string;

const options = {
  noEscape: true,
  strict: true,
  // A partial's lines come out as they are: indentation would change text inside fences and template literals.
  preventIndent: true,
  knownHelpersOnly: true,
} as const;

/** The template `templates/<folder>/<name>.hbs`, compiled once. The folder's `.hbs` files are partials by name. */
export const compileTemplate: CompileTemplate = openTemplates(toolkitFile('templates/'));

/** The same for another root; it ends in `/`. */
export function openTemplates(root: URL): CompileTemplate {
  const engines = new Map<string, typeof Handlebars>();
  const compiled = new Map<string, Handlebars.TemplateDelegate>();
  return (folder, name) => {
    const engine = engines.get(folder) ?? createEngine(new URL(`${folder}/`, root));
    engines.set(folder, engine);
    const key = `${folder}/${name}`;
    const template = compiled.get(key) ?? engine.compile(readTemplate(new URL(`${folder}/`, root), name), options);
    compiled.set(key, template);
    return template;
  };
}

function readTemplate(folder: URL, name: string): string {
  return readFileSync(new URL(`${name}.hbs`, folder), 'utf8').replaceAll('\r\n', '\n');
}

function createEngine(folder: URL): typeof Handlebars {
  const engine = Handlebars.create();
  for (const name of ['if', 'unless', 'each', 'with'] as const) guard(engine, name);
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.hbs')) continue;
    const name = file.slice(0, -'.hbs'.length);
    engine.registerPartial(name, engine.compile(readTemplate(folder, name), options));
  }
  return engine;
}

/** `strict` doesn't cover the arguments of helpers, so the built-in ones check theirs. */
function guard(engine: typeof Handlebars, name: 'if' | 'unless' | 'each' | 'with'): void {
  const original = engine.helpers[name];
  engine.registerHelper(name, function (this: unknown, value: unknown, call: Handlebars.HelperOptions) {
    if (value === undefined) throw new Error(`{{#${name}}}: no such name in the view`);
    if (name === 'each' && !Array.isArray(value)) throw new Error('{{#each}} takes a list');
    return original?.call(this, value, call);
  });
}

import { readFileSync } from 'node:fs';
import { environmentNames } from '../../catalogue/model/environment.js';
import { pascalCase } from '../../catalogue/model/names.js';
import { toolkitFile } from '../../catalogue/model/toolkit-file.js';
import type { OutputFile } from '../../generators/output/generator.js';
import { compileTemplate } from '../../generators/render/handlebars.js';

/** Checked: only characters that need no escaping in YAML, JSON, Markdown and JavaScript. */
export interface Answers {
  readonly provider: string;
  readonly event: string;
}

/** The files of a new project. Templates can't be called .gitignore: npm leaves such files out of packages. */
export function renderProject({ provider, event }: Answers): OutputFile[] {
  const { version } = JSON.parse(readFileSync(toolkitFile('package.json'), 'utf8')) as { readonly version: string };
  const identifier = pascalCase(provider);
  const view = {
    provider,
    event,
    version,
    identifier,
    title: provider.split('-').map(capitalise).join(' '),
    eventTitle: capitalise(event.replace(/[._-]/g, ' ')),
    header: provider.split('-').map(capitalise).join('-'),
    secret: environmentNames({ key: provider, signature: null }).secret,
  };
  return [
    ['asyncapi.yaml', 'asyncapi.yaml'],
    ['package.json', 'package.json'],
    ['README.md', 'README.md'],
    ['.gitignore', 'gitignore'],
    ['.gitattributes', 'gitattributes'],
  ].map(([path = '', template = '']) => ({ path, contents: compileTemplate('init', template)(view) }));
}

const capitalise = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

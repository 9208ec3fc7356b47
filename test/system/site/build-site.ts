import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Catalogue } from '../../../catalogue/model/model.js';
import { generateFiles } from '../../../generators/index.js';
import { repository } from '../hookbook.js';

const paths = (folder: string, pages: string) =>
  `import { site } from '${folder}.vitepress/hookbook.js';\n\nexport default site.${pages};\n`;
const siteFiles = {
  'docs/.vitepress/hookbook.ts': `import { openSite } from 'hookbook/site';\n\nexport const site = openSite({ generated: new URL('../../generated/', import.meta.url) });\n`,
  'docs/.vitepress/config.ts': `import { site } from './hookbook.js';\n\nexport default { extends: site.config, title: 'Hooks', titleTemplate: ':title | Hooks', ignoreDeadLinks: true };\n`,
  'docs/.vitepress/theme/index.ts': `export { default } from 'hookbook/site/theme';\n`,
  'docs/reference/[provider]/index.md': '<!-- @content -->\n',
  'docs/reference/[provider]/index.paths.ts': paths('../../', 'providerPages'),
  'docs/reference/[provider]/[event]/index.md': '<!-- @content -->\n',
  'docs/reference/[provider]/[event]/index.paths.ts': paths('../../../', 'eventPages'),
};

export interface Built {
  /** What the build printed, and its exit code. */
  readonly output: string;
  readonly code: number | null;
  /** The contents of the built files by their path in the site. */
  readonly files: ReadonlyMap<string, string>;
  remove(): void;
}

/** A project of its own with a site of the catalogue, below node_modules so that packages are found, and the site as VitePress builds it. */
export async function buildSite(name: string, catalogue: Catalogue, pages: Readonly<Record<string, string>>): Promise<Built> {
  const box = join(repository, 'node_modules/.cache', name);
  rmSync(box, { recursive: true, force: true });
  const generated = await generateFiles(catalogue);
  const files = Object.fromEntries(generated.map(({ path, contents }) => [`generated/${path}`, contents]));
  for (const [path, contents] of Object.entries({ ...siteFiles, ...pages, ...files, 'package.json': '{"type":"module"}' })) {
    mkdirSync(dirname(join(box, path)), { recursive: true });
    writeFileSync(join(box, path), contents);
  }
  mkdirSync(join(box, 'node_modules'));
  symlinkSync(repository, join(box, 'node_modules/hookbook'));
  const { code, output } = await runVitePress(box);
  const dist = join(box, 'docs/.vitepress/dist');
  const names =
    code === 0 ? readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(?:js|html|json|css)$/.test(path)) : [];
  return {
    code,
    output,
    files: new Map(names.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(dist, path), 'utf8')])),
    remove: () => rmSync(box, { recursive: true, force: true }),
  };
}

function runVitePress(box: string): Promise<{ readonly code: number | null; readonly output: string }> {
  const child = spawn(process.execPath, [join(repository, 'node_modules/vitepress/bin/vitepress.js'), 'build', 'docs'], {
    cwd: box,
    env: { ...process.env, NODE_ENV: 'production' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, hookbook, newProject } from './hookbook.js';
import { linkPackages, vitepress } from './site-project.js';

/** Builds the site as `npm run docs:build` does, and gives its pages by their path. */
function build(project: string, folder = 'docs', env: Readonly<Record<string, string>> = {}): Map<string, string> {
  const { status, stdout, stderr } = spawnSync(process.execPath, [vitepress, 'build', folder], {
    cwd: project,
    env: { ...process.env, NO_COLOR: '1', ...env },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the site doesn't build:\n${stdout}${stderr}`);
  const dist = join(project, folder, '.vitepress/dist');
  const pages = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.html'));
  return new Map(pages.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(dist, path), 'utf8')]));
}

/** Every file of a project but what was installed and built. */
function readProject(project: string): Record<string, string> {
  const files = readdirSync(project, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/node_modules|\.vitepress[\\/](?:dist|cache)/.test(path.slice(project.length)));
  return Object.fromEntries(files.sort().map((path) => [path, readFileSync(path, 'utf8')]));
}

const hostileTitle = `</title><script>alert('title')</script>{{ constructor }} __VP_STATIC_END__' \${x} "`;

/** AsyncAPI 2, one provider, and a title that would be a program. */
const hostileDocument = {
  asyncapi: '2.6.0',
  info: { title: hostileTitle, version: '1.0.0', description: hostileTitle },
  channels: {
    hooks: {
      subscribe: { message: { $ref: '#/components/messages/signup' } },
      'x-webhook': { provider: 'accounts', title: hostileTitle },
    },
  },
  components: {
    messages: {
      signup: {
        name: 'user.signedup',
        title: hostileTitle,
        contentType: 'application/json',
        payload: { type: 'object', required: ['email'], properties: { email: { type: 'string' } } },
        examples: [{ name: 'default', payload: { email: 'a@example.com' } }],
      },
    },
  },
};

describe('docs init', () => {
  it('writes a site that builds, and leaves it to its owner', async () => {
    const cwd = await newProject();
    linkPackages(cwd);
    const first = await hookbook(['docs', 'init'], { cwd });
    expect(first).toMatchObject({ code: 0, stderr: expect.stringContaining('next: SCARF_ANALYTICS=false npm install && npm run docs') });
    const { scripts } = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8'));
    expect(scripts['docs:build']).toBe('hookbook generate && vitepress build docs');
    expect((await hookbook(['generate', '--strict'], { cwd })).code).toBe(0);

    const before = readProject(cwd);
    expect(await hookbook(['docs', 'init'], { cwd })).toMatchObject({
      code: 0,
      stdout: 'docs: nothing to write, the site already exists\n',
    });
    expect(readProject(cwd)).toEqual(before);

    const pages = build(cwd, 'docs', { DOCS_BASE: '/hooks' });
    for (const path of ['index.html', 'reference/index.html', 'reference/acme/index.html', 'reference/acme/order.created/index.html'])
      expect([...pages.keys()]).toContain(path);
    expect(pages.get('reference/acme/order.created/index.html')).toContain('Sent when order.created happens.');
    for (const page of pages.values()) {
      expect(page).toContain('http-equiv="Content-Security-Policy"');
      expect(page).toContain('href="/hooks/favicon.svg"');
      expect(
        [...page.matchAll(/(?:src|href)="(\/[^"]*)"/g)].map(([, path]) => path).filter((path) => !path?.startsWith('/hooks/')),
      ).toEqual([]);
    }
    // The theme's own style sheet, and not VitePress's alone.
    const dist = join(cwd, 'docs/.vitepress/dist');
    const styles = readdirSync(join(dist, 'assets')).filter((name) => name.endsWith('.css'));
    expect(styles.map((name) => readFileSync(join(dist, 'assets', name), 'utf8')).join('')).toContain('--code-keyword');

    const mine = join(cwd, 'docs/index.md');
    writeFileSync(mine, '# Mine\n');
    expect(await hookbook(['docs', 'init'], { cwd })).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('skipped docs/index.md: it exists, with other contents'),
    });
    expect(readFileSync(mine, 'utf8')).toBe('# Mine\n');
  });

  it('fits into a project that is CommonJS, has docs already, and another document', async () => {
    const cwd = emptyFolder();
    linkPackages(cwd);
    mkdirSync(join(cwd, 'site/guides'), { recursive: true });
    writeFileSync(join(cwd, 'site/guides/start.md'), '# Start\n\n[A file](../../src/index.js)\n');
    writeFileSync(join(cwd, 'package.json'), JSON.stringify({ name: 'app', scripts: { docs: 'typedoc' }, repository: 'acme/app' }));
    writeFileSync(join(cwd, 'hooks.json'), JSON.stringify(hostileDocument));
    const project = ['--document', 'hooks.json', '--out', 'made by #1'];
    expect(await hookbook(['generate', ...project], { cwd })).toMatchObject({ code: 0 });
    const { code, stdout } = await hookbook(['docs', 'init', 'site', ...project, '--json'], { cwd });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      folder: 'site',
      written: expect.arrayContaining(['site/.vitepress/config.mjs', '.github/workflows/docs.yml']),
      skipped: [{ path: 'package.json', reason: expect.stringContaining('scripts.docs is "typedoc"') }],
      otherPages: ['site/guides/start.md'],
    });
    const { scripts } = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8'));
    expect(scripts['docs:build']).toBe("hookbook generate --document hooks.json --out 'made by #1' && vitepress build site");

    const pages = build(cwd, 'site');
    expect([...pages.keys()]).toContain('reference/accounts/signup/index.html');
    expect(pages.get('guides/start.html')).toContain('href="https://github.com/acme/app/blob/HEAD/src/index.js"');
    for (const page of pages.values()) {
      expect(page).not.toMatch(/<script>alert|<script[^>]*>[^<]*alert\('title'\)/);
      expect(page).toMatch(/<title>[^<]*‹\/title›‹script›/);
    }
    expect(pages.get('index.html')).toContain('{{ constructor }}'.replaceAll('{', '&#123;').replaceAll('}', '&#125;'));
  });

  it('writes nothing where the document has errors, or there is no project', async () => {
    const cwd = await newProject();
    writeFileSync(join(cwd, 'asyncapi.yaml'), 'asyncapi: 9.0.0\n');
    const before = readProject(cwd);
    expect(await hookbook(['docs', 'init'], { cwd })).toMatchObject({ code: 1, stderr: expect.stringContaining('nothing was written') });
    expect(readProject(cwd)).toEqual(before);
    expect(await hookbook(['docs', 'init'], { cwd: emptyFolder() })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no package.json'),
    });
    for (const folder of ['.', '..', '../docs', 'a b', 'generated', 'generated/docs'])
      expect({ folder, ...(await hookbook(['docs', 'init', folder], { cwd })) }).toMatchObject({ folder, code: 2, stdout: '' });
  });

  it('leaves out the workflow within a larger repository, where GitHub would not find it', async () => {
    const root = emptyFolder();
    mkdirSync(join(root, '.git'));
    mkdirSync(join(root, 'hooks'));
    expect((await hookbook(['init', '--yes'], { cwd: join(root, 'hooks') })).code).toBe(0);
    const { stderr } = await hookbook(['docs', 'init'], { cwd: join(root, 'hooks') });
    expect(stderr).toContain('skipped .github/workflows/docs.yml: it belongs in the root of the repository');
    expect(existsSync(join(root, 'hooks/.github'))).toBe(false);
  });
});

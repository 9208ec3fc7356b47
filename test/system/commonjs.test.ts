import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { readTree } from '../unit/output/temporary-folder.js';
import { hookbook, newProject, repository } from './hookbook.js';

/** A project whose package.json is this, with generated code. */
async function projectWith(packageJson: object): Promise<string> {
  const cwd = await newProject();
  writeFileSync(join(cwd, 'package.json'), JSON.stringify({ name: 'app', version: '1.0.0', ...packageJson }));
  expect(await hookbook(['generate'], { cwd })).toMatchObject({ code: 0, stderr: '' });
  return cwd;
}

const app = `
const { createHmac } = require('node:crypto');
const { createAcmeReceiver } = require('../generated/receivers/acme.js');
const fixture = require('../generated/fixtures/acme/order.created.json');

const secret = 'a secret of some length';
const seen = [];
const receiver = createAcmeReceiver({ secrets: [secret], on: { 'order.created': async ({ data }) => void seen.push(data.id) } });
const body = JSON.stringify(fixture);
const signature = createHmac('sha256', secret).update(body).digest('hex');
const send = (signed) =>
  receiver.fetch(
    new Request('http://localhost/webhooks/acme', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-acme-signature': signed },
      body,
    }),
  );
(async () => {
  const statuses = [(await send(signature)).status, (await send('0'.repeat(64))).status];
  await receiver.close();
  console.log(JSON.stringify({ statuses, seen }));
})();
`;

describe('a project of CommonJS', () => {
  test.each([
    { name: 'that says so', packageJson: { type: 'commonjs' } },
    { name: 'that says nothing', packageJson: {} },
  ])('$name requires a receiver, which handles a signed request', async ({ packageJson }) => {
    const cwd = await projectWith(packageJson);
    mkdirSync(join(cwd, 'src'));
    writeFileSync(join(cwd, 'src/app.js'), app);
    const { status, stdout, stderr } = spawnSync(process.execPath, ['src/app.js'], { cwd, encoding: 'utf8' });
    expect({ status, stdout: stdout.trim() }).toEqual({ status: 0, stdout: '{"statuses":[200,401],"seen":["obj_1"]}' });
    expect(stderr).not.toMatch(/To load an ES module|MODULE_TYPELESS/);
  });

  it('compiles against the types', async () => {
    const cwd = await projectWith({ type: 'commonjs' });
    writeFileSync(
      join(cwd, 'app.ts'),
      `import { createAcmeReceiver } from './generated/receivers/acme.js';
import type { OrderCreated } from './generated/types/acme.js';

export const idOf = (event: OrderCreated): string => event.data.id;
export const receiver = createAcmeReceiver({ secrets: ['s'.repeat(20)], on: { 'order.created': async (event) => void idOf(event) } });
// @ts-expect-error There is no such event.
createAcmeReceiver({ secrets: ['s'.repeat(20)], on: { 'order.creatd': async () => {} } });
`,
    );
    for (const module of ['node20', 'nodenext']) {
      const tsc = join(repository, 'node_modules/typescript/bin/tsc');
      const args = ['--noEmit', '--strict', '--module', module, '--target', 'es2022', '--skipLibCheck', '--typeRoots', './none', 'app.ts'];
      const { status, stdout } = spawnSync(process.execPath, [tsc, ...args], { cwd, encoding: 'utf8' });
      expect({ module, status, stdout }).toEqual({ module, status: 0, stdout: '' });
    }
  });
});

describe('the package.json in the output folder', () => {
  it('is one of the generated files: listed, checked, restored', async () => {
    const cwd = await projectWith({ type: 'commonjs' });
    const path = join(cwd, 'generated/package.json');
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
      type: 'module',
      sideEffects: ['./testing/vitest.js', './testing/jest.js'],
    });
    expect(JSON.parse(readFileSync(join(cwd, 'generated/manifest.json'), 'utf8')).files).toContain('package.json');
    rmSync(path);
    expect(await hookbook(['check'], { cwd })).toMatchObject({ code: 3, stdout: 'missing  generated/package.json\n' });
    expect((await hookbook(['generate'], { cwd })).stdout).toMatch(/1 file written/);
    expect((await hookbook(['check'], { cwd })).code).toBe(0);
  });

  it('is left to whoever wrote it or adds to it, with a warning where it is not of modules', async () => {
    const cwd = await projectWith({ type: 'commonjs' });
    const path = join(cwd, 'generated/package.json');
    const mine = '{ "name": "@acme/webhooks", "type": "module" }\n';
    writeFileSync(path, mine);
    expect(await hookbook(['generate'], { cwd })).toMatchObject({ code: 0, stderr: '' });
    expect(await hookbook(['check'], { cwd })).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(path, 'utf8')).toBe(mine);

    writeFileSync(path, '{}');
    for (const command of ['generate', 'check', 'generate']) {
      const { code, stderr } = await hookbook([command], { cwd });
      expect({ command, code }).toEqual({ command, code: 0 });
      expect(stderr).toMatch(/^generated\/package\.json {2}warning {2}has no "type": "module".*\n {2}fix: add "type": "module" to it/);
    }
    expect(readFileSync(path, 'utf8')).toBe('{}');
    rmSync(path);
    expect((await hookbook(['generate'], { cwd })).stdout).toMatch(/2 files written/); // with the manifest
  });

  it("is not written over the project's own where the output folder is the project's, nor into one with other code", async () => {
    const cwd = await newProject();
    const packageJson = '{"name":"app","type":"commonjs"}';
    writeFileSync(join(cwd, 'package.json'), packageJson);
    writeFileSync(join(cwd, 'hookbook.config.json'), '{"out":"."}');
    const { code, stderr } = await hookbook(['generate'], { cwd });
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(/^package\.json {2}warning .*\n {2}fix: .*--out generated/),
    });
    expect(readFileSync(join(cwd, 'package.json'), 'utf8')).toBe(packageJson);
    expect(await hookbook(['check'], { cwd })).toMatchObject({ code: 0 });

    mkdirSync(join(cwd, 'src'));
    writeFileSync(join(cwd, 'src/server.js'), "require('node:http');\n");
    expect((await hookbook(['generate', '--out', 'src'], { cwd })).stderr).toMatch(
      /fix: generate into .*: a package\.json in src would apply to the other code there/,
    );
    expect(Object.keys(readTree(join(cwd, 'src')))).not.toContain('package.json');
  });

  it('is not needed where no code is generated', async () => {
    const cwd = await newProject();
    writeFileSync(join(cwd, 'hookbook.config.json'), '{"generators":["schemas","reference"]}');
    expect(await hookbook(['generate'], { cwd })).toMatchObject({ code: 0, stderr: '' });
    expect(Object.keys(readTree(join(cwd, 'generated')))).not.toContain('package.json');
  });
});

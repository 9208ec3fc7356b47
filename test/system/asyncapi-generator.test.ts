import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTree } from '../unit/output/temporary-folder.js';
import { emptyFolder, hookbook, repository } from './hookbook.js';

const ag = join(repository, 'node_modules/@asyncapi/generator/cli.js');

/** Runs the AsyncAPI Generator on our template; a proxy that is not there keeps it off the network. */
function generateFromTemplate(document: string, out: string, ...args: readonly string[]) {
  const proxy = 'http://127.0.0.1:9';
  return spawnSync(
    process.execPath,
    [ag, document, './templates/asyncapi', '--output', out, '--force-write', '--disable-warning', ...args],
    {
      cwd: repository,
      encoding: 'utf8',
      env: { ...process.env, npm_config_offline: 'true', HTTPS_PROXY: proxy, HTTP_PROXY: proxy },
    },
  );
}

// Its parser alone takes several seconds for our own document.
describe('under the AsyncAPI Generator', { timeout: 300_000 }, () => {
  it('the template gives byte for byte what hookbook generate gives', () => {
    const [ours, theirs] = [emptyFolder(), emptyFolder()];
    expect(hookbook(['generate', '--out', ours], { cwd: repository }).code).toBe(0);
    const { status, stderr } = generateFromTemplate('asyncapi.yaml', theirs);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const tree = readTree(ours);
    expect(Object.keys(tree).length).toBeGreaterThan(20);
    expect(readTree(theirs)).toEqual(tree);
  });

  it('references resolve against the folder that the parameter root names', () => {
    const folder = emptyFolder();
    const document = join(folder, 'asyncapi.yaml');
    const message =
      "{ name: ping, description: Sent to try the line., payload: { $ref: './ping.yaml' }, examples: [{ payload: { a: x } }] }";
    writeFileSync(
      document,
      `asyncapi: 3.1.0\ninfo: { title: Line, version: 1.0.0 }\nchannels:\n  line: { address: /line, messages: { ping: ${message} } }\n`,
    );
    writeFileSync(join(folder, 'ping.yaml'), 'type: object\nrequired: [a]\nproperties: { a: { type: string } }\n');
    const { status, stderr } = generateFromTemplate(document, join(folder, 'theirs'), '--param', `root=${folder}`);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    hookbook(['generate'], { cwd: folder });
    expect(readTree(join(folder, 'theirs'))).toEqual(readTree(join(folder, 'generated')));
  });

  it('a document at fault fails the run, and says where', () => {
    const folder = emptyFolder();
    const document = join(folder, 'asyncapi.yaml');
    const schema = '{ type: string, pattern: "(a+)+$" }';
    writeFileSync(
      document,
      `asyncapi: 3.1.0\ninfo: { title: Line, version: 1.0.0 }\nchannels:\n  line: { address: /line, messages: { ping: { payload: ${schema} } } }\n`,
    );
    const { status, stderr } = generateFromTemplate(document, join(folder, 'out'), '--param', `root=${folder}`);
    expect(status).toBe(1);
    expect(stderr).toMatch(/asyncapi\.yaml:4:\d+ {2}error {2}unsafe-pattern/);
    expect(readTree(join(folder, 'out'))).toEqual({});
  });
});

import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { emptyFolder } from './hookbook.js';

/** What a test says of the sample document. */
export interface Sample {
  readonly version?: string;
  /** Names of events. */
  readonly events?: readonly string[];
  /** The data's members, all of them required. */
  readonly members?: readonly string[];
  readonly header?: string;
}

/** A document of the shop's events, in JSON, which is YAML too. */
export function sampleDocument({ version = '1.0.0', events = ['order.created'], members = ['id'], header }: Sample = {}): string {
  const schema = dataSchema(members);
  const message = (name: string) => ({
    name,
    description: `Sent for ${name}.`,
    payload: { type: 'object', required: ['type', 'data'], properties: { type: { const: name }, data: schema } },
  });
  const signature = { header, algorithm: 'hmac-sha256', encoding: 'hex', signed: '{body}' };
  return JSON.stringify(
    {
      asyncapi: '3.1.0',
      info: { title: 'Shop', version },
      channels: {
        shop: {
          address: '/webhooks/shop',
          messages: Object.fromEntries(events.map((name) => [name, message(name)])),
          'x-webhook': { provider: 'shop', ...(header === undefined ? {} : { signature }) },
        },
      },
    },
    null,
    2,
  );
}

const dataSchema = (members: readonly string[]) => ({
  type: 'object',
  required: members,
  properties: Object.fromEntries(members.map((name) => [name, { type: 'string' }])),
});

/** A folder with these files. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = emptyFolder();
  writeFiles(folder, files);
  return folder;
}

export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** Runs git, on its own settings alone. Throws where it fails. */
export function git(cwd: string, ...args: string[]): string {
  const { GIT_DIR: _dir, GIT_INDEX_FILE: _index, GIT_WORK_TREE: _tree, ...inherited } = process.env;
  const author = { GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@b.example', GIT_COMMITTER_NAME: 'A', GIT_COMMITTER_EMAIL: 'a@b.example' };
  const env = { ...inherited, ...author, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  const { status, stdout, stderr } = spawnSync('git', args, { cwd, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout.trim();
}

/** A repository whose branch main has these files in one commit. */
export function repositoryWith(files: Readonly<Record<string, string>>): string {
  const folder = folderWith(files);
  git(folder, 'init', '-q', '-b', 'main');
  commit(folder, 'first');
  return folder;
}

export function commit(folder: string, message: string): void {
  git(folder, 'add', '-A');
  git(folder, 'commit', '-q', '-m', message);
}

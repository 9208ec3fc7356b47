import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sqliteInbox } from '../../runtime/src/sqlite.js';
import { emptyFolder, hookbook } from './hookbook.js';
import { arrival, receiverFolder } from './receiver-folder.js';

const inInbox = (args: readonly string[], cwd: string) => hookbook(['inbox', ...args, '--inbox', 'inbox.db'], { cwd });
const listed = async (cwd: string, ...args: string[]) =>
  (JSON.parse((await inInbox(['list', '--json', ...args], cwd)).stdout) as { key: string; id: string; state: string }[]).map(
    ({ id, state }) => `${id} ${state}`,
  );

describe('inbox', () => {
  it('list: a line each, the latest last, and nothing that steers a terminal', async () => {
    const { code, stdout, stderr } = await inInbox(['list'], await receiverFolder());
    expect({ code, stderr }).toEqual({ code: 0, stderr: '5 deliveries\n' });
    expect(
      stdout
        .replace(/due {23}|20\d\d-(?!01-02)\S+ {2}| {26}(?=shop)/g, '')
        .trimEnd()
        .split('\n'),
    ).toEqual([
      'key  received                  state     attempts  event               id      error',
      '1    2026-01-02T03:04:05.678Z  done      1         shop.order.created  done',
      '2    2026-01-02T03:04:05.678Z  dead      1         shop.order.created  dead 1  Error: no \\u001b[31mdatabase',
      '3    2026-01-02T03:04:05.678Z  dead      1         shop.order.deleted  dead 2  Error: no \\u001b[31mdatabase',
      expect.stringMatching(/^4 .* conflict {2}0 {9}shop\.order\.created {2}done {4}\S/),
      '5    2026-01-02T03:04:05.678Z  pending   0         shop.?              waits',
    ]);
  });

  it('list: those that fit, at most so many, as JSON too', async () => {
    const cwd = await receiverFolder();
    expect(await listed(cwd, '--state', 'dead')).toEqual(['dead 1 dead', 'dead 2 dead']);
    expect(await listed(cwd, '--event', 'order.deleted')).toEqual(['dead 2 dead']);
    expect(await listed(cwd, '--provider', 'else')).toEqual([]);
    const { stdout, stderr } = await inInbox(['list', '--limit', '1'], cwd);
    expect(stdout).toContain('waits');
    expect(stderr).toContain('4 earlier deliveries are not shown');
  });

  it('list and show: until when what is pending waits; no column where nothing does', async () => {
    const cwd = await receiverFolder();
    expect((await inInbox(['list', '--state', 'dead'], cwd)).stdout).not.toContain('due');
    const [head = '', waiting = ''] = (await inInbox(['list', '--state', 'pending'], cwd)).stdout.split('\n');
    expect(waiting.slice(head.indexOf('due'))).toMatch(/^20\d\d-\d\d-\d\dT\S+Z /);
    const { stdout } = await inInbox(['list', '--json'], cwd);
    const settled = (JSON.parse(stdout) as { dueAt: number | null }[]).map(({ dueAt }) => dueAt === null);
    expect(settled).toEqual([true, true, true, true, false]);
    expect((await inInbox(['show', '5'], cwd)).stdout).toMatch(/^due {7}20\d\d-/m);
    expect((await inInbox(['replay', '5'], cwd)).stderr).toMatch(/runs when it is due, 20\d\d-/);
    expect(JSON.parse((await inInbox(['show', '5', '--json'], cwd)).stdout).dueAt).toBeGreaterThan(0);
  });

  it('show: headers, body, and what else came under the id', async () => {
    const cwd = await receiverFolder();
    const { code, stdout } = await inInbox(['show', '1'], cwd);
    expect(code).toBe(0);
    for (const part of ['shop.order.created', 'content-type: application/json', '{"id":"done"}', 'same id   4 (conflict)'])
      expect(stdout).toContain(part);
    expect((await inInbox(['show', '3'], cwd)).stdout).toContain('\\u001b[2J');
    const shown = JSON.parse((await inInbox(['show', '5', '--json'], cwd)).stdout);
    expect(shown).toMatchObject({ key: '5', event: null, body: '{"id":"é"}', bodyBase64: Buffer.from('{"id":"é"}').toString('base64') });
    expect(await inInbox(['show', '99'], cwd)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('no delivery has the key or id 99'),
    });
  });

  it('show and replay: take an id as well as a key; the id of a conflict is that of the first body', async () => {
    const cwd = await receiverFolder();
    expect((await inInbox(['show', 'dead 1'], cwd)).stdout).toContain('key       2\n');
    expect((await inInbox(['show', 'done'], cwd)).stdout).toContain('key       1\n');
    expect(await inInbox(['replay', 'dead 2'], cwd)).toMatchObject({ code: 0, stdout: '1 delivery will run again\n' });
    const inbox = sqliteInbox(join(cwd, 'inbox.db'));
    await inbox.store({ ...arrival('dead 1'), provider: 'other' });
    await inbox.close();
    const { code, stderr } = await inInbox(['show', 'dead 1'], cwd);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('give a key: 2 (shop), 6 (other)') });
    expect((await inInbox(['show', '6'], cwd)).code).toBe(0);
  });

  it.each([['text'], ['JSON', '--json']])('show: no credential that an earlier runtime stored, as %s', async (_, ...flags) => {
    const { stdout } = await inInbox(['show', '1', ...flags], await receiverFolder());
    expect(stdout).toContain('content-type');
    expect(stdout).not.toMatch(/gitlab|signature|hush/i);
  });

  it('replay: one, all dead of an event; never what is pending or a conflict', async () => {
    const cwd = await receiverFolder();
    expect(await inInbox(['replay', '2'], cwd)).toMatchObject({ code: 0, stdout: '1 delivery will run again\n' });
    expect(await inInbox(['replay', '2'], cwd)).toMatchObject({ code: 2, stderr: expect.stringContaining('already pending') });
    expect((await inInbox(['replay', '--event', 'order.deleted', '--json'], cwd)).stdout).toBe('{\n  "deliveries": 1\n}\n');
    expect(await inInbox(['replay', '4'], cwd)).toMatchObject({ code: 2, stderr: expect.stringContaining('never runs') });
    expect(await listed(cwd)).toEqual(['done done', 'dead 1 pending', 'dead 2 pending', 'done conflict', 'waits pending']);
    expect(await inInbox(['replay', '--event', 'order.gone'], cwd)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no delivery matches'),
    });
    expect(await inInbox(['replay'], cwd)).toMatchObject({ code: 2, stderr: expect.stringContaining('which deliveries?') });
  });

  it('prune: processed deliveries of an age, dead ones with --state dead', async () => {
    const cwd = await receiverFolder();
    expect((await inInbox(['prune', '--older-than', '1h'], cwd)).stdout).toBe('0 deliveries deleted\n');
    expect((await inInbox(['prune', '--older-than', '0s', '--event', 'order.deleted'], cwd)).stdout).toBe('0 deliveries deleted\n');
    expect((await inInbox(['prune', '--older-than', '0s', '--state', 'dead'], cwd)).stdout).toBe('2 deliveries deleted\n');
    expect(await listed(cwd)).toEqual(['done done', 'done conflict', 'waits pending']);
  });

  it('prune: without a state, all processed deliveries and no dead ones', async () => {
    const cwd = await receiverFolder();
    expect(await inInbox(['prune', '--older-than', '0s'], cwd)).toMatchObject({ code: 0, stdout: '2 deliveries deleted\n' });
    expect(await listed(cwd)).toEqual(['dead 1 dead', 'dead 2 dead', 'waits pending']);
    expect((await hookbook(['inbox', 'prune', '--help'], { cwd })).stdout.replace(/\s+/g, ' ')).toContain(
      'dead ones only with --state dead',
    );
  });

  it.each([
    { name: 'no inbox', args: ['list'], want: 'HOOKBOOK_INBOX' },
    { name: 'a file that is not there', args: ['list', '--inbox', 'other.db'], want: 'there is no inbox at other.db' },
    { name: 'a file that is none', args: ['list', '--inbox', 'note.txt'], want: 'cannot open' },
    { name: 'another database', args: ['list', '--inbox', 'mysql://localhost/x'], want: 'postgres://' },
    { name: 'no such state', args: ['list', '--inbox', 'inbox.db', '--state', 'gone'], want: '--state must be one of' },
    { name: 'a limit of none', args: ['list', '--inbox', 'inbox.db', '--limit', '0'], want: '--limit' },
    { name: 'an age of no unit', args: ['prune', '--inbox', 'inbox.db', '--older-than', '30'], want: '--older-than must be' },
    { name: 'no age', args: ['prune', '--inbox', 'inbox.db'], want: '--older-than' },
    {
      name: 'what is pending',
      args: ['prune', '--inbox', 'inbox.db', '--older-than', '1d', '--state', 'pending'],
      want: 'cannot be pruned',
    },
    { name: 'a database that is away', args: ['list', '--inbox', 'postgres://127.0.0.1:1/x'], want: 'the inbox' },
  ])('$name: exit code 2, and what to do', async ({ args, want }) => {
    const cwd = await receiverFolder();
    writeFileSync(join(cwd, 'note.txt'), 'a note, and not a database at all. '.repeat(100));
    const { code, stdout, stderr } = await hookbook(['inbox', ...args], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(want);
  });

  it('outside a project with the runtime: says where to go', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'inbox.db'), '');
    expect(await inInbox(['list'], cwd)).toMatchObject({ code: 2, stderr: expect.stringContaining('@hookbook/runtime') });
  });
});

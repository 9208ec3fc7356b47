import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, test } from 'vitest';
import { runCommandLine } from '../../../cli/program.js';
import { captureStreams } from './captured-terminal.js';
import { shops } from './shops.js';

const folder = mkdtempSync(join(tmpdir(), 'hookbook-send-'));
const document = join(folder, 'asyncapi.yaml');
writeFileSync(document, shops);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function send(args: readonly string[], env: Readonly<Record<string, string>> = { HOOKBOOK_SECRET: 'secret' }) {
  const captured = captureStreams({ env });
  const code = await runCommandLine(['send', ...args, '--document', document], captured.streams);
  return { code, stdout: captured.stdout, stderr: captured.stderr };
}

/** The body that would be sent. */
async function bodyOf(...args: string[]): Promise<unknown> {
  const { stdout, stderr } = await send([...args, '--dry-run', '--json']);
  const { deliveries } = JSON.parse(stdout === '' ? stderr : stdout) as { deliveries: { request: { body: string } }[] };
  return JSON.parse(deliveries[0]?.request.body ?? '');
}

describe('what send makes', () => {
  it('is the first example, with an id of its own', async () => {
    expect(await bodyOf('acme.user.created')).toEqual({ type: 'user.created', id: expect.stringMatching(/^evt_(?!1$)/), amount: 1 });
  });

  it('is the example that is named, or counted, as it is', async () => {
    for (const example of ['free', '2']) {
      expect(await bodyOf('acme.user.created', '--example', example, '--no-fresh')).toEqual({
        type: 'user.created',
        id: 'evt_2',
        amount: 0,
      });
    }
  });

  it('is made of the schema where there is no example', async () => {
    expect(await bodyOf('acme.order.created')).toEqual({
      ...{ type: 'order.created', id: expect.stringMatching(/^[0-9a-f-]{36}$/), total: expect.any(Number) },
    });
  });

  it('is edited in the order typed, after id and time were made new', async () => {
    const edits = ['--set', '/meta/tags/-=a', '--unset', '/meta/tags/0', '--set', '/id=mine'];
    expect(await bodyOf('acme.user.created', ...edits)).toEqual({ type: 'user.created', id: 'mine', amount: 1, meta: { tags: [] } });
  });

  it('goes to where listen takes it, signed, with the headers that were given', async () => {
    const { stdout } = await send(['order.created', '--dry-run', '--header', 'X-Request=1', '--header', 'x-acme-signature=forged']);
    expect(stdout).toMatch(
      /^POST http:\/\/127\.0\.0\.1:3000\/hooks\/acme\ncontent-type: application\/json\nx-request: 1\nx-acme-signature: forged\n/,
    );
  });

  it('is signed with the variable of the provider before the common one', async () => {
    const run = async (env: Record<string, string>) =>
      (await send(['user.created', '--no-fresh', '--curl'].with(0, 'acme.user.created'), env)).stdout;
    const own = await run({ ACME_WEBHOOK_SECRET: 'a', HOOKBOOK_SECRET: 'b' });
    expect(own).toBe(await run({ HOOKBOOK_SECRET: 'a' }));
    expect(own).not.toBe(await run({ HOOKBOOK_SECRET: 'b' }));
  });
});

describe('what send refuses', () => {
  test.each([
    { name: 'an event mistyped', given: ['acme.user.creatd'], want: /no event "acme\.user\.creatd"; did you mean acme\.user\.created\?/ },
    { name: 'a name mistyped', given: ['order.creatd'], want: /did you mean acme\.order\.created\?/ },
    { name: 'an event of two providers', given: ['user.created'], want: /use acme\.user\.created or other\.user\.created/ },
    { name: 'a pointer that leads nowhere', given: ['acme.user.created', '--set', '/id/x=1'], want: /--set \/id\/x: \/id is a string/ },
    { name: 'no pointer', given: ['acme.user.created', '--set', 'id=1'], want: /must start with a slash/ },
    {
      name: 'an example that is not there',
      given: ['acme.user.created', '--example', 'no'],
      want: /has no example "no"; it has "paid", "free"/,
    },
    { name: 'an example of none', given: ['acme.order.created', '--example', '1'], want: /has no examples/ },
    { name: 'a file that is not there', given: ['acme.user.created', '--payload', 'no.json'], want: /cannot read --payload no\.json/ },
    {
      name: 'standard input for two',
      given: ['acme.user.created', '--payload', '-', '--secret', '-'],
      want: /cannot both read standard input/,
    },
    {
      name: 'a header that splits',
      given: ['acme.user.created', '--header', 'x-a=1\r\nx-b: 2'],
      want: /--header "x-a" has a value with characters/,
    },
    { name: 'a header of the connection', given: ['acme.user.created', '--header', 'Content-Length=1'], want: /is set by the connection/ },
    { name: 'times without number', given: ['acme.user.created', '--times', '0'], want: /--times must be/ },
    {
      name: 'a scenario that is not there',
      given: ['acme.user.created', '--scenario', 'no'],
      want: /no scenario "no"; the scenarios are happy, /,
    },
    {
      name: 'a scenario with a dry run',
      given: ['acme', '--scenario', 'happy', '--dry-run'],
      want: /--dry-run cannot be combined with --scenario/,
    },
    { name: 'a scenario that lacks a secret', given: ['acme', '--scenario', 'rotated-secret'], want: /--previous-secret/ },
    { name: 'an address without its scheme', given: ['acme.user.created', '--to', 'localhost:3000'], want: /must begin with http/ },
    {
      name: 'an address with a password',
      given: ['acme.user.created', '--to', 'http://a:b@localhost/'],
      want: /^(?!.*a:b).*a user name or password/,
    },
    { name: 'a secret with its line break', given: ['acme.user.created', '--secret', 'x\n'], want: /begins or ends with white space/ },
    { name: 'an empty secret', given: ['acme.user.created', '--secret', ''], want: /--secret is empty/ },
  ])('$name: exit code 2, and one line', async ({ given, want }) => {
    const { code, stdout, stderr } = await send(given);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(want);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('to sign without a secret, and names the variables', async () => {
    expect(await send(['order.created'], {})).toEqual({
      ...{ code: 2, stdout: '' },
      stderr: 'hookbook: acme signs its requests: set its secret in the variable ACME_WEBHOOK_SECRET or HOOKBOOK_SECRET, or use --secret\n',
    });
    const dry = await send(['order.created', '--dry-run'], {});
    expect(dry).toMatchObject({ code: 0, stderr: expect.stringMatching(/^not signed: to sign it, set its secret/) });
    expect(dry.stdout).not.toContain('signature');
  });

  it('what is invalid, with what is wrong', async () => {
    const { code, stdout, stderr } = await send(['acme.user.created', '--set', '/amount=free', '--unset', '/id', '--set', '/new=1']);
    expect({ code, stdout, stderr: stderr.split('\n').slice(0, -1) }).toEqual({
      ...{ code: 1, stdout: '' },
      stderr: [
        'invalid  acme.user.created  /id must be present, but is missing',
        'invalid  acme.user.created  /amount must be integer, but is string "free"',
        'unknown  acme.user.created  /new is not in the schema',
        'not sent: fix it, or use --force to send it anyway',
      ],
    });
  });
});

it('the help of send names every scenario', async () => {
  const captured = captureStreams();
  expect(await runCommandLine(['send', '--help'], captured.streams)).toBe(0);
  for (const name of ['happy', 'rotated-secret', 'burst']) expect(captured.stdout).toMatch(new RegExp(`^  ${name} +\\S`, 'm'));
});

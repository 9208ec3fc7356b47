import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { emptyFolder, hookbook } from './hookbook.js';
import { type Listening, listen as listenIn, runBeside } from './listening.js';
import { folderWithEvents } from './small-document.js';

const events = ['ulule.order.paid', 'acme.user.created', 'ecwid.order.created', 'gately.payment.succeeded', 'creads.project.created'];
const cwd = folderWithEvents([...events, 'acme.user.deleted']);
const secret = 'a-secret-that-nobody-else-has';
const listen = (args: readonly string[], env: Readonly<Record<string, string>> = {}) => listenIn(args, env, cwd);
const send = (args: readonly string[], env: Readonly<Record<string, string>> = { HOOKBOOK_SECRET: secret }, input = '') =>
  input === '' ? hookbook(['send', ...args], { cwd, env }) : runBeside(['send', ...args], { cwd, env, input });
const to = ({ origin }: Listening, provider: string) => ['--to', `${origin}/webhooks/${provider}`];

/** A server that answers as told, and what it got. */
async function serve(status: number, headers: Record<string, string> = {}, answers = true) {
  const got: { url: string; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      got.push({ url: request.url ?? '', body });
      if (answers) response.writeHead(status, headers).end('x\u001b[2J');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, got };
}

describe('send to listen', () => {
  it('an event of every provider is acknowledged, verified, valid, and new each time', async () => {
    const listening = await listen(['--json'], { HOOKBOOK_SECRET: secret });
    for (const event of events) {
      const { code, stdout } = await send([event, ...to(listening, event.split('.')[0] ?? ''), '--times', '2']);
      expect({ event, code, lines: stdout.split('\n').filter((line) => /^ +\d {2}200 {2}acknowledged/.test(line)).length }).toEqual({
        ...{ event, code: 0, lines: 2 },
      });
    }
    expect(
      (await listening.heard(10)).map(({ provider, event, outcome, signature, valid }) => ({
        key: `${provider}.${event}`,
        outcome,
        signature,
        valid,
      })),
    ).toEqual(
      events.flatMap((key) => {
        const each = { key, outcome: 'stored', signature: key.startsWith('ulule') ? 'unverified' : 'verified', valid: true };
        return [each, each];
      }),
    );
    expect(await listening.end()).toBe(0);
  });

  it('listen prints no credential of what it hears, taken or refused, and nowhere at an unknown address', async () => {
    const listening = await listen(['--json', '--secret', secret]);
    const tokens = ['--header', 'x-gitlab-token=hush', '--header', 'x-trace=t1'];
    for (const used of [secret, 'another-secret-of-that-length'])
      await send(['gately.payment.succeeded', ...to(listening, 'gately'), ...tokens], { HOOKBOOK_SECRET: used });
    await fetch(`${listening.origin}/elsewhere`, { method: 'POST', headers: { 'x-gitlab-token': 'hush', 'x-trace': 't1' } });
    const heard = await listening.heard(3);
    expect(heard.map(({ status }) => status)).toEqual([200, 401, 404]);
    for (const { headers } of heard) expect(headers).toContainEqual(['x-trace', 't1']);
    expect(listening.stdout()).not.toMatch(/hush|sha256=/);
    await listening.end();
  });

  it('prints the request, a curl line that sends it again, and the answer; the secret nowhere', async () => {
    const listening = await listen(['--secret', secret]);
    const { code, stdout, stderr } = await send(
      ['gately.payment.succeeded', '--secret', '-', ...to(listening, 'gately'), '--set', '/data/amount=1', '--set', '/data/colour=red'],
      {},
      `${secret}\n`,
    );
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'unknown  gately.payment.succeeded  /data/colour is not in the schema\n',
    });
    expect(stdout).toMatch(
      /^POST http:\/\/127\.0\.0\.1:\d+\/webhooks\/gately\ncontent-type: application\/json\nx-gately-signature: sha256=/,
    );
    expect(stdout).toMatch(/^ {4}"amount": 1,$/m);
    expect(stdout).toMatch(/^200 {2}acknowledged {2}\d+ ms$/m);
    const line = /^curl .*$/m.exec(stdout)?.[0] ?? '';
    expect(spawnSync('sh', { input: `${line} --silent`, encoding: 'utf8' }).stdout).toMatch(/^HTTP\/1\.1 200 /);
    expect(await listening.end('SIGINT')).toBe(0);
    const printed = listening.stdout();
    expect(printed).toMatch(/gately\.payment\.succeeded {2}verified {2}valid\n {2}id evt_\d+\n {2}\/data\/colour is not in the schema/);
    expect(printed).toMatch(/verified {2}valid {2}duplicate: acknowledged, but not handled again/);
    expect(stdout + stderr + printed + listening.stderr()).not.toContain(secret);
  });

  it('says why a signature fails, and what it got, without the secret', async () => {
    const listening = await listen(['--json', '--secret', secret, '--secret', `ecwid=${secret}-of-ecwid`]);
    const attempts = [
      { args: ['gately.payment.succeeded'], with: 'wrong', hint: /^no common mistake explains it/ },
      { args: ['gately.payment.succeeded'], with: `whsec_${secret}`, hint: /^the sender's secret begins with whsec_/ },
      { args: ['gately.payment.succeeded'], with: `${secret}-of-ecwid`, hint: /^it was signed with the secret given for ecwid$/ },
      {
        args: ['ecwid.order.created', '--no-fresh'],
        with: `${secret}-of-ecwid`,
        hint: /^its signed time is \d+ days behind .* the limit is 26 h/,
      },
    ];
    for (const { args, with: used } of attempts) {
      const { code, stdout } = await send([...args, ...to(listening, args[0]?.split('.')[0] ?? '')], { HOOKBOOK_SECRET: used });
      expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringMatching(/^401 {2}not acknowledged/m) });
    }
    const heard = await listening.heard(attempts.length);
    expect(heard.map(({ outcome, valid }) => ({ outcome, valid }))).toEqual(attempts.map(() => ({ outcome: 'refused', valid: null })));
    for (const [at, { hint }] of attempts.entries()) expect(heard[at]?.hints[0]).toMatch(hint);
    expect(listening.stdout()).not.toContain(secret);
    await listening.end();
  });

  it('without a secret it takes everything and says so; with --exit-after it ends with what it found', async () => {
    const listening = await listen(['--exit-after', '2']);
    expect(listening.stderr()).toMatch(/\/webhooks\/gately {2}NOT VERIFIED: no secret was given$/m);
    expect(await send(['gately.payment.succeeded', ...to(listening, 'gately')])).toMatchObject({ code: 0 });
    const wrong = await send(['gately.payment.succeeded', ...to(listening, 'gately'), '--set', '/data/amount=free', '--force']);
    expect(wrong).toMatchObject({ code: 0, stderr: expect.stringContaining('/data/amount must be integer, but is string "free"') });
    expect(await listening.exited).toBe(1);
    expect(listening.stdout()).toMatch(/payment\.succeeded {2}NOT VERIFIED {2}valid\n/);
    expect(listening.stdout()).toMatch(/payment\.succeeded {2}NOT VERIFIED {2}invalid\n {2}id \S+\n {2}\/data\/amount must be integer/);
  });

  it('plays scenarios: 1 where the receiver got something wrong', async () => {
    const listening = await listen(['--secret', secret]);
    const fine = await send(['gately', ...to(listening, 'gately'), '--scenario', 'duplicates']);
    expect(fine).toMatchObject({ code: 0, stdout: expect.stringMatching(/^gately duplicates: ok\n {2}✓ /) });
    const { code, stdout } = await send(['gately.payment.succeeded', ...to(listening, 'gately'), '--scenario', 'forged', '--json']);
    expect({ code, ...(JSON.parse(stdout) as object) }).toMatchObject({ code: 0, scenario: 'forged', ok: true });
    await listening.end();
    const naive = await serve(200);
    const flawed = await send(['gately.payment.succeeded', '--to', naive.url, '--scenario', 'forged']);
    expect(flawed).toMatchObject({ code: 1, stdout: expect.stringMatching(/^gately forged: FAILED\n {2}✗ /) });
    expect(flawed.stdout).not.toContain(secret);
  });
});

describe('send', () => {
  it('--dry-run and --curl send nothing', async () => {
    const { url, got } = await serve(200);
    expect(await send(['acme.user.created', '--to', url, '--dry-run'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^POST /) });
    expect(await send(['acme.user.created', '--to', url, '--curl'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^curl [^\n]+\n$/),
    });
    expect(got).toEqual([]);
  });

  it('a file goes out byte for byte, and changed where it is to be', async () => {
    const { url, got } = await serve(200);
    const file = join(emptyFolder(), 'payload.json');
    const text = '{ "id": "evt_1",\n "type": "user.deleted", "created_at": "2024-01-15T10:00:00Z", "data": {"user_id": "1"}}\n';
    writeFileSync(file, text);
    expect(await send(['acme.user.deleted', '--to', `${url}/a?b=1`, '--payload', file])).toMatchObject({ code: 0 });
    expect(await send(['acme.user.deleted', '--to', url, '--payload', '-', '--unset', '/data', '--force'], undefined, text)).toMatchObject({
      code: 0,
    });
    expect(got).toEqual([
      { url: '/a?b=1', body: text },
      { url: '/', body: '{"id":"evt_1","type":"user.deleted","created_at":"2024-01-15T10:00:00Z"}' },
    ]);
  });

  it('takes the answer as the provider does: no redirect is followed, a 2xx is not all', async () => {
    const target = await serve(200);
    const moved = await serve(302, { location: target.url });
    expect(await send(['acme.user.created', '--to', moved.url])).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^302 {2}not acknowledged \(providers don't follow redirects\)/m),
    });
    expect(target.got).toEqual([]);
    const accepted = await serve(202);
    const { code, stdout } = await send(['ecwid.order.created', '--to', accepted.url, '--json']);
    const { deliveries } = JSON.parse(stdout) as { deliveries: { acknowledged: boolean; answer: { status: number; body: string } }[] };
    expect({ code, deliveries }).toMatchObject({
      code: 1,
      deliveries: [{ acknowledged: false, answer: { status: 202, body: 'x\u001b[2J' } }],
    });
    expect(stdout).not.toContain('\u001b');
    expect(accepted.got[0]?.url).toBe('/?eventtype=order.created');
  });

  it('a receiver that does not answer is a line', async () => {
    const silent = await serve(200, {}, false);
    const late = await send(['acme.user.created', '--to', silent.url, '--timeout', '1s', '--times', '3']);
    expect(late).toMatchObject({ code: 1, stderr: '2 more requests were not sent\n' });
    expect(late.stdout).toMatch(/^ +1 {2}127\.0\.0\.1:\d+ did not answer within 1000 ms$/m);
    const nobody = await send(['acme.user.created', '--to', 'http://127.0.0.1:1/']);
    expect(nobody).toMatchObject({ code: 1, stderr: '' });
    expect(nobody.stdout).toMatch(/^no answer from 127\.0\.0\.1:1: is the receiver running\? \(ECONNREFUSED\)$/m);
    const scenario = await send(['acme.user.created', '--to', 'http://127.0.0.1:1/', '--scenario', 'redirect']);
    expect(scenario).toMatchObject({ code: 1, stderr: 'no answer from 127.0.0.1:1: is the receiver running?\n' });
  });
});

describe('listen', () => {
  it('a port in use, and what cannot be, are a line', async () => {
    const { url } = await serve(200);
    const run = (...args: string[]) => hookbook(['listen', ...args], { cwd });
    const port = new URL(url).port;
    expect(await run('--port', port)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^hookbook: port \d+ of 127\.0\.0\.1 is in use: .*\n$/),
    });
    expect(await run('--port', '70000')).toMatchObject({ code: 2, stderr: expect.stringContaining('--port must be') });
    expect(await run('--secret', 'ulule=x')).toMatchObject({ code: 2, stderr: expect.stringContaining('ulule does not sign') });
    expect(await run('--secret', ' ')).toMatchObject({ code: 2, stderr: expect.stringContaining('is blank') });
  });

  it('prints what steers no terminal, whatever comes, and where there is no provider', async () => {
    const listening = await listen([]);
    const post = (path: string, body: BodyInit, type = 'application/json') =>
      fetch(`${listening.origin}${path}`, { method: 'POST', body, headers: { 'content-type': type } });
    expect((await post('/nothing/here', '{}')).status).toBe(404);
    expect((await post('/webhooks/acme', '{"type":"\u202e\u009b31m"}')).status).toBe(200);
    expect(await post('/webhooks/acme', Uint8Array.from([0xff, 0x1b, 0x5b])).then(({ status }) => status)).toBe(200);
    expect((await post('/webhooks/acme', `${'['.repeat(3000)}${']'.repeat(3000)}`)).status).toBe(200);
    expect((await post('/webhooks/acme', 'x', 'text/plain')).status).toBe(415);
    expect((await post('/webhooks/acme', `"${'x'.repeat(2_000_000)}"`)).status).toBe(413);
    expect((await fetch(`${listening.origin}/webhooks/acme`)).status).toBe(405);
    expect(await listening.end()).toBe(0);
    const printed = listening.stdout();
    expect(printed).toMatch(
      /POST \/nothing\/here {2}refused with 404 no-such-address\n {2}no provider has this path; known paths: \/webhooks\/ulule, /,
    );
    expect(printed).toMatch(/acme\.\? {2}NOT VERIFIED {2}unknown\n/);
    expect(printed).toContain('\\u202e\\u009b31m');
    expect(printed).toMatch(/3 bytes that are not UTF-8: /);
    expect(printed).toMatch(/acme {2}refused with 413 body-too-large\n {2}the body is larger/);
    expect(printed).not.toMatch(/[^\n\P{Cc}]|[\p{Cf}\p{Cs}]/u);
  });
});

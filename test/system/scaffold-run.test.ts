import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventually } from '../eventually.js';
import { emptyFolder, hookbook, repository } from './hookbook.js';
import { buildApps, installPackages } from './scaffolded.js';
import { addressOf, linesOf, send, start, stop } from './scaffolded-process.js';

const document = join(repository, 'asyncapi.yaml');

describe.each([
  { framework: 'node', provider: 'ecwid', event: 'profile.updated' },
  { framework: 'express', provider: 'gately', event: 'member.created' },
  { framework: 'fastify', provider: 'creads', event: 'invitation.created' },
  { framework: 'hono', provider: 'ulule', event: 'user.created' },
])('an app for $provider on $framework', ({ framework, provider, event }) => {
  it('takes signed events, refuses others, survives a restart, and ends with 0 on SIGTERM', async () => {
    const folder = emptyFolder();
    installPackages(folder);
    const where = ['--framework', framework, '--out', 'app', '--document', document];
    expect((await hookbook(['scaffold', provider, ...where], { cwd: folder })).code).toBe(0);
    expect(await buildApps(folder, ['app'])).toEqual([]);
    const app = join(folder, 'app');
    const variable = `${provider.toUpperCase()}_WEBHOOK_SECRET`;
    const rotated = { [variable]: 'the-new-secret', [`${variable}_PREVIOUS`]: 'the-old-secret' };
    const unsigned = provider === 'ulule';

    if (!unsigned) {
      const poor = start(app, {});
      expect(await once(poor.child, 'close')).toEqual([1, null]);
      expect(poor.output).toContain(`${variable} is not set: npm run dev reads it from .env, npm start only reads the environment`);
    }

    const first = start(app, rotated);
    const address = await addressOf(first);
    expect((await fetch(new URL('/', address))).status).toBe(404);
    for (const secret of ['the-new-secret', 'the-old-secret']) {
      expect(await send(app, address, { [variable]: secret })).toMatch(/^2\d\d/);
    }
    expect(await send(app, address, { [variable]: 'another' })).toMatch(unsigned ? /^2\d\d/ : /^401/);
    const handled = unsigned ? 3 : 2;
    await eventually(() => expect(linesOf(first)).toHaveLength(handled));
    for (const line of linesOf(first)) expect(JSON.parse(line)).toMatchObject({ provider, event, attempt: 1 });
    expect(await stop(first)).toBe(0);

    // What was handled is in the file, and is not handled again.
    const second = start(app, rotated);
    expect(await send(app, await addressOf(second), { [variable]: 'the-new-secret' })).toMatch(/^2\d\d/);
    await eventually(() => expect(linesOf(second)).toHaveLength(1));
    expect(await stop(second)).toBe(0);
    expect(readFileSync(join(app, 'inbox.db')).subarray(0, 15).toString()).toBe('SQLite format 3');
  });
});

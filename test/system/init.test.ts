import { spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hookbook, newProject } from './hookbook.js';

const payload = JSON.stringify({ id: 'evt_1', type: 'order.created', created_at: '2025-01-01T12:00:00Z', data: { id: 'obj_1' } });

/** Uses what a fresh project generates as an app would: no tool, plain Node. */
const app = `
import { validate } from './generated/validators/acme.js';
import { createAcmeReceiver } from './generated/receivers/acme.js';
const body = process.argv[2];
const seen = [];
const receiver = createAcmeReceiver({ secrets: ['s3cret'], on: { 'order.created': (event) => { seen.push(event.data.id); } } });
const post = (signature) => receiver.fetch(new Request('https://hooks.example.com/', {
  method: 'POST', body, headers: { 'content-type': 'application/json', 'x-acme-signature': signature },
}));
const statuses = [(await post(process.argv[3])).status, (await post('00')).status];
await receiver.drain();
await receiver.close();
console.log(JSON.stringify({ valid: validate(JSON.parse(body)).valid, statuses, seen }));
`;

describe('init', () => {
  it('writes a project that generates, checks and receives', async () => {
    const cwd = await newProject();
    expect(await hookbook(['generate', '--strict'], { cwd })).toMatchObject({ code: 0, stderr: '' });
    expect((await hookbook(['check', '--strict'], { cwd })).code).toBe(0);
    writeFileSync(join(cwd, 'app.js'), app);
    const signature = createHmac('sha256', 's3cret').update(payload).digest('hex');
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      ['--disallow-code-generation-from-strings', 'app.js', payload, signature],
      {
        cwd,
        encoding: 'utf8',
      },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining('signature-mismatch') });
    expect(JSON.parse(stdout)).toEqual({ valid: true, statuses: [200, 401], seen: ['obj_1'] });
  });

  it('overwrites nothing', async () => {
    const cwd = await newProject();
    const before = readFileSync(join(cwd, 'asyncapi.yaml'), 'utf8');
    const { code, stderr } = await hookbook(['init', '--yes', '--provider', 'other'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('already has asyncapi.yaml: run hookbook generate there');
    expect(readFileSync(join(cwd, 'asyncapi.yaml'), 'utf8')).toBe(before);
  });
});

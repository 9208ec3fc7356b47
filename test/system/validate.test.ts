import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hookbookProcess, newProject } from './hookbook.js';

const payload = { id: 'evt_2', type: 'order.created', created_at: '2025-01-01T12:00:00Z', data: { id: 'o' } };

describe('validate', () => {
  it('gives a verdict a line, and one for what is no payload at all', async () => {
    const cwd = await newProject();
    const write = (name: string, text: string) => writeFileSync(join(cwd, name), text);
    write('good.json', JSON.stringify(payload));
    write('bad.json', JSON.stringify({ ...payload, data: {}, created_at: 'now' }));
    write('other.json', JSON.stringify({ ...payload, type: 'order.gone' }));
    write('broken.json', '{');
    const files = ['good.json', 'bad.json', 'broken.json', 'absent.json', '-'];
    const { code, stdout, stderr } = hookbookProcess(['validate', ...files], { cwd, input: JSON.stringify(payload) });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(files.length);
    expect(lines[0]).toBe('valid    good.json  acme.order.created');
    expect(lines[1]).toMatch(/^invalid {2}bad\.json {2}acme\.order\.created {2}.*\/data\/id /);
    expect(lines[2]).toMatch(/^invalid {2}broken\.json {2}is not JSON/);
    expect(lines[3]).toMatch(/^invalid {2}absent\.json {2}can't be read/);
    expect(lines[4]).toBe('valid    -  acme.order.created');
  });

  it('prints JSON, and exit code 0 where all are valid', async () => {
    const cwd = await newProject();
    const args = ['validate', '--json', '--event', 'order.created', '-'];
    const good = hookbookProcess(args, { cwd, input: JSON.stringify(payload) });
    expect(good).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(good.stdout)).toEqual([{ file: '-', event: 'acme.order.created', valid: true, errors: [] }]);
    const bad = hookbookProcess(args, { cwd, input: JSON.stringify({ ...payload, data: {} }) });
    expect(bad.code).toBe(1);
    expect(JSON.parse(bad.stdout)).toEqual([
      {
        file: '-',
        event: 'acme.order.created',
        valid: false,
        errors: [{ pointer: '/data/id', keyword: 'required', message: expect.any(String) }],
      },
    ]);
  });
});

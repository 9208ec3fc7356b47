import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nameAddresses } from '../../../site/build/addresses.js';
import { buildCheckFiles } from '../../../site/build/check-files.js';
import { sampleCatalogue, sampleEvent, sampleProvider } from '../sample-catalogue.js';

const hostile = "export const text = '__VITE_ASSET__x__ \\u202e </script>';\n";

describe('what the payload tool fetches', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hookbook-site-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const writeCode = () => {
    for (const name of ['contracts', 'validators', 'validators/strict']) write(`${name}/acme.js`, hostile);
  };
  const build = () => {
    const catalogue = sampleCatalogue();
    return new Map(
      buildCheckFiles({ catalogue, addresses: nameAddresses(catalogue), generated: folder, options: { generated: folder } }).map((file) => [
        file.path,
        file,
      ]),
    );
  };
  const read = (path: string): unknown => JSON.parse(build().get(path)?.contents ?? '');

  it('is the generated code, byte for byte', () => {
    writeCode();
    for (const name of ['contract', 'validators', 'strict']) expect(build().get(`/check/acme/${name}.js`)?.contents).toBe(hostile);
  });

  it('has a version that changes with the code', () => {
    writeCode();
    const before = read('/check/providers.json');
    expect(before).toEqual({
      providers: [
        { key: 'acme', title: expect.any(String), signed: expect.any(Boolean), version: expect.stringMatching(/^[0-9a-f]{12}$/) },
      ],
    });
    write('validators/acme.js', `${hostile}// changed\n`);
    expect(read('/check/providers.json')).not.toEqual(before);
  });

  it('leaves out a provider whose code was not generated', () => {
    writeCode();
    rmSync(join(folder, 'validators/strict/acme.js'));
    expect([...build().keys()]).toEqual(['/check/providers.json']);
    expect(read('/check/providers.json')).toEqual({ providers: [] });
  });

  it('says names as they are read, whatever stands in them', () => {
    writeCode();
    const catalogue = sampleCatalogue({ providers: [sampleProvider({ title: 'A\u202eB', events: [sampleEvent({ name: 'x\u202ey' })] })] });
    const site = { catalogue, addresses: nameAddresses(catalogue), generated: folder, options: { generated: folder } };
    const files = new Map(buildCheckFiles(site).map((file) => [file.path, file.contents]));
    expect(JSON.parse(files.get('/check/providers.json') ?? '')).toMatchObject({ providers: [{ title: 'A\\u202eB' }] });
    expect(JSON.parse(files.get('/check/acme/events.json') ?? '')).toMatchObject({ events: [{ name: 'x\u202ey', label: 'x\\u202ey' }] });
  });

  it('has the first fixture of an event as an example, and does without', () => {
    writeCode();
    expect(read('/check/acme/events.json')).toMatchObject({ events: [{ name: 'order.created', slug: 'order.created', example: false }] });
    write(
      'fixtures/acme.json',
      '{"order.created": [{"file": "order.created.json", "headers": {"x-a": "1"}, "contentType": "application/json"}]}',
    );
    write('fixtures/acme/order.created.json', '{"id": "\\u202e"}\n');
    expect(read('/check/acme/events.json')).toMatchObject({ events: [{ example: true }] });
    expect(read('/check/acme/examples/order.created.json')).toEqual({
      headers: { 'x-a': '1' },
      contentType: 'application/json',
      body: '{"id": "\\u202e"}\n',
    });
  });
});

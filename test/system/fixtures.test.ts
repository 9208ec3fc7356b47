import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTree } from '../unit/output/temporary-folder.js';
import { emptyFolder, hookbook } from './hookbook.js';

const document = `asyncapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
channels:
  shop:
    address: /shop
    messages:
      order.paid: { $ref: '#/components/messages/paid' }
      order.refunded: { $ref: '#/components/messages/refunded' }
    x-webhook: { provider: shop }
components:
  messages:
    paid:
      name: order.paid
      description: An order was paid.
      payload:
        type: object
        required: [type, amount]
        properties:
          type: { const: order.paid }
          amount: { type: integer, minimum: 1 }
          method: { enum: [card, invoice] }
      examples:
        - { name: by card, payload: { type: order.paid, amount: 990, method: card } }
    refunded:
      name: order.refunded
      description: An order was refunded.
      payload: { type: object, required: [type], properties: { type: { const: order.refunded }, reason: { type: [string, 'null'] } } }
`;

/** What a repo downstream does with the files, without anything installed. */
const check = `
import { readFileSync } from 'node:fs';
import { validators } from './generated/validators/strict/shop.js';
const read = (path) => JSON.parse(readFileSync('generated/fixtures/' + path, 'utf8'));
for (const [event, entries] of Object.entries(read('shop.json'))) {
  for (const { name, file } of entries) console.log(event, name, validators[event].is(read('shop/' + file)));
  for (const { name, pointer, keyword, payload } of read('shop/invalid/' + event + '.json')) {
    const { errors = [] } = validators[event].validate(payload);
    console.log(event, name, errors.some((error) => error.pointer === pointer && error.keyword === keyword));
  }
}`;

describe('fixtures on disk', () => {
  it('plain Node reads them and the strict validators judge them as they say; another run changes nothing', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'asyncapi.yaml'), document);
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    expect(await hookbook(['generate'], { cwd: folder })).toMatchObject({ code: 0 });
    const tree = readTree(join(folder, 'generated'));
    expect(Object.keys(tree).filter((path) => path.startsWith('fixtures/'))).toEqual([
      'fixtures/shop.json',
      'fixtures/shop/invalid/order.paid.json',
      'fixtures/shop/invalid/order.refunded.json',
      'fixtures/shop/order.paid.full-2.json',
      'fixtures/shop/order.paid.json',
      'fixtures/shop/order.paid.minimal.json',
      'fixtures/shop/order.refunded.full-2.json',
      'fixtures/shop/order.refunded.json',
      'fixtures/shop/order.refunded.minimal.json',
    ]);
    expect(readFileSync(join(folder, 'generated/fixtures/shop/order.paid.json'), 'utf8')).toBe(
      '{\n  "type": "order.paid",\n  "amount": 990,\n  "method": "card"\n}\n',
    );
    const lines = execFileSync(process.execPath, ['--input-type=module', '-e', check], { cwd: folder, encoding: 'utf8' })
      .trim()
      .split('\n');
    expect(lines.length).toBeGreaterThan(15);
    expect(lines.filter((line) => !line.endsWith(' true'))).toEqual([]);
    const again = emptyFolder();
    writeFileSync(join(again, 'asyncapi.yaml'), document);
    expect(await hookbook(['generate'], { cwd: again })).toMatchObject({ code: 0 });
    expect(readTree(join(again, 'generated'))).toEqual(tree);
  });
});

// Prints how many deliveries an inbox stores a second, one at a time and many at once, in the same run: `node
// bench/inbox.mjs [folder]`. The folder is where SQLite's file is made, so that the disk in question is measured; the
// temporary one by default.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memoryInbox } from '../runtime/dist/index.js';
import { sqliteInbox } from '../runtime/dist/sqlite.js';

const together = 64;
const roundMs = 1000;
const rounds = 3;
const body = new Uint8Array(2048).fill(120);
let serial = 0;

const arrival = () => ({
  provider: 'shop',
  id: `id ${++serial}`,
  event: 'order.created',
  body,
  headers: [
    ['content-type', 'application/json'],
    ['webhook-id', `id ${serial}`],
  ],
  receivedAt: Date.now(),
  orderingKey: null,
});

/** Stores a second, `count` at once, each batch after the last. */
async function measure(inbox, count) {
  const began = performance.now();
  let stored = 0;
  while (performance.now() - began < roundMs) {
    await Promise.all(Array.from({ length: count }, () => inbox.store(arrival())));
    stored += count;
  }
  return (stored / (performance.now() - began)) * 1000;
}

const median = (figures) => figures.sort((left, right) => left - right)[figures.length >> 1];

const folder = mkdtempSync(join(process.argv[2] ?? tmpdir(), 'hookbook-bench-'));
const sqlite = sqliteInbox(join(folder, 'inbox.db'));
// Rounds take turns, so that what else the machine does falls on all alike.
const figures = { alone: [], grouped: [], memory: [] };
for (let round = 0; round < rounds; round++) {
  const memory = memoryInbox({ maxBytes: 2 ** 40 });
  figures.alone.push(await measure(sqlite, 1));
  figures.grouped.push(await measure(sqlite, together));
  figures.memory.push(await measure(memory, together));
}
await sqlite.close();
rmSync(folder, { recursive: true });

const [alone, grouped, memory] = [figures.alone, figures.grouped, figures.memory].map(median);
const times = (left, right) => `${(left / right).toFixed(1)} times`;
const row = (name, figure, more) => console.log(name.padEnd(28), `${Math.round(figure)}/s`.padStart(10), ` ${more}`);
row('SQLite, one at a time', alone, '');
row(`SQLite, ${together} at once`, grouped, `${times(grouped, alone)} one at a time`);
row(`memory, ${together} at once`, memory, `${times(memory, grouped)} SQLite`);

// Prints what the generated validators weigh, raw and gzipped, per provider and in all, per policy. `npm run size`.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const folder = new URL('../generated/validators/', import.meta.url);

function weigh(policy, directory) {
  const files = existsSync(directory)
    ? readdirSync(directory)
        .filter((name) => name.endsWith('.js'))
        .sort()
    : [];
  const texts = files.map((name) => readFileSync(new URL(name, directory)));
  const rows = texts.map((text, at) => row(files[at].replace('.js', ''), countEvents(text), text.length, gzipSync(text).length));
  const sum = (column) => rows.reduce((total, cells) => total + cells[column], 0);
  const together = Buffer.concat(texts);
  return [
    [policy, 'events', 'raw', 'gzip'],
    ...rows,
    row('each by itself', sum(1), sum(2), sum(3)),
    row('in one bundle', sum(1), together.length, gzipSync(together).length),
  ];
}

const row = (name, events, raw, gzip) => [name, events, raw, gzip];

/** The rows of a module's table of events. */
const countEvents = (text) =>
  /^const events = \[\n((?: {2}.*\n)*)\];/m.exec(String(text))?.[1].trim().split('\n').filter(Boolean).length ?? 0;

for (const [policy, directory] of [
  ['tolerant', folder],
  ['strict', new URL('strict/', folder)],
]) {
  for (const [name, ...numbers] of weigh(policy, directory))
    console.log(name.padEnd(16), ...numbers.map((number) => String(number.toLocaleString('en')).padStart(9)));
  console.log();
}

// Prints what strings of 50 kB that are made to be slow cost the generated validators, and a plain string of the same
// length in the same run: `npm run build && node bench/hostile-strings.mjs`. Each stands at every string of an event's
// first example at once.
import { readFileSync } from 'node:fs';
import { loadCatalogue } from '../dist/catalogue/catalogue.js';

const { heads, units, tails } = JSON.parse(readFileSync(new URL('../test/unit/validators/hostile-strings.json', import.meta.url), 'utf8'));
const length = 50_000;
const hostile = heads.flatMap((head) => units.flatMap((unit) => tails.map((tail) => ({ head, unit, tail }))));

function fill(value, text) {
  if (typeof value === 'string') return text;
  if (Array.isArray(value)) return value.map((item) => fill(item, text));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, fill(member, text)]));
}

/** The quickest of some runs, in milliseconds: what else the machine does is left out. */
function time(validator, value) {
  const runs = Array.from({ length: 5 }, () => {
    const began = performance.now();
    validator.validate(value);
    return performance.now() - began;
  });
  return Math.min(...runs);
}

const { catalogue } = await loadCatalogue('asyncapi.yaml');
const found = [];
for (const { key, events } of catalogue.providers) {
  const { validators } = await import(`../generated/validators/${key}.js`);
  for (const event of events) {
    const [{ payload }] = event.examples;
    const plain = time(validators[event.name], fill(payload, 'a'.repeat(length)));
    for (const { head, unit, tail } of hostile) {
      const ms = time(validators[event.name], fill(payload, head + unit.repeat(Math.ceil(length / unit.length)) + tail));
      found.push({ event: event.key, text: `${head}${unit}…${tail}`, ms, plain });
    }
  }
}
found.sort((one, other) => other.ms - one.ms);
console.log(`${found.length} validations of ${catalogue.providers.flatMap(({ events }) => events).length} events; the slowest:`);
for (const { event, text, ms, plain } of found.slice(0, 10))
  console.log(
    event.padEnd(32),
    JSON.stringify(text).padEnd(36),
    `${ms.toFixed(2)} ms`,
    `plain ${plain.toFixed(2)} ms`,
    `ratio ${(ms / plain).toFixed(1)}`,
  );
const medianOf = (numbers) => numbers.sort((one, other) => one - other)[Math.floor(numbers.length / 2)];
console.log(
  `median ${medianOf(found.map(({ ms }) => ms)).toFixed(3)} ms, plain ${medianOf(found.map(({ plain }) => plain)).toFixed(3)} ms`,
);

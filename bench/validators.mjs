// Prints what validating costs against JSON.parse of the same body, over all events of a module in turn: `npm run build
// && node bench/validators.mjs [validators.js payloads.json]`. Without arguments, Ecwid's tolerant module and its
// examples.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadCatalogue } from '../dist/catalogue/catalogue.js';

const [modulePath, payloadsPath] = process.argv.slice(2);

async function loadSample() {
  const { catalogue } = await loadCatalogue('asyncapi.yaml');
  const ecwid = catalogue.providers.find(({ key }) => key === 'ecwid');
  return ecwid.events.slice(0, 40).map(({ examples }) => examples[0].payload);
}

const given = payloadsPath === undefined ? await loadSample() : JSON.parse(readFileSync(payloadsPath, 'utf8'));
// As a receiver has them: objects as JSON.parse makes them are faster to read than those of the catalogue.
const bodies = given.map((payload) => JSON.stringify(payload));
const payloads = bodies.map((body) => JSON.parse(body));
const url = modulePath === undefined ? new URL('../generated/validators/ecwid.js', import.meta.url) : pathToFileURL(resolve(modulePath));
const { validate, validators, findEvent } = await import(url.href);

/** Half of the events have a wrong type, half lack a required property. */
function breakPayload(payload, index) {
  const [first] = validators[findEvent(payload)].validate({}).errors;
  const name = first?.pointer.split('/')[1];
  for (const key of [name, ...Object.keys(payload)]) {
    const { [key]: _, ...rest } = payload;
    const broken = index % 2 === 0 ? rest : { ...payload, [key]: Symbol.for('wrong') };
    const event = findEvent(broken);
    if (event !== null && !validators[event].is(broken)) return { broken, is: validators[event].is };
  }
  throw new Error('no way to break a payload was found');
}

const broken = payloads.map(breakPayload);
const each = (run) => (rounds) => {
  for (let round = 0; round < rounds; round++) for (let index = 0; index < bodies.length; index++) run(index);
};
const cases = {
  'JSON.parse': each((index) => JSON.parse(bodies[index])),
  valid: each((index) => validate(payloads[index])),
  'invalid, is': each((index) => broken[index].is(broken[index].broken)),
  'invalid, all errors': each((index) => validate(broken[index].broken)),
};
const results = payloads.map((payload) => validate(payload).valid);
if (results.includes(false)) throw new Error('a payload is invalid');

/** Nanoseconds per body: the median of many short runs, which take turns so that all meet the same machine. */
const times = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
for (let turn = 0; turn < 101; turn++)
  for (const [name, run] of Object.entries(cases)) {
    const began = process.hrtime.bigint();
    run(200);
    times[name].push(Number(process.hrtime.bigint() - began) / 200 / bodies.length);
  }
const medianOf = (numbers) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];
const parse = medianOf(times['JSON.parse']);
console.log(`${bodies.length} events, ${Math.round(bodies.join('').length / bodies.length)} bytes each`);
for (const [name, all] of Object.entries(times))
  console.log(name.padEnd(20), `${medianOf(all).toFixed(0)} ns`.padStart(8), (medianOf(all) / parse).toFixed(2).padStart(6));

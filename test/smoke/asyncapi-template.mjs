import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { install, must, repository, runWith } from './run.mjs';

const cliVersion = '6.2.0';

/** One document with a single file, and one that refers to a file outside its folder. */
const documents = [
  { document: 'asyncapi.yaml', root: null },
  { document: 'webhooks/ping.yaml', root: '.' },
];

/** The arguments of a command in the guide on the template, for another document and another output. */
function argumentsOf(command, { document, root }, out) {
  const guide = readFileSync(join(repository, 'docs/asyncapi-generator.md'), 'utf8');
  const line = guide.split('\n').find((each) => each.startsWith(`npx ${command} asyncapi.yaml `));
  if (line === undefined) throw new Error(`docs/asyncapi-generator.md has no npx ${command} asyncapi.yaml`);
  const rest = line.slice(`npx ${command} asyncapi.yaml `.length).split(' ');
  const parameters = root === null ? [] : ['--param', `root=${root}`];
  return [document, ...rest.map((arg) => (arg === 'out' ? out : arg)), ...parameters];
}
const ping = `asyncapi: 3.1.0
info: { title: Line, version: 1.0.0 }
channels:
  line:
    address: /line
    messages:
      ping:
        name: ping
        description: Sent to try the line.
        payload: { $ref: ../schemas/ping.yaml }
        examples: [{ payload: { at: 2024-01-15T13:00:00Z } }]
`;
const schema = 'type: object\nrequired: [at]\nproperties: { at: { type: string, format: date-time } }\n';

/**
 * Runs the template of the packed toolkit, which is installed in the project, with AsyncAPI's two commands, which are installed elsewhere.
 * Throws unless the output is that of `hookbook generate`, byte for byte, and the installed package is as it was. Gives a line for each.
 */
export function runTemplate(box, project) {
  for (const folder of ['webhooks', 'schemas']) mkdirSync(join(project, folder));
  cpSync(join(repository, 'asyncapi.yaml'), join(project, 'asyncapi.yaml'));
  writeFileSync(join(project, 'webhooks/ping.yaml'), ping);
  writeFileSync(join(project, 'schemas/ping.yaml'), schema);
  const installed = join(project, 'node_modules/hookbook/templates');
  const before = readFiles(installed);
  const expected = documents.map((each) => generate(project, each));
  return [generator2(), cli6(box)].map(({ name, command, program, seconds }, index) => {
    for (const [number, each] of documents.entries()) {
      const out = join(project, `out-${index}-${number}`);
      const [node, ...args] = [...program, ...argumentsOf(command, each, out)];
      const { code, output } = runWith({ ASYNCAPI_METRICS_CONFIG_PATH: join(box, 'asyncapi-analytics') }, project, node, ...args);
      if (code !== 0) throw new Error(`the template fails under ${name} for ${each.document}:\n${output}`);
      compare(`${name}, ${each.document}`, readFiles(out), expected[number]);
    }
    compare(`the installed package after ${name}`, readFiles(installed), before);
    return `${name}${seconds === undefined ? '' : ` (installed in ${seconds} s)`}`;
  });
}

function generate(project, { document, root }) {
  const out = join(project, 'expected', document);
  const args = root === null ? [] : ['--root', root];
  must(project, 'npx', '--no-install', 'hookbook', 'generate', '--document', document, '--out', out, ...args);
  return readFiles(out);
}

/** The generator's own command, from this repository's dependencies. */
function generator2() {
  const folder = join(repository, 'node_modules/@asyncapi/generator');
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (!version.startsWith('2.')) throw new Error(`@asyncapi/generator 2 is to be tried, and ${version} is installed`);
  return { name: `@asyncapi/generator ${version}`, command: 'asyncapi-generator', program: [process.execPath, join(folder, 'cli.js')] };
}

/** The AsyncAPI CLI, which needs Node 24. */
function cli6(box) {
  const folder = join(box, 'asyncapi-cli');
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  const start = Date.now();
  install(folder, `@asyncapi/cli@${cliVersion}`);
  const seconds = Math.round((Date.now() - start) / 1000);
  const node24 = must(box, 'npx', '--yes', '--package', 'node@24', '-c', 'node -p process.execPath').trim();
  const program = [node24, join(folder, 'node_modules/@asyncapi/cli/bin/run_bin'), 'generate', 'fromTemplate'];
  return { name: `@asyncapi/cli ${cliVersion}`, command: '@asyncapi/cli generate fromTemplate', program, seconds };
}

function readFiles(folder) {
  const paths = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  const files = paths.filter((path) => statSync(join(folder, path)).isFile()).sort();
  return new Map(files.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

function compare(name, files, wanted) {
  if (wanted.size === 0) throw new Error(`${name}: there is nothing to compare with`);
  const paths = new Set([...files.keys(), ...wanted.keys()]);
  const different = [...paths].filter((path) => files.get(path) !== wanted.get(path));
  if (different.length > 0)
    throw new Error(`${name}: ${different.length} files differ or are missing, ${different.slice(0, 5).join(', ')}`);
}

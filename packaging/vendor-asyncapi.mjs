// Compiles the JSON Schemas of AsyncAPI 3 into dist. Each run of hookbook would spend most of a second on compiling
// them, and a valid document needs only their verdict (catalogue/read/asyncapi-parser.ts).
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AsyncAPIFormats } from '@asyncapi/parser/cjs/ruleset/formats.js';
import { getSchema } from '@asyncapi/parser/cjs/ruleset/functions/documentStructure.js';
import { _, Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import addFormats from 'ajv-formats';
import { minifySync } from 'rolldown/utils';
import { vendored, writeVendored } from './write-vendored.mjs';

const specs = dirname(createRequire(import.meta.url).resolve('@asyncapi/specs/package.json'));
const readVersion = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
const version = readVersion(specs);
const inputs = [
  version,
  readFileSync(fileURLToPath(import.meta.url)),
  readFileSync(fileURLToPath(new URL('../package.json', import.meta.url))),
];
const origin = createHash('sha256').update(inputs.join('\n')).digest('hex');

/** Half of the schema is about other protocols and schema languages, which are left to the parser. */
const isOther = (id) => /\/bindings\/(?!http\/)[^/]+\/|\/(?:avro|openapi)Schema_/.test(id);

/** The verdicts of Spectral's own ajv. The parser validates a document with and without references resolved. */
function compile(asyncapi) {
  const ajv = new Ajv({ strict: false, unicodeRegExp: false, messages: false, inlineRefs: false, code: { source: true } });
  addFormats.default(ajv);
  // Thrown rather than refused: next to others in a oneOf, a schema that refuses could make a document valid.
  ajv.addKeyword({ keyword: 'leftToParser', code: ({ gen }) => gen.throw(_`new Error('left to the parser')`) });
  const ids = [true, false].map((resolved) => {
    const schema = getSchema(new Set([AsyncAPIFormats.get(asyncapi)]), resolved);
    for (const id of Object.keys(schema.definitions).filter(isOther)) schema.definitions[id] = { $id: id, leftToParser: true };
    // At once, because the next schema defines the same ids.
    ajv.compile(schema);
    return schema.$id;
  });
  const code = standaloneCode.default(ajv, { resolved: ids[0], unresolved: ids[1] });
  return `// ${origin}\n${minifySync(`${asyncapi}.cjs`, code).code}\n`;
}

for (const asyncapi of ['3.0.0', '3.1.0']) {
  const name = `asyncapi/${asyncapi}.cjs`;
  if (existsSync(vendored(name)) && readFileSync(vendored(name), 'utf8').startsWith(`// ${origin}\n`)) continue;
  writeVendored(name, compile(asyncapi));
}
const terms = `The files beside this one are compiled from the JSON Schemas of @asyncapi/specs ${version}: https://github.com/asyncapi/spec-json-schemas\n`;
writeVendored('asyncapi/LICENSE', [terms, ...['NOTICE', 'LICENSE'].map((name) => readFileSync(join(specs, name), 'utf8'))].join('\n'));

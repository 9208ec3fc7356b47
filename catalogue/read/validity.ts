import type { Json, JsonObject } from '../model/model.js';
import { copyDocument } from '../model/nodes.js';
import { joinPointer } from '../model/pointer.js';
import type { Finding } from '../model/problem.js';
import { canonicalPointer } from './refs.js';
import { originalPointer, separateSchemas } from './separate-schemas.js';

/**
 * Validates a bundled document against the AsyncAPI specification. `diff` often reads the same document as its older
 * and its newer version, and validation takes most of the time: the latest result is kept.
 */
export async function checkAsyncapi(document: JsonObject): Promise<readonly Finding[]> {
  const text = JSON.stringify(document);
  if (latest?.text !== text) latest = { text, findings: await validate(document) };
  return latest.findings;
}

let latest: { readonly text: string; readonly findings: readonly Finding[] } | null = null;

/** `@asyncapi/parser` gets a copy with local references only and nothing that trips it: it opens no file or socket. */
async function validate(document: JsonObject): Promise<Finding[]> {
  const version = document['asyncapi'];
  if (typeof version !== 'string' || !/^[23]\.\d+\.\d+$/.test(version)) {
    const written = version === undefined ? 'is missing' : `is ${JSON.stringify(version)}`;
    const wanted = typeof version === 'string' ? 'versions 2 and 3 are read' : 'it must be a version of AsyncAPI as a string';
    return [
      {
        code: 'invalid-asyncapi',
        message: `\`asyncapi\` ${written}: ${wanted}`,
        fix: 'write asyncapi: 3.1.0',
        pointer: '/asyncapi',
      },
    ];
  }
  const parser = (await import('./asyncapi-parser.js')).createParser();
  const { copy, originals } = separateSchemas(document);
  const shielded = shield(copy);
  let diagnostics: Awaited<ReturnType<typeof parser.validate>>;
  try {
    diagnostics = await parser.validate(JSON.stringify(shielded));
  } catch (error) {
    return [
      {
        code: 'invalid-asyncapi',
        message: `the AsyncAPI parser can't read the document: ${String(error instanceof Error ? error.message : error)}`,
        fix: 'look for unusual names or references in it',
        pointer: '',
      },
    ];
  }
  const findings = diagnostics
    .filter(({ severity, code }) => severity === 0 && !aboutExamples(String(code)))
    .map(
      (diagnostic): Finding => ({
        code: 'invalid-asyncapi',
        message: `${unshield(diagnostic.message)} (${diagnostic.code})`,
        atKey: diagnostic.message.includes('is not expected to be here'),
        fix: fixOf(diagnostic.message, version),
        pointer: canonicalPointer(
          document,
          originalPointer(joinPointer('', ...diagnostic.path.map((segment) => unshield(String(segment)))), originals),
        ),
      }),
    );
  return withoutEchoes(findings);
}

/** For 2.x, the parser reports examples that don't match their schemas. Lint does so for all versions, as warnings. */
const aboutExamples = (code: string) => /example|default/.test(code);

function fixOf(message: string, version: string): string {
  if (/type must be string/.test(message)) return "put it in quotes, if it is a number or a date that is meant as text: '1.10'";
  return `compare it with https://www.asyncapi.com/docs/reference/specification/v${version}`;
}

/**
 * The parser reports a node wherever a reference leads to it, before and after resolving, and that each branch and each
 * schema around it failed: only what is innermost says what is wrong.
 */
function withoutEchoes(findings: readonly Finding[]): Finding[] {
  const distinct = [...new Map(findings.map((finding) => [`${finding.pointer}\n${finding.message}`, finding])).values()];
  return distinct.filter(
    ({ pointer, message }) => !echo.test(message) || !distinct.some((other) => other.pointer.startsWith(`${pointer}/`)),
  );
}

const echo = /must match (?:"(?:then|else|if)" schema|exactly one schema in oneOf|a schema in anyOf)|must match (?:some|exactly)/;

const SHIELD = 'hookbook-name:';

/** Names that every JavaScript object inherits: a property called `hasOwnProperty` crashes the parser. */
const tripping = (name: string) => name in Object.prototype;

const maxComparedValues = 500;

function shield(document: JsonObject): Json {
  return copyDocument(document, {
    name: (name, role) => (tripping(name) || (name === '$ref' && role === 'data') ? SHIELD + name : name),
    // The parser compares each value of an enum to each other.
    data: (value, name) => (name === 'enum' && Array.isArray(value) ? value.slice(0, maxComparedValues) : value),
    ref: (ref) =>
      ref
        .split('/')
        .map((segment) => (tripping(segment) ? SHIELD + segment : segment))
        .join('/'),
  });
}

const unshield = (text: string) => text.replaceAll(SHIELD, '');

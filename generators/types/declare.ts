import type { Options } from 'json-schema-to-typescript';
import { type DocTag, docComment } from '../render/source-text.js';
import { breakAliasCycles } from './alias-cycles.js';
import type { Docs, Shape } from './shape.js';
import { Tokens } from './tokens.js';
import { buildTypeSchema, nameTypeSchema, type TypeSchema } from './type-schema.js';

const options: Partial<Options> = {
  bannerComment: '',
  additionalProperties: false,
  declareExternallyReferenced: true,
  ignoreMinAndMaxItems: true,
  unknownAny: true,
  $refOptions: { resolve: { external: false } },
  style: { printWidth: 120, singleQuote: true, bracketSpacing: true, semi: true, trailingComma: 'all', objectWrap: 'collapse' },
};

export type Describe = (docs: Docs) => readonly (string | DocTag)[];

/**
 * The declarations of named shapes (`export interface OrderCreated { … }`), by name, in one call of
 * json-schema-to-typescript. `texts` is all that the document says of them, so that no token can be mistaken for a text;
 * `describe` gives a member's comment. Throws where a declaration is missing or was not asked for.
 */
export async function declareTypes(shapes: ReadonlyMap<string, Shape>, texts: string, describe: Describe): Promise<Map<string, string>> {
  if (shapes.size === 0) return new Map();
  const tokens = new Tokens(texts);
  const names = new Map([...shapes.keys()].map((name) => [name, tokens.issue(name)]));
  const comments = new Map<string, Docs>();
  const printing = {
    tokens,
    nameToken: (name: string) => nameToken(names, name),
    docsToken: (docs: Docs) => docsToken(tokens, comments, docs),
  };
  const definitions = [...breakAliasCycles(shapes)].map(([name, shape]): [string, TypeSchema] => {
    const token = nameToken(names, name);
    return [token, nameTypeSchema(buildTypeSchema(shape, printing), token, null)];
  });
  const root = tokens.issue('');
  const code = await compile(root, Object.fromEntries(definitions));
  const declared = splitDeclarations(code).filter(([token]) => token !== root);
  assertNames(
    declared.map(([token]) => tokens.restore(token)),
    [...shapes.keys()],
  );
  const printed = new Map(
    declared.map(([token, declaration]) => [tokens.restore(token), printComments(tokens.restore(declaration), comments, describe)]),
  );
  return new Map([...shapes.keys()].map((name) => [name, printed.get(name) ?? '']));
}

/** An object with a member for each type: what it names is declared. */
async function compile(root: string, definitions: Record<string, TypeSchema>): Promise<string> {
  const { compile: compileTypes } = await import('json-schema-to-typescript');
  const properties = Object.fromEntries(Object.keys(definitions).map((token) => [token, { $ref: `#/definitions/${token}` }]));
  const schema = { title: root, properties, required: [], additionalProperties: false, definitions };
  return compileTypes(schema as Parameters<typeof compileTypes>[0], root, options);
}

function nameToken(names: ReadonlyMap<string, string>, name: string): string {
  const token = names.get(name);
  if (token === undefined) throw new Error(`internal error: no definition is called ${name}`);
  return token;
}

function docsToken(tokens: Tokens, comments: Map<string, Docs>, docs: Docs): string | null {
  if (docs.text === null && docs.facts.length === 0 && docs.example === null && !docs.deprecated) return null;
  const token = tokens.reserve();
  comments.set(token, docs);
  return token;
}

/** The declarations in formatted code, each by the name that it declares; a line that starts one starts with `export`. */
function splitDeclarations(code: string): [string, string][] {
  return code
    .split(/^(?=export )/m)
    .map((declaration) => declaration.trim())
    .filter((declaration) => declaration !== '')
    .map((declaration) => [/^export (?:interface|type) (\w+)/.exec(declaration)?.[1] ?? '', declaration]);
}

/** The compiler names types itself where it sees reason to: none of its names may get into what apps import. */
function assertNames(declared: readonly string[], expected: readonly string[]): void {
  const asked = new Set(expected);
  const found = new Set<string>();
  const surplus = declared.filter((name) => found.has(name) || (found.add(name) && !asked.has(name)));
  const missing = expected.filter((name) => !found.has(name));
  if (surplus.length + missing.length === 0) return;
  throw new Error(
    `internal error: types declared that were not asked for: ${surplus.join(', ') || 'none'}; not declared: ${missing.join(', ') || 'none'}`,
  );
}

/** Puts the members' comments in, each at its indent. */
function printComments(declaration: string, comments: ReadonlyMap<string, Docs>, describe: Describe): string {
  return declaration.replace(/^( *)\/\*\*\n *\* (\w+)\n *\*\/\n/gm, (block, indent: string, token: string) => {
    const docs = comments.get(token);
    const comment = docs ? docComment(describe(docs), indent) : block;
    return comment === '' ? '' : `${comment}\n`;
  });
}

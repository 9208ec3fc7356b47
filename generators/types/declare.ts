import type { Options } from 'json-schema-to-typescript';
import type { Shape } from './shape.js';
import { buildTypeSchema, type DescribeMember, type TypeSchema } from './type-schema.js';

const options: Partial<Options> = {
  bannerComment: '',
  additionalProperties: false,
  ignoreMinAndMaxItems: true,
  // No schema of ours refers to another, so there is nothing to look for.
  $refOptions: { resolve: { external: false }, dereference: { excludedPathMatcher: () => true } },
  style: { printWidth: 120, singleQuote: true, bracketSpacing: true, semi: true, trailingComma: 'all', objectWrap: 'collapse' },
};

export type Declare = (name: string, shape: Shape) => Promise<string>;

/** Prints declarations, such as `export interface OrderCreated { … }`. What policies share is compiled once. */
export function createDeclare(describe: DescribeMember): Declare {
  const printed = new Map<string, Promise<string>>();
  return (name, shape) => {
    const schema = buildTypeSchema(shape, describe);
    const key = JSON.stringify([name, schema]);
    const declaration = printed.get(key) ?? compileType(name, schema);
    printed.set(key, declaration);
    return declaration;
  };
}

async function compileType(name: string, schema: TypeSchema): Promise<string> {
  const { compile } = await import('json-schema-to-typescript');
  // The compiler changes names such as `Order2created` and `注文`, but not this one. Lines break by its length.
  const title = 'T'.repeat(name.length);
  const code = await compile({ ...schema, title }, title, options);
  const head = ['export interface ', 'export type '].find((one) => code.startsWith(`${one}${title} `));
  if (head === undefined) throw new Error(`internal error: the compiler did not declare ${name}`);
  return `${head}${name}${code.slice(head.length + title.length).trimEnd()}`;
}

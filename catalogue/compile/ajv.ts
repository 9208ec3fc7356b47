import { _, Ajv, CodeGen, type CodeKeywordDefinition, KeywordCxt, Name } from 'ajv';
import { arrayKeywords } from './keywords/arrays.js';
import { callee, judge, type Unit } from './keywords/judge.js';
import { objectKeywords } from './keywords/objects.js';
import { scalarKeywords } from './keywords/scalars.js';
import { unionKeywords } from './keywords/unions.js';
import type { Prepared } from './schema.js';

/** The source of functions that say whether a value is valid, and no more: the first error ends them. */
export interface FastChecks {
  /** Compiles a schema: the code of a function of that name, behind those that only it calls. */
  compile(name: string, schema: Prepared): string;
  /** The declarations of templates/validators that the code calls. */
  readonly used: ReadonlySet<string>;
}

/**
 * ajv walks the schemas and calls our keywords, which write the code. The function around that code is ours too: ajv's
 * own would keep a list of errors. A schema that `anyOf` and the like try becomes a function of its own, named after
 * the one that calls it.
 */
export function openFastChecks(): FastChecks {
  const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false, addUsedSchema: false, meta: false, logger: false });
  for (const keyword of Object.keys(ajv.RULES.all)) ajv.removeKeyword(keyword);
  const used = new Set<string>();
  let waiting: [name: string, Prepared][] = [];
  let current = '';
  let code = '';
  let count = 0;
  const unit: Unit = {
    use(name) {
      used.add(name);
      return new Name(name);
    },
    pattern(source) {
      return _`${new Name('expressions')}[${source}]`;
    },
    split(schema) {
      const name = `${current}$${++count}`;
      waiting.push([name, schema]);
      return callee(name);
    },
  };
  const root: CodeKeywordDefinition = {
    keyword: 'function',
    code(outer) {
      const gen = new CodeGen(ajv.scope, { lines: true });
      const data = new Name('data');
      const context = new KeywordCxt({ ...outer.it, gen }, { ...root, type: [], schemaType: [] }, 'function');
      const [name, schema] = waiting.shift() ?? [current, true];
      judge(context, schema, data);
      gen.return(true).optimize();
      code = `function ${name}(data){\n${gen.toString()}}\n${code}`;
    },
  };
  const keywords = [scalarKeywords, unionKeywords, arrayKeywords, objectKeywords].flatMap((define) => define(unit));
  for (const keyword of [...keywords, root]) ajv.addKeyword(keyword);
  return {
    compile(typeName, schema) {
      current = typeName;
      code = '';
      count = 0;
      waiting = [[typeName, schema]];
      while (waiting.length > 0) {
        const source = { function: true };
        ajv.compile(source);
        ajv.removeSchema(source);
      }
      return code;
    },
    used,
  };
}

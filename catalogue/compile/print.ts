import type { Json } from '../model/model.js';
import { isObject } from '../model/own.js';
import { takeDeclarations } from './declarations.js';
import { type MaskedCode, maskLiterals, printLiteral } from './literals.js';
import { rewriteMembers, value } from './members.js';
import { findRepeating } from './repeats.js';

/** What ajv's code became. */
export interface PrintedChecks {
  readonly code: string;
  /** The function of each schema's id: `(value, pointer, errors) => void`. */
  readonly functions: ReadonlyMap<string, string>;
  /** The keywords that it reports. */
  readonly keywords: ReadonlySet<string>;
  /** The words of the code, among them the functions of templates/validators that it calls. */
  readonly words: ReadonlySet<string>;
}

/** The list of errors, while `errors` is still ajv's counter. */
const list = '@errors';

/**
 * ajv's standalone code in a smaller dialect: one list of errors is handed down (`validate3(data, pointer, errors)`), an error is
 * one call, what ajv requires of its own package is ours, and of its copies of the schemas only the values that are used are kept.
 * A third of the size, and no quadratic concatenation of errors. `batch` tells the names of one module's batches apart.
 *
 * The rules match whole shapes of ajv's code, whose literals are masked. What they don't know stays, and is refused at the end:
 * so another ajv may stop this, and never make it wrong in silence.
 */
export function printChecks(source: string, batch = 0): PrintedChecks {
  const masked = maskLiterals(source);
  const keywords = new Set<string>();
  const declared = takeDeclarations(masked);
  const rewritten = rewriteMembers(rewriteTests(rewriteErrors(declared.code, masked, keywords)), masked);
  const constants: [string, string][] = [];
  const rename = (text: string) => (batch === 0 ? text : text.replace(/(?<![.\w$])(validate|pattern|values)(\d+)/g, `$1${batch}_$2`));
  const code = declared
    .names(resolveSchemas(rewritten, declared.schemas, masked, constants))
    .replace(/\n{2,}/g, '\n')
    .trim();
  refuseLeftovers(code);
  const repeating = findRepeating(code);
  return {
    code: [
      ...[...constants, ...declared.patterns].map(([name, expression]) => `const ${rename(name)} = ${expression};`),
      masked.unmask(rename(code)),
      ...repeating.map((name) => rename(`${name} = once(${name});`)),
    ].join('\n'),
    functions: new Map([...declared.functions].map(([id, name]) => [id, rename(name)])),
    keywords,
    words: new Set([...(code.match(/(?<![.\w$])[A-Za-z_$][\w$]*/g) ?? []), ...(repeating.length > 0 ? ['once'] : [])]),
  };
}

/** Functions, calls, errors and the bookkeeping of errors. */
function rewriteErrors(code: string, masked: MaskedCode, keywords: Set<string>): string {
  let calls = 0;
  return code
    .replace(/(\bkey\d+)\.replace\(\/~\/g, "~0"\)\.replace\(\/\\\/\/g, "~1"\)/g, 'escapeSegment($1)')
    .replace(
      /^(function \w+\(data), \{instancePath="", parentData, parentDataProperty, rootData=data\}=\{\}\)\{$/gm,
      `$1, instancePath, ${list}){`,
    )
    .replace(/^let vErrors = null;\nlet errors = 0;\n/gm, '')
    .replace(/^validate\d+\.errors = null;\nreturn true;\n/gm, '')
    .replace(/^validate\d+\.errors = vErrors;\nreturn errors === 0;\n/gm, '')
    .replace(
      /^const (err\d+) = \{(.*)\};\nif\(vErrors === null\)\{\nvErrors = \[\1\];\n\}\nelse \{\nvErrors\.push\(\1\);\n\}\nerrors\+\+;$/gm,
      (_, _name: string, body: string) => printError(body, masked, keywords),
    )
    .replace(
      /^if\(!\((validate\d+)\((.*), \{instancePath(?::(.*?))?,parentData.*rootData\}\)\)\)\{\nvErrors = vErrors === null \? \1\.errors : vErrors\.concat\(\1\.errors\);\nerrors = vErrors\.length;\n\}(\nelse)?/gm,
      (_, name: string, data: string, pointer: string | undefined, otherwise: string | undefined) =>
        printCall(name, data, pointer ?? 'instancePath', otherwise ?? '', () => calls++),
    )
    .replace(
      /^errors = (_errs\d+);\nif\(vErrors !== null\)\{\nif\(\1\)\{\nvErrors\.length = \1;\n\}\nelse \{\nvErrors = null;\n\}\n\}$/gm,
      `${list}.length = $1;`,
    )
    .replace(/(?<![.\w$@])errors(?![\w$])/g, `${list}.length`)
    .replaceAll(list, 'errors');
}

/** A call of another check, which adds its errors to the list; they are counted where ajv asks how it went. */
function printCall(name: string, data: string, pointer: string, otherwise: string, next: () => number): string {
  // What a name breaks is said of the name, by the error of `propertyNames`; here stands a name in place of a value.
  if (/^key\d+$/.test(data)) {
    const own = `before${next()}`;
    return `const ${own} = [];\n${name}(${data}, "", ${own});\nif(${own}.length > 0){\nadd(${list}, instancePath, "propertyNames", ${data});\n}${otherwise}`;
  }
  const call = `${name}(${data}, ${pointer}, ${list});`;
  if (otherwise === '') return call;
  const before = `before${next()}`;
  return `const ${before} = ${list}.length;\n${call}\nif(${list}.length > ${before}){\n}${otherwise}`;
}

/** `{instancePath:…,schemaPath:…,keyword:…,params:{…},propertyName:…}` as a call; nothing where the error is only counted. */
function printError(body: string, masked: MaskedCode, keywords: Set<string>): string {
  if (body === '') return `${list}.push(null);`;
  const parts = /^instancePath(?::([^,]*))?,schemaPath:[^,]*,keyword:("[^"]*"),params:\{(.*)\}(?:,propertyName:(\w+))?$/.exec(body);
  if (parts === null) throw new Error(`ajv has an error of an unknown shape: ${masked.unmask(body)}`);
  const [, pointer = 'instancePath', keyword = '""', params = '', name] = parts;
  keywords.add(masked.textOf(keyword));
  const values = params
    .split(/, (?=\w+: )/)
    .map((param) => /^(\w+): (.*)$/s.exec(param))
    .flatMap((param) => (param?.[1] === undefined || ['comparison', 'depsCount', 'deps'].includes(param[1]) ? [] : [param[2] ?? '']));
  const given = values.length > 1 ? [`[${values.join(', ')}]`] : values;
  return `add(${[list, pointer, keyword, ...given, ...(name === undefined ? [] : [...(given.length === 0 ? ['undefined'] : []), name])].join(', ')});`;
}

/** Tests that ajv spells out at length, as calls that mean the same. */
function rewriteTests(code: string): string {
  const literal = '"[^"]*"';
  const isNumber = String.raw`\(typeof (${value}) == "number"\)`;
  return code
    .replace(
      new RegExp(
        String.raw`^for\(const (prop\d+) of (.*)\)\{\nif\(\((${value})\[\1\] === undefined\) \|\| \(!\(func\d+\.call\(\3, \1\)\)\)\)\{\nadd\(errors, (.*), "required", \1\);\n\}\n\}$`,
        'gm',
      ),
      'need($3, $4, errors, $2);',
    )
    .replace(/(?<![.\w$])isNaN\(/g, 'Number.isNaN(')
    .replace(
      new RegExp(String.raw`\(${isNumber} && \(!\(\1 % 1\) && !Number\.isNaN\(\1\)\)\) && \(isFinite\(\1\)\)`, 'g'),
      'Number.isInteger($1)',
    )
    .replace(new RegExp(String.raw`${isNumber} && \(isFinite\(\1\)\)`, 'g'), 'Number.isFinite($1)')
    .replace(
      new RegExp(String.raw`(?<![\w$.\]])(${value})(?:\.[\w$]+|\[${literal}\]) !== undefined && func\d+\.call\(\1, (${literal})\)`, 'g'),
      'own($1, $2)',
    )
    .replace(
      new RegExp(String.raw`\((${value})(?:\.[\w$]+|\[${literal}\]) === undefined\) \|\| \(!\(func\d+\.call\(\1, (${literal})\)\)\)`, 'g'),
      '!own($1, $2)',
    )
    .replace(new RegExp(String.raw`(?<![\w$.\]])(${value}) && typeof \1 == "object" && !Array\.isArray\(\1\)`, 'g'), 'object($1)')
    .replace(/^if\((object\(.*\)|Array\.isArray\(.*\))\)\{\n\}\nelse \{$/gm, 'if(!$1){')
    .replace(
      new RegExp(String.raw`^if\(!own\((${value}), (${literal})\)\)\{\nadd\(errors, (.*), "required", \2\);\n\}$`, 'gm'),
      'need($1, $3, errors, [$2]);',
    );
}

/** `schema3.properties.state.enum` as its value: a literal, or a constant where it is a list or an object. */
function resolveSchemas(code: string, schemas: ReadonlyMap<string, Json>, masked: MaskedCode, constants: [string, string][]): string {
  const names = new Map<string, string>();
  return code.replace(/(?<![.\w$])(schema\d+)((?:\.[\w$]+(?![\w$(])|\["[^"]*"\]|\[\d+\])*)/g, (whole, name: string, path: string) => {
    const segments = [...path.matchAll(/\.([\w$]+)|\[("[^"]*"|\d+)\]/g)].map(
      ([, plain, quoted = '""']) => plain ?? String(JSON.parse(masked.unmask(quoted))),
    );
    const found = segments.reduce<Json | undefined>(
      (node, key) => (Object(node) === node && Object.hasOwn(Object(node), key) ? (node as Record<string, Json>)[key] : undefined),
      schemas.get(name),
    );
    if (found === undefined) throw new Error(`ajv refers to ${masked.unmask(whole)}, which is in no schema`);
    if (typeof found === 'string') return masked.literal(found);
    if (typeof found !== 'object' || found === null) return printLiteral(found);
    // `properties` is only asked for its members' names: see additionalProperties.
    const printed = printLiteral(
      segments.at(-1) === 'properties' && isObject(found) ? Object.fromEntries(Object.keys(found).map((key) => [key, 0])) : found,
    );
    const constant = names.get(printed) ?? `values${names.size}`;
    if (!names.has(printed)) constants.push([constant, printed]);
    names.set(printed, constant);
    return constant;
  });
}

/** The code must import nothing and hold nothing of ajv's bookkeeping: anything else is a shape that the rules above don't know. */
function refuseLeftovers(code: string): void {
  const found =
    /(?<![.\w$])(?:require|import|export|eval|Function|vErrors|instancePath=|parentData\w*|rootData|(?:schema|func|formats|err|wrapper|root)\d+)(?![\w$])/.exec(
      code,
    );
  if (found) throw new Error(`ajv's code was not understood: ${code.slice(Math.max(0, found.index - 100), found.index + 200)}`);
}

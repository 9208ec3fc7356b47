import type { MaskedCode } from './literals.js';

/** An expression for a value, as ajv's code has it: `data3`, `data.id`, `data5[i0]`, a masked key. */
export const value = String.raw`[\w$]+(?:\.[\w$]+|\["[^"]*"\]|\[\w+\])*`;

/** The parts of a check of one member that its shape captures. */
type Parts = Readonly<Record<string, string | undefined>>;

/** The shape of a check of one member, the keywords that it reports, and the call that says the same. */
interface MemberRule {
  readonly shape: string;
  readonly keywords: readonly string[];
  readonly call: (parts: Parts, place: string) => string;
}

const own = String.raw`^if\(own\((?<data>${value}), (?<key>"[^"]*")\)\)\{\n`;
const member = String.raw`\k<data>(?:\.[\w$]+|\[\k<key>\])`;
const taken = String.raw`let (?<name>data\d+) = ${member};\n`;
const error = (keyword: number, param: string) =>
  String.raw`add\(errors, (?<around${keyword}>instancePath.*?) ?\+ ?(?<place${keyword}>"<\d+>"), (?<keyword${keyword}>"<\d+>"), ${param}\);\n`;

const rules: readonly MemberRule[] = [
  {
    // Whatever the test is: an error of `type` alone says that it is the test of these types.
    shape: String.raw`${own}(?:let data\d+ = .*;\n)?if\(.*\)\{\n${error(1, '(?<type>.*)')}\}\n\}$`,
    keywords: ['type'],
    call: ({ data, key, type }, place) => `typed(${data}, ${key}, ${place}, errors, ${type});`,
  },
  {
    shape: String.raw`${own}if\(${member} !== (?<constant>"[^"]*"|[\w.-]+)\)\{\n${error(1, String.raw`\k<constant>`)}\}\n\}$`,
    keywords: ['const'],
    call: ({ data, key, constant }, place) => `fixed(${data}, ${key}, ${place}, errors, ${constant});`,
  },
  {
    shape: String.raw`${own}${taken}if\(typeof \k<name> === "string"\)\{\nif\(!\((?<format>formats\d+)(?:\.validate)?\(\k<name>\)\)\)\{\n${error(1, '(?<title>"[^"]*")')}\}\n\}\nelse \{\n${error(2, '"string"')}\}\n\}$`,
    keywords: ['format', 'type'],
    call: ({ data, key, title, format }, place) => `formatted(${data}, ${key}, ${place}, errors, ${title}, ${format});`,
  },
];

/** The commonest checks of one member (its type, its constant, its format), as calls that make the error's place from its name. */
export function rewriteMembers(code: string, masked: MaskedCode): string {
  return rules.reduce(
    (text, { shape, keywords, call }) =>
      text.replace(new RegExp(shape, 'gm'), (whole: string, ...rest: unknown[]) => {
        const parts = rest.at(-1) as Parts;
        const places = keywords.map((_, index) => placeAround(parts, index + 1, masked));
        const [place] = places;
        const isSame = keywords.every(
          (keyword, index) => places[index] === place && masked.textOf(parts[`keyword${index + 1}`] ?? '""') === keyword,
        );
        return isSame && place ? call(parts, place) : whole;
      }),
    code,
  );
}

/** The expression for the place that a member is in, from the one for the member; null where the error is of another place. */
function placeAround(parts: Parts, index: number, masked: MaskedCode): string | null {
  const last = masked.textOf(parts[`place${index}`] ?? '""');
  const name = `/${masked
    .textOf(parts['key'] ?? '""')
    .replaceAll('~', '~0')
    .replaceAll('/', '~1')}`;
  if (!last.endsWith(name)) return null;
  const rest = last.slice(0, -name.length);
  return rest === '' ? (parts[`around${index}`] ?? null) : `${parts[`around${index}`]}+${masked.literal(rest)}`;
}

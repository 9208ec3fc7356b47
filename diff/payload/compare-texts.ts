import { isDeepStrictEqual } from 'node:util';
import { checkedFormats } from '../../catalogue/compile/formats.js';
import { getOwn } from '../../catalogue/model/properties.js';
import { type Found, found, showAll } from '../found.js';
import type { Nodes } from './comparison.js';
import type { Kind } from './values.js';

type Texts = ReadonlySet<string>;

/** `pattern`, `format`, and the content's encoding. Patterns can't be compared: two may match anything. */
export function compareTexts(kind: Kind, older: Nodes, newer: Nodes): Found[] {
  if (kind !== 'string' && kind !== 'number') return [];
  const formats = [
    ...compareSets('format', formatsOf(older, kind), formatsOf(newer, kind)),
    ...compareUnchecked('format', formatsOf(older, null), formatsOf(newer, null)),
  ];
  if (kind === 'number') return formats;
  return [
    ...compareSets('pattern', textsOf(older, 'pattern'), textsOf(newer, 'pattern')),
    ...formats,
    ...['contentEncoding', 'contentMediaType'].flatMap((word) => compareUnchecked(word, textsOf(older, word), textsOf(newer, word))),
  ];
}

function compareSets(code: 'pattern' | 'format', older: Texts, newer: Texts): Found[] {
  const [isMore, isLess] = [[...newer].some((one) => !older.has(one)), [...older].some((one) => !newer.has(one))];
  if (!isMore && !isLess) return [];
  return [found(`${code}-${!isLess ? 'added' : !isMore ? 'removed' : 'changed'}`, describeStep(code, older, newer))];
}

/** Validators don't check these; code that reads the value may rely on them. */
function compareUnchecked(word: string, older: Texts, newer: Texts): Found[] {
  if (isDeepStrictEqual(older, newer)) return [];
  return [found('unchecked-format-changed', describeStep(word, older, newer))];
}

function describeStep(word: string, older: Texts, newer: Texts): string {
  const [was, is] = [older, newer].map((texts) => (texts.size === 0 ? `no ${word}` : `${word} ${showAll([...texts])}`));
  return `${is}, was ${was}`;
}

/** The formats that validators check for a type; for null, all others. Formats for strings don't apply to numbers. */
const formatsOf = (parts: Nodes, type: 'string' | 'number' | null): Texts =>
  new Set([...textsOf(parts, 'format')].filter((name) => (checkedFormats.find((format) => format.name === name)?.type ?? null) === type));

const textsOf = (parts: Nodes, keyword: string): Texts =>
  new Set(parts.map(({ schema }) => getOwn(schema, keyword)).filter((text) => typeof text === 'string'));

import { checkedFormats } from '../../catalogue/compile/formats.js';
import { getOwn } from '../../catalogue/model/properties.js';
import { type Found, found, showAll } from '../found.js';
import type { Nodes } from './comparison.js';
import type { Kind } from './values.js';

/** `pattern`, `format` and the encoding of the content. Two different patterns may match anything: regular expressions can't be compared. */
export function compareTexts(kind: Kind, older: Nodes, newer: Nodes): Found[] {
  if (kind !== 'string' && kind !== 'number') return [];
  const type = kind;
  const formats = new Set(checkedFormats.filter((format) => format.type === type).map(({ name }) => name));
  const read = (parts: Nodes) => new Set(textsOf(parts, 'format').filter((name) => isRelevant(name, type)));
  const [was, is] = [read(older), read(newer)];
  const isChecked = (name: string) => formats.has(name);
  return [
    ...(kind === 'string' ? compareSets('pattern', new Set(textsOf(older, 'pattern')), new Set(textsOf(newer, 'pattern'))) : []),
    ...compareSets('format', keep(was, isChecked), keep(is, isChecked)),
    ...compareUnchecked(
      keep(was, (name) => !isChecked(name)),
      keep(is, (name) => !isChecked(name)),
      'format',
    ),
    ...(kind === 'string'
      ? encodings.flatMap((word) => compareUnchecked(new Set(textsOf(older, word)), new Set(textsOf(newer, word)), word))
      : []),
  ];
}

/** Keywords for the content of a string. */
const encodings = ['contentEncoding', 'contentMediaType'] as const;

/** A format for strings doesn't apply to numbers. */
const isRelevant = (name: string, kind: 'string' | 'number') =>
  (checkedFormats.find((format) => format.name === name)?.type ?? kind) === kind;

function compareSets(code: 'pattern' | 'format', older: ReadonlySet<string>, newer: ReadonlySet<string>): Found[] {
  const [added, removed] = [keep(newer, (one) => !older.has(one)), keep(older, (one) => !newer.has(one))];
  if (added.size === 0 && removed.size === 0) return [];
  const message = `${describe(code, newer)}, was ${describe(code, older)}`;
  return [found(removed.size === 0 ? `${code}-added` : added.size === 0 ? `${code}-removed` : `${code}-changed`, message)];
}

/** Validators don't check these; code that reads the value may rely on them. */
function compareUnchecked(older: ReadonlySet<string>, newer: ReadonlySet<string>, word: string): Found[] {
  if ([...older].sort().join() === [...newer].sort().join()) return [];
  return [found('unchecked-format-changed', `${describe(word, newer)}, was ${describe(word, older)}`)];
}

const describe = (word: string, texts: ReadonlySet<string>) => (texts.size === 0 ? `no ${word}` : `${word} ${showAll([...texts])}`);
const keep = (texts: ReadonlySet<string>, test: (text: string) => boolean) => new Set([...texts].filter(test));
const textsOf = (parts: Nodes, keyword: string) =>
  parts.map(({ schema }) => getOwn(schema, keyword)).filter((text) => typeof text === 'string');

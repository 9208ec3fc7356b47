import { canonical } from '../../catalogue/model/canonical.js';
import { type Found, found, show, showAll } from '../found.js';
import { type Alternative, valuesOf } from './alternative.js';
import { canonicalTexts, type Kind, type Values } from './values.js';

/** `enum` and `const`. Whether a tolerant receiver takes other values depends on the older version. */
export function compareValues(kind: Kind, older: Alternative, newer: Alternative): Found[] {
  const [one, two] = [valuesOf(kind, older), valuesOf(kind, newer)];
  if (one && two) return compareLists(one, two);
  if (two) return [found(isOne(two) ? 'const-added' : 'enum-added', `only ${showAll(two.values)}, was any ${kind}`)];
  if (one) return [found(one.isClosed ? 'const-removed' : 'enum-removed', `any ${kind}, was only ${showAll(one.values)}`)];
  return [];
}

function compareLists(older: Values, newer: Values): Found[] {
  const [known, kept] = [canonicalTexts(older), canonicalTexts(newer)];
  const added = newer.values.filter((value) => !known.has(canonical(value)));
  const removed = older.values.filter((value) => !kept.has(canonical(value)));
  const [was, is] = [older.values[0], newer.values[0]];
  if (isOne(older) && newer.values.length === 1 && added.length === 1 && is !== undefined && was !== undefined)
    return [found('const-changed', `always ${show(is)}, was ${show(was)}`)];
  return [
    ...(added.length === 0 ? [] : [found(older.isClosed ? 'const-widened' : 'enum-value-added', `may also be ${showAll(added)}`)]),
    ...(removed.length === 0 ? [] : [found('enum-value-removed', `is no longer ${showAll(removed)}`)]),
  ];
}

const isOne = ({ values, isClosed }: Values) => isClosed && values.length === 1;

import type { Provider } from '../../catalogue/model/model.js';
import { joinPointer } from '../../catalogue/model/pointer.js';
import type { Difference } from '../change.js';
import { differ } from '../difference.js';
import { matchByKey } from '../match.js';
import { describeParts } from './describe.js';

/** The query parameters that the provider adds to its requests. */
export function compareQuery(older: Provider, newer: Provider): Difference[] {
  const at = (code: string, provider: Provider, name: string, message: string) =>
    differ(code, newer, `?${name}: ${message}`, joinPointer(provider.pointer, 'x-webhook', 'query', name));
  return matchByKey(older.query, newer.query, ({ name }) => name).flatMap(({ older: one, newer: two }) => {
    if (two === null) return one === null ? [] : [at('query-parameter-removed', older, one.name, 'was removed')];
    if (one === null) return [at('query-parameter-added', newer, two.name, 'is new')];
    const [was, is] = [describeParts(one.value), describeParts(two.value)];
    return was === is ? [] : [at('query-parameter-changed', newer, two.name, `${is}, was ${was}`)];
  });
}

import type { Delivery, Provider } from '../../catalogue/model/model.js';
import { joinPointer } from '../../catalogue/model/pointer.js';
import { acknowledgeWith } from '../../catalogue/model/receiving.js';
import type { Difference } from '../change.js';
import { differ } from '../difference.js';
import { show } from '../found.js';
import { describeSpan } from './describe.js';

type At = (code: string, key: string, message: string) => Difference;

const spans = [
  { key: 'timeout', code: 'timeout', read: ({ timeoutMs }: Delivery) => timeoutMs },
  { key: 'connectTimeout', code: 'connect-timeout', read: ({ connectTimeoutMs }: Delivery) => connectTimeoutMs },
  { key: 'retryFor', code: 'retry-for', read: ({ retryForMs }: Delivery) => retryForMs },
  { key: 'disableAfter', code: 'disable-after', read: ({ disableAfterMs }: Delivery) => disableAfterMs },
] as const;

/** When a request counts as delivered, and what the provider does if it isn't. */
export function compareDelivery(older: Provider, newer: Provider): Difference[] {
  const [one, two] = [older.delivery, newer.delivery];
  const at: At = (code, key, message) =>
    differ(code, newer, `${key}: ${message}`, joinPointer(newer.pointer, 'x-webhook', 'delivery', key));
  return [
    ...compareAcknowledge(one, two, at),
    ...spans.flatMap(({ key, code, read }) =>
      compareFact(read(one), read(two), key, describeSpan, at, (was, is) =>
        at(`${code}-${is < was ? 'shortened' : 'lengthened'}`, key, describeStep(is, was)),
      ),
    ),
    ...compareRetries(one, two, at),
    ...compareFact(one.notify, two.notify, 'notify', show, at, (was, is) =>
      at('notify-changed', 'notify', `${show(is)}, was ${show(was)}`),
    ),
    ...compareOrder(one, two, at),
  ];
}

const describeStep = (is: number, was: number) => `${describeSpan(is)}, was ${describeSpan(was)}`;

/** If one version doesn't document a fact, the delivery may be the same as before, but receivers can't rely on it. */
function compareFact<T extends string | number>(
  was: T | null,
  is: T | null,
  key: string,
  describe: (value: T) => string,
  at: At,
  compare: (was: T, is: T) => Difference,
): Difference[] {
  if (was === is) return [];
  if (was === null) return is === null ? [] : [at('delivery-documented', key, `${describe(is)}, was not documented`)];
  return is === null ? [at('delivery-undocumented', key, `no longer documented, was ${describe(was)}`)] : [compare(was, is)];
}

/** The status that receivers of the older version respond with matters most. */
function compareAcknowledge(older: Delivery, newer: Delivery, at: At): Difference[] {
  const [was, is] = [older.acknowledges, newer.acknowledges];
  const describe = (statuses: Delivery['acknowledges']) => statuses.join(', ') || 'not documented';
  const message = `${describe(is)}, was ${describe(was)}`;
  const counts = (status: number | '2xx', accepted = is) =>
    accepted.includes(status) || (status !== '2xx' && status >= 200 && status <= 299 && accepted.includes('2xx'));
  const added = is.filter((status) => !counts(status, was));
  const removed = was.filter((status) => !counts(status));
  if (added.length === 0 && removed.length === 0) return [];
  if (is.length === 0) return [at('delivery-undocumented', 'acknowledge', message)];
  if (!counts(acknowledgeWith(older))) return [at('acknowledge-status-dropped', 'acknowledge', message)];
  if (was.length === 0) return [at('delivery-documented', 'acknowledge', message)];
  return [
    ...(added.length > 0 ? [at('acknowledge-widened', 'acknowledge', message)] : []),
    ...(removed.length > 0 ? [at('acknowledge-narrowed', 'acknowledge', message)] : []),
  ];
}

function compareRetries(older: Delivery, newer: Delivery, at: At): Difference[] {
  const [one, two] = [older.retriesMs, newer.retriesMs];
  const describe = (waits: readonly number[]) => (waits.length === 0 ? 'none' : waits.map(describeSpan).join(', '));
  return compareFact(one === null ? null : describe(one), two === null ? null : describe(two), 'retries', String, at, (was, is) => {
    const more = (two?.length ?? 0) - (one?.length ?? 0);
    return at(more === 0 ? 'retries-rescheduled' : more > 0 ? 'retries-more' : 'retries-fewer', 'retries', `${is}, was ${was}`);
  });
}

/** `false` and undocumented both promise nothing. */
function compareOrder({ ordered: was }: Delivery, { ordered: is }: Delivery, at: At): Difference[] {
  if (is === was) return [];
  if (is === true) return [at('order-promised', 'ordered', 'events arrive in order')];
  if (was === true) return [at('order-dropped', 'ordered', 'events may arrive in any order')];
  if (is === null) return [at('delivery-undocumented', 'ordered', 'no longer documented')];
  return [at('delivery-documented', 'ordered', 'events may arrive in any order, as before')];
}

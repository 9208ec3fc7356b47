import { isObject, isText } from './json.js';

/**
 * @typedef {object} Payment
 * @property {'payment'} kind
 * @property {string} reference
 * @property {number} amount in the currency's minor unit
 * @property {string} currency upper case
 *
 * @typedef {object} Order
 * @property {'order'} kind
 * @property {string} reference as the customer knows it
 * @property {boolean} paid
 *
 * @typedef {Payment | Order} Entry
 */

/** An event that lacks what bookkeeping needs of it. */
export class Incomplete extends Error {}

/**
 * How each event is booked that bookkeeping has an interest in; all others are only passed on. The types are the contract's, so that
 * `npm run typecheck` fails where a field is gone.
 *
 * @type {{
 *   'gately payment.succeeded'(event: import('@hookbook/events/gately').PaymentSucceeded): Payment,
 *   'ecwid order.created'(event: import('@hookbook/events/ecwid').OrderCreated): Order,
 *   'ecwid order.updated'(event: import('@hookbook/events/ecwid').OrderUpdated): Order,
 * }}
 */
const rules = {
  'gately payment.succeeded': ({ data }) => ({
    kind: 'payment',
    reference: need(data.id, isText, '/data/id'),
    amount: need(data.amount, isAmount, '/data/amount'),
    currency: need(data.currency, isText, '/data/currency').toUpperCase(),
  }),
  'ecwid order.created': ({ data }) => bookOrder(data),
  'ecwid order.updated': ({ data }) => bookOrder(data),
};

/** What is booked of an event; null: nothing. Throws Incomplete, with the event and the member in the message. @returns {Entry | null} */
export function book(/** @type {string} */ provider, /** @type {string} */ name, /** @type {unknown} */ event) {
  const key = `${provider} ${name}`;
  const rule = Object.hasOwn(rules, key) ? /** @type {Record<string, (event: never) => Entry>} */ (rules)[key] : undefined;
  if (rule === undefined) return null;
  try {
    if (!isObject(event) || !isObject(event['data'])) throw new Incomplete('/data must be an object');
    return rule(/** @type {never} */ (event));
  } catch (error) {
    if (error instanceof Incomplete) throw new Incomplete(`${key}: ${error.message}`);
    throw error;
  }
}

/** @param {{ orderId: string, newPaymentStatus: string }} data @returns {Order} */
function bookOrder(data) {
  const reference = need(data.orderId, isText, '/data/orderId');
  return { kind: 'order', reference, paid: need(data.newPaymentStatus, isText, '/data/newPaymentStatus') === 'PAID' };
}

/**
 * The contract says what should come, and this what came: signatures prove who sent it, not that it is well-formed.
 *
 * @template T
 * @param {T | undefined} value @param {(value: unknown) => boolean} isFine @param {string} pointer
 */
function need(value, isFine, pointer) {
  if (value === undefined) throw new Incomplete(`${pointer} is missing`);
  if (!isFine(value)) throw new Incomplete(`${pointer} is not what we book`);
  return value;
}

const isAmount = (/** @type {unknown} */ value) => Number.isSafeInteger(value);

/**
 * @typedef {import('./bookkeeping.js').Entry} Entry
 *
 * @typedef {object} Delivery
 * @property {string} provider
 * @property {string} id
 * @property {string | null} event null: its body doesn't say
 * @property {Buffer} body the bytes that were sent
 * @property {unknown} payload what they say; undefined where they are no JSON
 *
 * @typedef {object} Outcome
 * @property {Entry | null} entry what is booked
 * @property {string | null} aside why a person has to look at it
 */

/** What bookkeeping keeps. In memory, for the example: yours is a database, and `accept` one transaction with a unique (provider, id). */
export function createStore() {
  /** @type {Map<string, Delivery & Outcome>} */
  const accepted = new Map();
  return {
    /** Keeps a delivery and what comes of it, in one step, unless it was accepted before. @param {Delivery} delivery @param {() => Outcome} judge */
    accept(delivery, judge) {
      const key = JSON.stringify([delivery.provider, delivery.id]);
      if (!accepted.has(key)) accepted.set(key, { ...delivery, ...judge() });
    },
    /** What is passed on to the other teams: what is not set aside, as it came. */
    forwarded: () => [...accepted.values()].filter(({ aside }) => aside === null).map(({ entry, aside, ...delivery }) => delivery),
    /** In the order in which they came. */
    all: () => [...accepted.values()],
    booked: () => [...accepted.values()].flatMap(({ entry }) => (entry === null ? [] : [entry])),
    aside: () => [...accepted.values()].filter(({ aside }) => aside !== null),
  };
}

/** @typedef {ReturnType<typeof createStore>} Store */

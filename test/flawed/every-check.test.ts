import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { checkNames } from '../conformance/receiver-conformance.js';
import { findFaults } from './find-faults.js';
import { readEvent } from './read-event.js';
import { createSkeleton, type Steps } from './skeleton.js';

const hash = (body: Uint8Array) => createHash('sha256').update(body).digest('hex');
let last: Promise<unknown> = Promise.resolve();

/** Mistakes beside the nine, and what each has to fail at least: between them no check is left that passes whatever it is given. */
const mistakes: readonly { readonly mistake: string; readonly flaw: Partial<Steps>; readonly fails: readonly string[] }[] = [
  {
    mistake: 'answers before it stores',
    flaw: {
      async take({ keep, run }, row) {
        keep(row).then(
          () => run(row),
          () => undefined,
        );
        return 200;
      },
    },
    fails: ['no 2xx before the commit', 'no 2xx if the commit fails', 'a crash during the commit loses no acknowledged event'],
  },
  {
    mistake: 'deduplicates nothing',
    flaw: { keep: (table, row) => table.insert(row).then(() => true) },
    fails: [
      'a crash between commit and answer stores nothing twice',
      'parallel duplicates are stored and handled once',
      'a later duplicate is not handled again',
      'scenario duplicates',
      'scenario retry-after-500',
      'scenario retry-after-timeout',
    ],
  },
  {
    mistake: 'runs the handler first',
    flaw: { take: ({ keep, run }, row) => run(row).then(() => keep(row).then(() => 202)) },
    fails: ['no handler runs before the commit', 'the answer does not wait for handlers'],
  },
  {
    mistake: 'marks as done before it is',
    flaw: {
      async take({ keep, run }, row) {
        if (await keep({ ...row, state: 'done' })) void run(row);
        return 202;
      },
    },
    fails: ['a handler that a crash interrupts runs again'],
  },
  {
    mistake: 'takes the body for the id',
    flaw: { keep: (table, row) => table.insertUnlessThere({ ...row, id: hash(row.body) }) },
    fails: ['an event with another id is not a duplicate'],
  },
  {
    mistake: 'believes everyone, at any time',
    flaw: { makes: () => true, isFresh: () => true },
    fails: [
      'the signature is verified over the exact bytes',
      'an altered request is refused',
      'a refused request leaves no trace',
      'a stale timestamp is refused',
      'scenario forged',
      'scenario stale',
      'scenario tampered',
    ],
  },
  {
    mistake: 'believes no one whose clock is ahead',
    flaw: { isFresh: (signedAt, now, toleranceMs) => signedAt <= now && now - signedAt <= toleranceMs },
    fails: ['a timestamp in the future is refused'],
  },
  {
    mistake: 'compares as a text',
    flaw: { makes: (hmac, signature) => hmac.digest().toString('base64') === signature },
    fails: ['signatures are compared in constant time'],
  },
  {
    mistake: 'refuses what it can not use',
    flaw: { refuse: (body) => (readEvent(body) === 'known' ? null : 400) },
    fails: [
      'an unknown event is acknowledged',
      'an event that does not match its schema is acknowledged',
      'a body that is not a JSON object is acknowledged',
      'scenario unknown-event',
    ],
  },
  {
    mistake: 'refuses members that it does not know',
    flaw: { refuse: (body) => (/"(?!type"|id")\w+":/.test(Buffer.from(body).toString('latin1', 0, 1000)) ? 422 : null) },
    fails: ['scenario unknown-field'],
  },
  {
    mistake: 'breaks down at large bodies',
    flaw: { refuse: (body) => (body.length > 1024 * 1024 ? 500 : null) },
    fails: ['scenario oversized'],
  },
  {
    mistake: 'stands behind a redirect',
    flaw: { refuse: () => 308 },
    fails: ['a genuine event is acknowledged', 'scenario redirect'],
  },
  {
    mistake: 'looks at the first signature only',
    flaw: { pick: (signatures) => signatures.slice(0, 1) },
    fails: ['scenario rotated-secret'],
  },
  {
    mistake: 'has another secret',
    flaw: { makes: () => false },
    fails: ['a genuine event is acknowledged', 'scenario outage', 'scenario last-attempt'],
  },
  {
    mistake: 'acknowledges and does nothing',
    flaw: { take: async () => 202 },
    fails: ['a genuine event is acknowledged', 'scenario happy', 'scenario out-of-order', 'scenario burst'],
  },
  {
    mistake: 'drops what it can not use',
    flaw: {
      async take({ keep, run }, row) {
        if (row.state === 'pending' && (await keep(row))) void run(row);
        return 202;
      },
    },
    fails: ['a request that no handler can use is quarantined'],
  },
  {
    mistake: 'trims the body',
    flaw: { bodyToKeep: (body) => Buffer.from(Buffer.from(body).toString('latin1').trim(), 'latin1') },
    fails: ['the exact bytes are stored', 'handlers get the exact bytes'],
  },
  {
    mistake: 'tries again in three weeks',
    flaw: { waitAfter: () => 21 * 86_400_000 },
    fails: ['a failed handler runs again until it succeeds', 'an event that keeps failing becomes dead and stays stored'],
  },
  {
    mistake: 'tries again every second',
    flaw: { waitAfter: () => 1_000 },
    fails: ['retries wait longer each time'],
  },
  {
    mistake: 'has no fence',
    flaw: { holds: () => true },
    fails: ['a process that resumes late changes nothing'],
  },
  {
    mistake: 'handles one after the other, retries included',
    flaw: {
      async take({ keep, run }, row) {
        if (await keep(row)) last = last.then(() => run(row));
        return 202;
      },
    },
    fails: ['a failing event does not delay others'],
  },
];

for (const { mistake, flaw, fails } of mistakes) {
  test(`a receiver that ${mistake} fails`, async () => {
    last = Promise.resolve();
    expect(Object.keys(await findFaults(() => createSkeleton(flaw), fails))).toEqual(fails);
  });
}

test('every check is failed by one of them', () => {
  expect([...new Set(mistakes.flatMap(({ fails }) => fails))].sort()).toEqual([...checkNames].sort());
});

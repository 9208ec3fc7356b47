import { describe, expect, test } from 'vitest';
import { openReceiver } from '../conformance/receiver/open-receiver.js';
import { describeReceiver, runChecks } from '../conformance/receiver-conformance.js';
import { acknowledgeBeforeCommit } from './acknowledge-before-commit.js';
import { bodyWrittenAnew } from './body-written-anew.js';
import { checkThenInsert } from './check-then-insert.js';
import { effectBeforeDedupe } from './effect-before-dedupe.js';
import { faultsOf, findFaults } from './find-faults.js';
import { refuseUnknown } from './refuse-unknown.js';
import { retryWithoutBackoff } from './retry-without-backoff.js';
import { signatureAfterParse } from './signature-after-parse.js';
import { createSkeleton } from './skeleton.js';
import { staleAccepted } from './stale-accepted.js';
import { tripleEquals } from './triple-equals.js';

describeReceiver('the skeleton without a flaw', async () => openReceiver(createSkeleton()));

const oddly = '{\\x0d\\x0a\\x09"type": "order.created",\\x0d\\x0a\\x09"id": "o1"\\x0d\\x0a}\\x0a';
const anew = '{"type":"order.created","id":"o1"}';
/** How a scenario puts it is the simulator's affair. */
const handled = (times: number) => expect.stringMatching(new RegExp(`order\\.created.* ${times} times`));
const stale = 'answered 202 to a signed time that is 30 s beyond the tolerance';

/** For each receiver the checks that it fails, and what they say of it. */
const flawed = [
  {
    flaw: 'acknowledges before the commit',
    program: acknowledgeBeforeCommit,
    faults: {
      'no 2xx before the commit': 'answered 202 while nothing was committed',
      'no 2xx if the commit fails': 'answered 202 though the commit failed',
      'a crash during the commit loses no acknowledged event': 'what was acknowledged before the crash is not stored',
    },
  },
  {
    flaw: 'checks, then inserts',
    program: checkThenInsert,
    faults: {
      'parallel duplicates are stored and handled once': '50 parallel duplicates are stored 50 times',
      'scenario duplicates': handled(5),
    },
  },
  {
    flaw: 'has its effect before it deduplicates',
    program: effectBeforeDedupe,
    faults: {
      'parallel duplicates are stored and handled once': '50 parallel duplicates had 50 effects',
      'a later duplicate is not handled again': 'four deliveries of one event had 4 effects',
      'no handler runs before the commit': 'a handler ran before the request was committed',
      'scenario duplicates': handled(3),
      'scenario retry-after-500': handled(2),
      'scenario retry-after-timeout': handled(2),
    },
  },
  {
    flaw: 'verifies what a parser left',
    program: signatureAfterParse,
    faults: {
      'the signature is verified over the exact bytes': 'answered 401 to an authentic body with white space',
      'scenario tampered': expect.stringContaining('a line break added: answered 202'),
    },
  },
  {
    flaw: 'compares signatures with ===',
    program: tripleEquals,
    faults: {
      'signatures are compared in constant time': 'a signature that differs in byte 0 was not compared in constant time',
    },
  },
  {
    flaw: 'accepts stale times',
    program: staleAccepted,
    faults: {
      'a stale timestamp is refused': stale,
      'a timestamp in the future is refused': stale,
      'scenario stale': expect.stringContaining('signed long ago: answered 202'),
    },
  },
  {
    flaw: 'answers 4xx to unknown events',
    program: refuseUnknown,
    faults: {
      'an unknown event is acknowledged': 'answered 422 to an authentic event called "order.created.vanished"',
      'scenario unknown-event': expect.stringContaining('an undocumented event: answered 422'),
    },
  },
  {
    flaw: 'keeps the body written anew',
    program: bodyWrittenAnew,
    faults: {
      'the exact bytes are stored': `sent ${oddly}, stored ${anew}`,
      'handlers get the exact bytes': `sent ${oddly}, handed over ${anew}`,
    },
  },
  {
    flaw: 'retries without backoff',
    program: retryWithoutBackoff,
    faults: { 'retries wait longer each time': 'tried again after 0 ms' },
  },
];

describe('the suite fails a receiver, for its flaw and for nothing else, that', () => {
  for (const { flaw, program, faults } of flawed) test(flaw, async () => expect(await findFaults(program)).toEqual(faults));
});

describe('all checks over one and the same receiver find no more and no less in one that', () => {
  for (const { flaw, program, faults } of flawed) {
    test(flaw, async () => expect(faultsOf(await runChecks(async () => openReceiver(program())))).toEqual(faults));
  }
});

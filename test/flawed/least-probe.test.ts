import { describe, expect, test } from 'vitest';
import { conformance, type Probe } from '../../testkit/src/simulate.js';
import type { Program } from '../conformance/receiver/open-receiver.js';
import { serveProgram } from '../conformance/receiver/serve-program.js';
import { secret, shopProvider } from '../conformance/receiver/shop-provider.js';
import { acknowledgeBeforeCommit } from './acknowledge-before-commit.js';
import { bodyWrittenAnew } from './body-written-anew.js';
import { checkThenInsert } from './check-then-insert.js';
import { effectBeforeDedupe } from './effect-before-dedupe.js';
import { faultsOf } from './find-faults.js';
import { refuseUnknown } from './refuse-unknown.js';
import { retryWithoutBackoff } from './retry-without-backoff.js';
import { signatureAfterParse } from './signature-after-parse.js';
import { createSkeleton } from './skeleton.js';
import { staleAccepted } from './stale-accepted.js';
import { tripleEquals } from './triple-equals.js';

type Member = keyof Probe;

/** Over a socket, in real time: what of a probe shows each flaw, and the checks that find it then. Where none is needed, answers show it. */
const flaws: readonly { flaw: string; program: () => Program; probe: readonly Member[]; found: readonly string[] }[] = [
  {
    flaw: 'verifies what a parser left',
    program: signatureAfterParse,
    probe: [],
    found: ['the signature is verified over the exact bytes', 'scenario tampered'],
  },
  {
    flaw: 'accepts stale times',
    program: staleAccepted,
    probe: [],
    found: ['a stale timestamp is refused', 'a timestamp in the future is refused', 'scenario stale'],
  },
  {
    flaw: 'answers 4xx to unknown events',
    program: refuseUnknown,
    probe: [],
    found: ['an unknown event is acknowledged', 'scenario unknown-event'],
  },
  {
    flaw: 'acknowledges before the commit',
    program: acknowledgeBeforeCommit,
    probe: ['commits'],
    found: ['no 2xx before the commit', 'no 2xx if the commit fails'],
  },
  {
    flaw: 'checks, then inserts',
    program: checkThenInsert,
    probe: ['effects', 'settle', 'commits'],
    found: ['parallel duplicates are stored and handled once'],
  },
  {
    flaw: 'has its effect before it deduplicates',
    program: effectBeforeDedupe,
    probe: ['effects', 'settle'],
    found: [
      'parallel duplicates are stored and handled once',
      'a later duplicate is not handled again',
      'scenario duplicates',
      'scenario retry-after-500',
      'scenario retry-after-timeout',
    ],
  },
  {
    flaw: 'keeps the body written anew',
    program: bodyWrittenAnew,
    probe: ['effects', 'settle'],
    found: ['handlers get the exact bytes'],
  },
  {
    flaw: 'keeps the body written anew, as its store shows',
    program: bodyWrittenAnew,
    probe: ['stored', 'settle'],
    found: ['the exact bytes are stored'],
  },
  {
    flaw: 'retries without backoff',
    program: retryWithoutBackoff,
    probe: ['effects', 'settle', 'behave'],
    found: ['retries wait longer each time'],
  },
  {
    flaw: 'compares signatures with ===',
    program: tripleEquals,
    probe: ['traceDigests'],
    found: ['signatures are compared in constant time'],
  },
];

async function check(program: Program, members: readonly Member[], only?: readonly string[]) {
  const { url, probe, close } = await serveProgram(program);
  const given: Probe = Object.fromEntries(Object.entries(probe).filter(([name]) => members.includes(name as Member)));
  try {
    return await conformance(url, { provider: shopProvider, secret, probe: given, ...(only === undefined ? {} : { only }) });
  } finally {
    await close();
  }
}

describe('the least probe that shows the flaw of a receiver, and nothing else, that', () => {
  for (const { flaw, program, probe, found } of flaws) {
    test(`${flaw}: ${probe.join(', ') || 'none'}`, async () => {
      expect(Object.keys(faultsOf(await check(program(), probe)))).toEqual(found);
      for (const member of probe) {
        const less = probe.filter((one) => one !== member);
        expect(faultsOf(await check(program(), less, found)), `without ${member}`).toEqual({});
      }
    });
  }
});

describe('a receiver without a flaw', () => {
  const quick = () => createSkeleton({ waitAfter: (failures) => 260 * 1.35 ** (failures - 1) });

  test('over its address alone', async () => {
    const { ok, checks } = await check(createSkeleton(), []);
    expect(faultsOf({ checks })).toEqual({});
    expect(ok).toBe(true);
    expect(checks.filter(({ verdict }) => verdict === 'kept').length).toBeGreaterThanOrEqual(20);
  });

  test('with all that can be probed in real time', async () => {
    const { checks } = await check(quick(), ['effects', 'settle', 'behave', 'stored', 'commits', 'traceDigests']);
    const left = checks.filter(({ verdict }) => verdict !== 'kept').map(({ name, verdict, message }) => `${verdict}: ${name}: ${message}`);
    expect(left).toEqual([
      'not-checked: a process that resumes late changes nothing: needs probe.relieve (a process that sleeps)',
      'not-checked: a crash during the commit loses no acknowledged event: needs probe.restart (a process that ends)',
      'not-checked: a crash between commit and answer stores nothing twice: needs probe.restart (a process that ends)',
      'not-checked: a handler that a crash interrupts runs again: needs probe.restart (a process that ends)',
    ]);
  });
});

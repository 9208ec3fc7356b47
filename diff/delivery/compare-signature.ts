import type { Provider, Signature } from '../../catalogue/model/model.js';
import { joinPointer } from '../../catalogue/model/pointer.js';
import type { Difference } from '../change.js';
import { differ } from '../difference.js';
import { show } from '../found.js';
import { describeParts, describeSource, describeSpan } from './describe.js';

interface Fact {
  readonly code: string;
  readonly key: string;
  describe(signature: Signature): string;
}

/** Each of these changes every signature. */
const facts: readonly Fact[] = [
  { code: 'signature-header-changed', key: 'header', describe: ({ header }) => header.toLowerCase() },
  { code: 'signature-algorithm-changed', key: 'algorithm', describe: ({ algorithm }) => algorithm },
  { code: 'signature-encoding-changed', key: 'encoding', describe: ({ encoding }) => encoding },
  { code: 'signature-prefix-changed', key: 'prefix', describe: ({ prefix }) => show(prefix) },
  { code: 'signed-content-changed', key: 'signed', describe: ({ signed }) => describeParts(signed) },
];

export function compareSignature(older: Provider, newer: Provider): Difference[] {
  const pointer = (provider: Provider) => joinPointer(provider.pointer, 'x-webhook', 'signature');
  const at = (code: string, key: string | null, message: string) =>
    differ(code, newer, message, key === null ? pointer(newer) : joinPointer(pointer(newer), key));
  const [one, two] = [older.signature, newer.signature];
  if (one === null) return two === null ? [] : [at('signature-added', null, `requests are now signed, in ${two.header}`)];
  if (two === null)
    return [differ('signature-removed', newer, `requests are no longer signed; the signature was in ${one.header}`, pointer(older))];
  const changed = facts.filter(({ describe }) => describe(one) !== describe(two));
  return [
    ...changed.map(({ code, key, describe }) => at(code, key, `${key}: ${describe(two)}, was ${describe(one)}`)),
    ...compareTime(one, two, at),
  ];
}

function compareTime(older: Signature, newer: Signature, at: (code: string, key: string, message: string) => Difference): Difference[] {
  const [one, two] = [older, newer].map(({ timestamp }) => (timestamp === null ? null : describeSource(timestamp)));
  if (one !== two) {
    if (!one) return [at('signed-time-added', 'timestamp', `the timestamp is now signed: ${two}`)];
    if (!two) return [at('signed-time-removed', 'timestamp', `the timestamp is no longer signed; it was ${one}`)];
    return [at('signed-time-moved', 'timestamp', `the signed timestamp is ${two}, was ${one}`)];
  }
  const [was, is] = [older.toleranceMs ?? Infinity, newer.toleranceMs ?? Infinity];
  if (was === is) return [];
  const describe = (ms: number) => (ms === Infinity ? 'any age' : describeSpan(ms));
  return [at(is < was ? 'tolerance-shortened' : 'tolerance-lengthened', 'tolerance', `tolerance: ${describe(is)}, was ${describe(was)}`)];
}

import type { SignatureScheme } from '@hookbook/runtime';
import { algorithms, encodings } from '@hookbook/runtime/inspect';
import { assertAcknowledged, assertKept, assertRefused, type Check, defineCheck, NotObservable } from './check.js';

/**
 * `===` reveals how many leading bytes of a signature are right, but no clock measures that reliably. Instead, a trace
 * in the receiver's process shows how the expected signature is used.
 */
export const signatureChecks: readonly Check[] = [
  defineCheck({
    name: 'signatures are compared in constant time',
    why: 'a comparison that ends at the first difference lets a signature be guessed byte by byte (CWE-208)',
    needs: ['traceDigests'],
    whyNot: ({ signature }) =>
      signature === null || algorithms[signature.algorithm].kind !== 'hmac' ? 'the provider does not sign with an HMAC' : null,
    async run({ provider, compose, send, probe }) {
      const { signature } = provider;
      if (signature === null) return;
      const request = await compose();
      const given = request.headers[signature.header] ?? '';
      const { signatureBytes } = algorithms[signature.algorithm];
      const cases = [
        ...[0, signatureBytes / 2 - 1, signatureBytes - 1].map((at) => ({
          what: `a signature that differs in byte ${at}`,
          value: differAt(signature, given, at),
          assertAnswer: assertRefused,
        })),
        { what: 'the right signature', value: given, assertAnswer: assertAcknowledged },
      ];
      for (const { what, value, assertAnswer } of cases) {
        const trace = probe.traceDigests();
        const answer = await send({ ...request, headers: { ...request.headers, [signature.header]: value } }).finally(() => trace.end());
        assertAnswer(answer, `to ${what}`);
        const digests = trace.digests();
        if (digests.length === 0) throw new NotObservable('probe.traceDigests saw no signature: it only sees HMACs of its own process');
        for (const digest of digests) assertKept(digest.comparedInWhole(), `${what} was not compared in constant time`);
      }
    },
  }),
];

/** A signature of the same length that differs in a single byte. */
function differAt({ scheme, encoding, prefix }: SignatureScheme, given: string, at: number): string {
  const head = scheme === 'standard-webhooks' ? 'v1,' : prefix;
  const { encode, decode } = encodings[encoding];
  const bytes = decode(given.slice(head.length));
  if (bytes === null) throw new NotObservable('the signature has no format in which a single byte can be altered');
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return `${head}${encode(bytes)}`;
}

import type { SignatureScheme } from '@hookbook/runtime';
import { algorithms, decodeBase64, decodeHex, encodeBase64, encodeHex } from '@hookbook/runtime/inspect';
import { assertKept, type Check, defineCheck, NotObservable } from './check.js';
import { answered, isAcknowledged, isRefused } from './trial.js';

/**
 * `===` reveals how many leading bytes of a signature are right, but no clock measures that reliably. Instead, a trace
 * in the receiver's process shows how the expected signature is used.
 */
export const signatureChecks: readonly Check[] = [
  defineCheck({
    name: 'signatures are compared in whole, wherever they differ',
    why: 'a comparison that ends at the first difference lets a signature be guessed byte by byte (CWE-208)',
    needs: ['traceDigests'],
    whyNot: ({ signature }) =>
      signature === null || algorithms[signature.algorithm].kind !== 'hmac' ? 'the provider signs with no HMAC' : null,
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
          right: false,
        })),
        { what: 'the right signature', value: given, right: true },
      ];
      for (const { what, value, right } of cases) {
        const trace = probe.traceDigests();
        const answer = await send({ ...request, headers: { ...request.headers, [signature.header]: value } }).finally(() => trace.end());
        assertKept(right ? isAcknowledged(answer) : isRefused(answer), `${answered(answer)} to ${what}`);
        const digests = trace.digests();
        if (digests.length === 0)
          throw new NotObservable('probe.traceDigests saw no signature made: it sees HMACs of its own process alone');
        for (const digest of digests) assertKept(digest.comparedInWhole(), `${what} was compared by other means than in whole`);
      }
    },
  }),
];

/** A signature of the same length that differs in a single byte. */
function differAt({ scheme, encoding, prefix }: SignatureScheme, given: string, at: number): string {
  const head = scheme === 'standard-webhooks' ? 'v1,' : prefix;
  const text = given.slice(head.length);
  const bytes = encoding === 'hex' ? decodeHex(text) : decodeBase64(text);
  if (bytes === null) throw new NotObservable('the signature is in no form that can be altered by a byte');
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return `${head}${encoding === 'hex' ? encodeHex(bytes) : encodeBase64(bytes)}`;
}

import type { SignatureScheme } from '@hookbook/runtime';
import { algorithms, decodeBase64, decodeHex, encodeBase64, encodeHex } from '@hookbook/runtime/inspect';
import { type Check, defineCheck, insist, NotShown } from './check.js';
import { answered, isAcknowledged, isRefused } from './trial.js';

/**
 * How long `===` takes tells a forger how many of his first bytes are right, but no clock shows that reliably, so no clock is asked.
 * The check is told instead what becomes of the expected signature, by a trace in the receiver's process.
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
        insist(right ? isAcknowledged(answer) : isRefused(answer), `${answered(answer)} to ${what}`);
        const digests = trace.digests();
        if (digests.length === 0) throw new NotShown('probe.traceDigests saw no signature made: it sees HMACs of its own process alone');
        for (const digest of digests) insist(digest.comparedInWhole(), `${what} was compared by other means than in whole`);
      }
    },
  }),
];

/** The same length, and different at one byte alone. */
function differAt({ scheme, encoding, prefix }: SignatureScheme, given: string, at: number): string {
  const head = scheme === 'standard-webhooks' ? 'v1,' : prefix;
  const text = given.slice(head.length);
  const bytes = encoding === 'hex' ? decodeHex(text) : decodeBase64(text);
  if (bytes === null) throw new NotShown('the signature is in no form that can be altered by a byte');
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return `${head}${encoding === 'hex' ? encodeHex(bytes) : encodeBase64(bytes)}`;
}

import { type Answering, type Check, insist, isAcknowledged, isRefused } from './check.js';
import { sign, signHeaders } from './sign.js';
import { traceDigests } from './trace-digests.js';

/** The same length, and different at one byte alone. */
function differAt(signature: string, at: number): string {
  const bytes = Buffer.from(signature, 'base64');
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes.toString('base64');
}

/**
 * How long `===` takes tells a forger how many of his first bytes are right, but no clock shows that reliably, so no clock is asked.
 * The check watches what becomes of the expected signature instead (trace-digests.ts), and runs in the receiver's process.
 */
export const signatureChecks: readonly Check<Answering>[] = [
  {
    name: 'signatures are compared in whole, wherever they differ',
    why: 'a comparison that ends at the first difference lets a signature be guessed byte by byte (CWE-208)',
    async run({ fetch, now }) {
      const signed = { id: 'msg_1', at: now() };
      const signature = signHeaders(signed)['webhook-signature']?.slice('v1,'.length) ?? '';
      const cases = [
        ...[0, 15, 31].map((at) => ({ name: `a signature that differs in byte ${at}`, signature: differAt(signature, at), right: false })),
        { name: 'the right signature', signature, right: true },
      ].map((one) => ({ ...one, request: sign(signed, { headers: { 'webhook-signature': `v1,${one.signature}` } }) }));
      for (const { name, right, request } of cases) {
        const traced = traceDigests();
        const { status } = await fetch(request).finally(traced.end);
        insist(right ? isAcknowledged(status) : isRefused(status), `answered ${status} to ${name}`);
        insist(traced.digests().length > 0, 'no HMAC of node:crypto was made: how signatures are compared can not be seen here');
        for (const digest of traced.digests()) insist(digest.comparedInWhole(), `${name} was compared by other means than in whole`);
      }
    },
  },
];

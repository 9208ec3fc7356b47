import type { SignatureScheme } from '@hookbook/runtime';
import type { CheckedProvider } from '../../../../site/theme/check/checked-provider.js';
import { signLines } from './sent-requests.js';

export const timed: SignatureScheme = {
  ...{ scheme: 'custom', header: 'x-sig', algorithm: 'hmac-sha256', encoding: 'hex', prefix: 'sha256=' },
  signed: [{ kind: 'header', header: 'x-time' }, { kind: 'text', text: '.' }, { kind: 'body' }],
  ...{ timestamp: { kind: 'header', header: 'x-time' }, toleranceMs: 300_000 },
};
export const standard: SignatureScheme = {
  ...{ scheme: 'standard-webhooks', header: 'webhook-signature', algorithm: 'hmac-sha256', encoding: 'base64', prefix: 'v1,' },
  signed: [
    ...[{ kind: 'header', header: 'webhook-id' } as const, { kind: 'text', text: '.' } as const],
    ...[{ kind: 'header', header: 'webhook-timestamp' } as const, { kind: 'text', text: '.' } as const, { kind: 'body' } as const],
  ],
  ...{ timestamp: { kind: 'header', header: 'webhook-timestamp' }, toleranceMs: 300_000 },
};

export const secrets = {
  custom: ['a-secret-of-the-tests', 'another-secret'],
  'standard-webhooks': [`whsec_${btoa('a'.repeat(24))}`, `whsec_${btoa('b'.repeat(24))}`],
};

export interface Sent {
  readonly name: string;
  readonly headers: string;
  readonly secret: string;
  readonly now: number;
  /** What a receiver with the right secret gets, where the tool has seen less than that. */
  readonly real?: string;
}

/** The states of a signature. */
export async function listSignatures(provider: CheckedProvider, bytes: Uint8Array, at: number): Promise<Sent[]> {
  const { signature } = provider.contract;
  if (signature === null) {
    const headers = 'Content-Type: application/json';
    return [
      { name: 'unsigned', headers, secret: '', now: at },
      { name: 'unsigned, no headers', headers: '', secret: '', now: at, real: headers },
    ];
  }
  const [secret = '', other = ''] = secrets[signature.scheme];
  const lines = await signLines(provider, bytes, secret, at);
  const forged = await signLines(provider, bytes, other, at);
  const tolerance = signature.toleranceMs ?? 0;
  const late = tolerance === 0 ? [] : [at + tolerance + 60_000, at - tolerance - 60_000];
  const malformed = lines.replace(new RegExp(`^(${signature.header}: ).*$`, 'm'), '$1%%%');
  return [
    { name: 'valid', headers: lines, secret, now: at },
    { name: 'not valid', headers: forged, secret, now: at },
    { name: 'malformed', headers: malformed, secret, now: at },
    { name: 'malformed, no secret', headers: malformed, secret: '', now: at },
    ...late.flatMap((now) => [
      { name: 'stale', headers: lines, secret, now },
      { name: 'stale, no secret', headers: lines, secret: '', now },
      { name: 'stale and not valid', headers: forged, secret, now },
    ]),
    ...breakTime(signature, lines).flatMap(({ name, headers }) => [
      { name, headers, secret, now: at },
      { name: `${name}, no secret`, headers, secret: '', now: at },
    ]),
    { name: 'header missing', headers: 'Content-Type: application/json', secret, now: at },
    { name: 'header missing, no secret', headers: 'Content-Type: application/json', secret: '', now: at },
    { name: 'header twice', headers: `${lines}\n${signature.header}: x`, secret, now: at },
    { name: 'header twice, no secret', headers: `${lines}\n${signature.header}: x`, secret: '', now: at },
    { name: 'no secret', headers: lines, secret: '', now: at, real: lines },
    { name: 'no headers', headers: '', secret, now: at, real: lines },
    { name: 'nothing but the payload', headers: '', secret: '', now: at, real: lines },
    { name: 'a secret that can be none', headers: lines, secret: ` ${secret}`, now: at, real: lines },
  ];
}

/** Of a time that is signed in a header. */
function breakTime({ timestamp }: SignatureScheme, lines: string) {
  if (timestamp?.kind !== 'header') return [];
  const line = new RegExp(`^${timestamp.header}: .*$`, 'm');
  return [
    { name: 'signed time missing', headers: lines.replace(line, '') },
    { name: 'signed time malformed', headers: lines.replace(line, `${timestamp.header}: yesterday`) },
  ];
}

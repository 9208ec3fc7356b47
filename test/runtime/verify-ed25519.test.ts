import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { SignatureScheme } from '../../runtime/src/contract.js';
import { openBody } from '../../runtime/src/request/open-body.js';
import { verifySignature } from '../../runtime/src/verify/verify-signature.js';
import { bodyScheme, now, standardScheme } from './sample-receiver.js';

const key = Uint8Array.from(Buffer.from('a secret of no great length'));
const body = '{"type":"order.created"}';

test('ed25519 keys verify what their owner signed', async () => {
  const pair = await crypto.subtle.generateKey({ name: 'Ed25519' }, true, ['sign', 'verify']);
  if (!('privateKey' in pair)) throw new Error('no pair');
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const signature = Buffer.from(await crypto.subtle.sign('Ed25519', pair.privateKey, Buffer.from(body))).toString('hex');
  const scheme: SignatureScheme = { ...bodyScheme, algorithm: 'ed25519', prefix: '' };
  const keys = [new Uint8Array(32), publicKey].map((bytes) => ({ algorithm: 'ed25519', bytes }) as const);
  const headers = new Headers({ 'x-signature': signature });
  const verify = (sent: string) => verifySignature(scheme, keys, { headers, body: openBody(Uint8Array.from(Buffer.from(sent))) }, now);
  expect(await verify(body)).toBeNull();
  expect(await verify(`${body} `)).toBe('signature-mismatch');
});

describe('v1a of Standard Webhooks', async () => {
  const pair = await crypto.subtle.generateKey({ name: 'Ed25519' }, true, ['sign', 'verify']);
  if (!('privateKey' in pair)) throw new Error('no pair');
  const bytes = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const content = Buffer.from(`msg_1.${now / 1000}.${body}`);
  const asymmetric = Buffer.from(await crypto.subtle.sign('Ed25519', pair.privateKey, content)).toString('base64');
  const symmetric = createHmac('sha256', key).update(content).digest('base64');
  const hmacOfPublic = createHmac('sha256', bytes).update(content).digest('base64');
  const owner = { algorithm: 'ed25519', bytes } as const;
  const shared = { algorithm: 'hmac-sha256', bytes: key } as const;

  test.each([
    { name: 'by its owner', signature: `v1a,${asymmetric}`, keys: [owner], want: null },
    { name: 'among others', signature: `v1,${symmetric} v1a,${asymmetric}`, keys: [owner], want: null },
    { name: 'beside a secret', signature: `v1,${symmetric}`, keys: [owner, shared], want: null },
    { name: 'without the public key', signature: `v1a,${asymmetric}`, keys: [shared], want: 'signature-mismatch' },
    { name: 'said to be v1', signature: `v1,${asymmetric}`, keys: [owner, shared], want: 'signature-mismatch' },
    { name: 'an HMAC with the public key', signature: `v1,${hmacOfPublic}`, keys: [owner], want: 'signature-mismatch' },
    { name: 'an HMAC with the public key as v1a', signature: `v1a,${hmacOfPublic}`, keys: [owner], want: 'signature-mismatch' },
  ])('$name', async ({ signature, keys, want }) => {
    const headers = new Headers({ 'webhook-id': 'msg_1', 'webhook-timestamp': String(now / 1000), 'webhook-signature': signature });
    expect(await verifySignature(standardScheme, keys, { headers, body: openBody(Uint8Array.from(Buffer.from(body))) }, now)).toBe(want);
  });
});

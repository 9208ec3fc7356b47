import type { SignatureScheme } from '@hookbook/runtime';
import { decodeText, type Key, openBody, verifySignature } from '@hookbook/runtime/inspect';
import { type Cause, listBodies, listKeys, listSchemes, type Variant } from './signature-causes.js';

type Bytes = Uint8Array<ArrayBuffer>;

interface Request {
  readonly headers: Headers;
  readonly body: Bytes;
  readonly secret: string;
  readonly now: number;
}

/** What is other than documented in one try. */
interface Attempt {
  readonly scheme?: Variant<SignatureScheme>;
  readonly key?: Variant<Key>;
  readonly body?: Variant<Bytes>;
}

export const untimed = (scheme: SignatureScheme): SignatureScheme => ({ ...scheme, toleranceMs: null });

/** What the sender has done instead of what the document says: by trying until the signature holds; nothing where it never does. */
export async function explainSignature(scheme: SignatureScheme, key: Key, { headers, body, secret, now }: Request): Promise<Cause[]> {
  for (const attempt of listAttempts(scheme, { headers, body, secret })) {
    const tried = untimed(attempt.scheme?.value ?? scheme);
    const triedKey = attempt.key?.value ?? key;
    const algorithm = tried.scheme === 'custom' ? tried.algorithm : triedKey.algorithm;
    const request = { headers, body: openBody(attempt.body?.value ?? body) };
    if ((await verifySignature(tried, [{ ...triedKey, algorithm }], request, now)) !== null) continue;
    return [attempt.scheme, attempt.key, attempt.body].flatMap((variant) => (variant === undefined ? [] : [variant.cause]));
  }
  return [];
}

/** Past it a body is tried in fewer ways: looking for a cause must not hold up the page. */
const largeBody = 262_144;

/** One thing at a time, then two at once. */
function listAttempts(scheme: SignatureScheme, { headers, body, secret }: Omit<Request, 'now'>): Attempt[] {
  const text = scheme.signed.some(({ kind }) => kind === 'body') ? decodeText(body) : null;
  const bodies = (text === null ? [] : listBodies(text)).map((one): Attempt => ({ body: one }));
  const keys = listKeys(scheme, secret).map((one): Attempt => ({ key: one }));
  const schemes = listSchemes(scheme, headers).map((one): Attempt => ({ scheme: one }));
  const pairs = [...combine(keys, bodies), ...combine(schemes, keys), ...combine(schemes, bodies)];
  return [...bodies, ...keys, ...schemes, ...(body.length > largeBody ? [] : pairs)];
}

const combine = (some: readonly Attempt[], others: readonly Attempt[]) =>
  some.flatMap((one) => others.map((other): Attempt => ({ ...one, ...other })));

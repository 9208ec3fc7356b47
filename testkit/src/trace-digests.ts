import crypto, { createHmac } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import type { DigestTrace } from './simulate/conformance/probe.js';

const hmacPrototype: object = Object.getPrototypeOf(createHmac('sha256', ''));

/**
 * For tests in Node: implements `traceDigests` of a conformance probe, in the receiver's process.
 *
 * Follows every HMAC that node:crypto creates from now until `end`. `===` itself can't be observed, so this looks for
 * the opposite: a sign that the digest was compared in constant time. The signs are a call of timingSafeEqual with the
 * digest (raw, or as base64 or hex text), and a read of every one of its bytes. A digest that is converted to text but
 * passed to neither was compared by the engine, which stops at the first difference. So does a loop that leaves bytes
 * unread.
 *
 * Limits: a byte-by-byte copy that is then compared with `===` looks fine. HMACs of Web Crypto are not seen, which the
 * check reports. Functions taken out of node:crypto by `require` before this call get a Proxy, and throw.
 */
export function traceDigests(): DigestTrace {
  const digests: { readonly bytes: Buffer; readonly read: Set<string>; safely: boolean }[] = [];
  const originals = new WeakMap<object, Buffer>();
  const digest = Reflect.get(hmacPrototype, 'digest') as (this: unknown) => Buffer;
  const { timingSafeEqual } = crypto;

  function follow(this: unknown, encoding?: BufferEncoding): unknown {
    const bytes = digest.call(this);
    const traced = { bytes, read: new Set<string>(), safely: false };
    digests.push(traced);
    if (encoding !== undefined) return bytes.toString(encoding);
    const watched = new Proxy(bytes, {
      get(target, property) {
        if (typeof property === 'string' && /^\d+$/.test(property)) traced.read.add(property);
        const value: unknown = Reflect.get(target, property, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    originals.set(watched, bytes);
    return watched;
  }

  function compare(left: NodeJS.ArrayBufferView, right: NodeJS.ArrayBufferView): boolean {
    const [one, other] = [left, right].map((view) => originals.get(view) ?? view);
    for (const traced of digests) if ([one, other].some((view) => view !== undefined && holds(view, traced.bytes))) traced.safely = true;
    return timingSafeEqual(one ?? left, other ?? right);
  }

  replace(follow, compare);
  return {
    digests: () => digests.map(({ bytes, read, safely }) => ({ comparedInWhole: () => safely || read.size === bytes.length })),
    end: () => replace(digest, timingSafeEqual),
  };
}

function replace(digest: unknown, timingSafeEqual: unknown): void {
  Reflect.set(hmacPrototype, 'digest', digest);
  Reflect.set(crypto, 'timingSafeEqual', timingSafeEqual);
  syncBuiltinESMExports(); // for named imports
}

function holds(view: NodeJS.ArrayBufferView, digest: Buffer): boolean {
  const bytes = Buffer.from(view.buffer, view.byteOffset, view.byteLength);
  return [digest, digest.toString('base64'), digest.toString('hex')].some((form) => bytes.includes(form));
}

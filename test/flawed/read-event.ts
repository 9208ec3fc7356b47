import { knownEvent } from '../conformance/receiver/shop-provider.js';

/** What a body is to the skeleton: an event that its handler can use, one of another name, or nothing that can be used. */
export function readEvent(body: Uint8Array): 'known' | 'unknown' | 'unusable' {
  const value = parse(body);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'unusable';
  if (Reflect.get(value, 'type') !== knownEvent) return 'unknown';
  return typeof Reflect.get(value, 'id') === 'string' ? 'known' : 'unusable';
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined; // not UTF-8, or not JSON
  }
}

/** What is left of a body that went through a JSON parser; one that is no JSON stays as it is. */
export function writeAnew(body: Uint8Array): Uint8Array {
  try {
    return new TextEncoder().encode(JSON.stringify(JSON.parse(new TextDecoder().decode(body))));
  } catch {
    return body;
  }
}

import type { ProviderContract, ValidationError } from '../contract.js';
import type { DeliveryWarning } from '../delivery.js';
import { maxDepth, scanJson } from '../json/json-scan.js';
import { decodeText } from '../verify/signed-values.js';

/** What a body turned out to be. */
export type Reading =
  | { readonly kind: 'event'; readonly name: string; readonly value: unknown; readonly warnings: readonly DeliveryWarning[] }
  | { readonly kind: 'unknown'; readonly why: string; readonly warnings: readonly DeliveryWarning[] }
  | { readonly kind: 'unreadable'; readonly error: ValidationError };

/** Parses a verified body and finds its event. What can't be read, or is no event of the provider, is a result, not an error. */
export function readEvent(contract: ProviderContract, headers: Headers, body: Uint8Array): Reading {
  const text = decodeText(body);
  if (text === null) return unreadable('utf-8', 'UTF-8', 'other bytes', 'the body is not UTF-8');
  const pointers = contract.discriminator.flatMap((source) => (source.kind === 'pointer' ? [source.pointer] : []));
  const scan = scanJson(text, pointers);
  if (scan === 'too-deep')
    return unreadable('depth', `at most ${maxDepth} levels`, 'more', `the body nests deeper than ${maxDepth} levels`);
  if (scan === 'not-json')
    return unreadable('json', 'JSON', text.startsWith('\uFEFF') ? 'a byte order mark' : 'other text', 'the body is not JSON');
  const warnings = scan.lossy.map(({ pointer, source }) => ({
    pointer,
    message: `${source.slice(0, 40)} is beyond what a number holds exactly`,
  }));
  const doubtful = pointers.find((pointer) => scan.members.get(pointer)?.repeated);
  if (doubtful !== undefined) return { kind: 'unknown', why: `${doubtful} occurs more than once`, warnings };
  const value: unknown = JSON.parse(text);
  const name = contract.findEvent(value, (header) => headers.get(header));
  return name === null ? { kind: 'unknown', why: 'no event of the document', warnings } : { kind: 'event', name, value, warnings };
}

/** Validates an event's body, tolerantly; the errors, none where it fits. */
export function validateEvent(contract: ProviderContract, name: string, value: unknown): readonly ValidationError[] {
  const result = contract.validators[name]?.validate(value);
  if (result === undefined) throw new Error(`the contract of ${contract.provider} has no validator for ${JSON.stringify(name)}`);
  return result.valid ? [] : result.errors;
}

function unreadable(keyword: string, expected: string, found: string, message: string): Reading {
  return { kind: 'unreadable', error: { pointer: '', keyword, expected, found, message } };
}

import type { ProviderContract, ValidationError } from '../contract.js';
import type { DeliveryWarning } from '../delivery.js';
import { type JsonScan, maxDepth } from '../json/json-scan.js';
import { type Body, type BodyFault, pointersOf } from './open-body.js';

/** What a body turned out to be. */
export type Reading =
  | { readonly kind: 'event'; readonly name: string; readonly value: unknown; readonly warnings: readonly DeliveryWarning[] }
  | { readonly kind: 'unknown'; readonly why: string; readonly warnings: readonly DeliveryWarning[] }
  | { readonly kind: 'unreadable'; readonly error: ValidationError };

/** Parses a verified body and finds its event. What can't be read, or is no event of the provider, is a result, not an error. */
export function readEvent(
  contract: Pick<ProviderContract, 'discriminator' | 'findEvent'>,
  headers: Headers,
  body: Pick<Body, 'scan'>,
): Reading {
  const pointers = pointersOf(contract.discriminator);
  const scan = body.scan(pointers);
  if (scan.fault !== null) return describeFault(scan);
  const warnings = scan.lossy.map(({ pointer, source }) => ({
    pointer,
    message: `${source.slice(0, 40)} is beyond what a number holds exactly`,
  }));
  const repeated = findRepeated(scan, pointers);
  if (repeated !== undefined) return { kind: 'unknown', why: `${repeated} occurs more than once`, warnings };
  const value: unknown = JSON.parse(scan.text);
  const name = contract.findEvent(value, (header) => headers.get(header));
  return name === null ? { kind: 'unknown', why: 'no event of the document', warnings } : { kind: 'event', name, value, warnings };
}

/** The event's name by its discriminator alone, for storing; null if it can't be told. A body that only headers identify is not read. */
export function tellEvent(contract: ProviderContract, headers: Headers, body: Body): string | null {
  const pointers = pointersOf(contract.discriminator);
  const scan = pointers.length === 0 ? null : body.scan(pointers);
  if (scan !== null && (scan.fault !== null || findRepeated(scan, pointers) !== undefined)) return null;
  return contract.findEvent(scan?.parseWanted(), (header) => headers.get(header));
}

const findRepeated = ({ valueAt }: JsonScan, pointers: readonly string[]) => pointers.find((pointer) => valueAt(pointer)?.repeated);

/** Validates an event's body, tolerantly; the errors, none where it fits. */
export function validateEvent(contract: ProviderContract, name: string, value: unknown): readonly ValidationError[] {
  const result = contract.validators[name]?.validate(value);
  if (result === undefined) throw new Error(`the contract of ${contract.provider} has no validator for ${JSON.stringify(name)}`);
  return result.valid ? [] : result.errors;
}

function describeFault(fault: BodyFault): Reading {
  if (fault.fault === 'not-utf-8') return unreadable('utf-8', 'UTF-8', 'other bytes', 'the body is not UTF-8');
  if (fault.fault === 'too-deep')
    return unreadable('depth', `at most ${maxDepth} levels`, 'more', `the body nests deeper than ${maxDepth} levels`);
  return unreadable('json', 'JSON', fault.text.startsWith('\uFEFF') ? 'a byte order mark' : 'other text', 'the body is not JSON');
}

function unreadable(keyword: string, expected: string, found: string, message: string): Reading {
  return { kind: 'unreadable', error: { pointer: '', keyword, expected, found, message } };
}

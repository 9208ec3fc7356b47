import type { ProviderContract, ValidationError } from '../contract.js';
import type { DeliveryWarning } from '../delivery.js';
import { type JsonScan, maxDepth } from '../json/json-scan.js';
import { listPointers } from '../sources.js';
import type { Body, BodyFault } from './open-body.js';

/** How a body was read. */
export type Reading =
  | { readonly kind: 'event'; readonly name: string; readonly value: unknown; readonly warnings: readonly DeliveryWarning[] }
  | { readonly kind: 'unknown'; readonly why: string; readonly warnings: readonly DeliveryWarning[] }
  | { readonly kind: 'unreadable'; readonly error: ValidationError };

/** Parses a verified body and identifies its event. An unreadable body or unknown event is a result, not an error. */
export function readEvent(
  contract: Pick<ProviderContract, 'discriminator' | 'findEvent'>,
  headers: Headers,
  body: Pick<Body, 'scan'>,
): Reading {
  const pointers = listPointers(contract.discriminator);
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

/** Identifies the event by its discriminator alone; null if unknown. Reads the body only if that is needed. */
export function identifyEvent(contract: ProviderContract, headers: Headers, body: Body): string | null {
  const pointers = listPointers(contract.discriminator);
  const scan = pointers.length === 0 ? null : body.scan(pointers);
  if (scan !== null && (scan.fault !== null || findRepeated(scan, pointers) !== undefined)) return null;
  return contract.findEvent(scan?.parseWanted(), (header) => headers.get(header));
}

const findRepeated = ({ valueAt }: JsonScan, pointers: readonly string[]) => pointers.find((pointer) => valueAt(pointer)?.repeated);

/** Validates an event's body tolerantly. Returns the errors; none if it is valid. */
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

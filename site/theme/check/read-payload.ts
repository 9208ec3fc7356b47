import type { ProviderContract } from '@hookbook/runtime';
import { openBody, type Reading, readEvent } from '@hookbook/runtime/inspect';
import type { CheckedProvider } from './checked-provider.js';
import type { Finding } from './find-event.js';
import { isBare, type PastedHeaders } from './headers.js';

export type PayloadState =
  | 'valid'
  /** It differs from the contract in ways that receivers tolerate. */
  | 'tolerated'
  /** It is another event than the chosen one. */
  | 'other'
  | 'invalid'
  /** Not JSON, not UTF-8, or too deep. */
  | 'unreadable'
  | 'unknown';

/** How a receiver reads a payload. */
export interface ReadPayload {
  readonly state: PayloadState;
  /** The name of the event; null if the payload is none, or if there is no receiver to find it. */
  readonly event: string | null;
  readonly reading: Reading;
}

interface Body extends Pick<PastedHeaders, 'headers' | 'method'> {
  readonly bytes: Uint8Array;
}

/** Reads a payload as the receiver of its provider does. `finding` is null if the payload is not JSON. */
export function readPayload(provider: CheckedProvider | null, finding: Finding | null, body: Body): ReadPayload {
  const contract = provider === null ? null : openContract(provider, finding, body);
  const reading = readEvent(contract ?? anyContract, body.headers, openBody(body.bytes));
  if (finding === null || reading.kind === 'unreadable') return { state: 'unreadable', event: null, reading };
  if (contract === null) return { ...readFinding(finding), reading };
  if (reading.kind === 'unknown') return { state: 'unknown', event: null, reading };
  const isValid = contract.validators[reading.name]?.validate(reading.value).valid === true;
  return { state: isValid ? compare(reading.name, finding) : 'invalid', event: reading.name, reading };
}

/** How a payload that is valid for receivers differs from what the contract says, or from the event that was chosen. */
function compare(name: string, finding: Finding): PayloadState {
  if (finding.kind !== 'event') return 'valid';
  if (finding.best.event.name !== name) return 'other';
  return finding.best.strict.length > 0 ? 'tolerated' : 'valid';
}

/** Only tells what can be read at all. */
const anyContract = { discriminator: [], findEvent: () => null };

/** What a provider's receiver knows; null if it has none. Without pasted headers, the identifying ones are assumed. */
function openContract(provider: CheckedProvider, finding: Finding | null, body: Body): ProviderContract | null {
  const { contract, tolerant } = provider;
  const { findEvent, validators } = tolerant;
  if (findEvent === undefined) return null;
  const isAssumed = isBare(body) && contract.discriminator.some(({ kind }) => kind === 'header') && finding?.kind === 'event';
  return { ...contract, validators, findEvent: isAssumed ? () => finding.best.event.name : findEvent };
}

function readFinding(finding: Finding): Pick<ReadPayload, 'state' | 'event'> {
  if (finding.kind === 'several') return { state: 'valid', event: null };
  if (finding.kind !== 'event') return { state: finding.kind === 'unknown' ? 'unknown' : 'invalid', event: null };
  const { strict, tolerant, event } = finding.best;
  return { state: tolerant.length > 0 ? 'invalid' : strict.length > 0 ? 'tolerated' : 'valid', event: event.name };
}

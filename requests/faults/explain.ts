import type { SignatureScheme, Source } from '@hookbook/runtime';
import { type ProbedRequest, probeSignature, readSource, type Suspect } from './probe.js';
import { findLikelyHeaders } from './signature-variants.js';

/** A provider of the document that signs, with the secrets that were given for it. */
export interface KnownProvider {
  readonly key: string;
  readonly scheme: SignatureScheme;
  readonly secrets: readonly string[];
}

export interface Refused {
  /** The word of the runtime's closed list. */
  readonly reason: string;
  readonly provider: KnownProvider;
  readonly others: readonly KnownProvider[];
  readonly request: ProbedRequest;
  /** When it came, in unix milliseconds. */
  readonly at: number;
}

const probed = ['signature-missing', 'signature-malformed', 'signature-mismatch', 'timestamp-malformed', 'timestamp-out-of-tolerance'];

/**
 * Why a signature was refused, as well as can be told from the request and the secrets, a sentence each. By trying what senders get
 * wrong; nothing that it says holds a secret or an expected signature.
 */
export function explainRefusal(refused: Refused): readonly string[] {
  const { reason, provider, request } = refused;
  if (reason === 'signed-value-missing' || reason === 'signed-value-unreadable') return explainMissing(refused);
  if (!probed.includes(reason)) return [];
  const time = reason.startsWith('timestamp-') ? explainTime(refused) : [];
  const { scheme, secrets, key } = provider;
  const suspects = [{ scheme, secrets, said: [] }, ...suspectOthers(refused)];
  const [fewest] = suspects
    .flatMap((suspect) => [probeSignature(suspect, request)].filter((faults) => faults !== null))
    .sort((a, b) => a.length - b.length);
  if (fewest === undefined) return [...time, ...explainAbsence(request, scheme), giveUp(reason, key)];
  return [...time, ...(fewest.length > 0 || time.length === 0 ? fewest : ['but for its time, the signature fits'])];
}

function explainAbsence({ headers }: ProbedRequest, scheme: SignatureScheme): string[] {
  if ((headers.get(scheme.header) ?? '') !== '') return [];
  const likely = findLikelyHeaders(headers, scheme);
  if (likely.length === 0) return [`it has no ${scheme.header}, nor any other header that looks like a signature`];
  return [`it has no ${scheme.header}, but ${likely.join(', ')}, which fits nothing that was tried`];
}

function giveUp(reason: string, key: string): string {
  return reason === 'signature-missing'
    ? `sign it as ${key} does; hookbook send shows how`
    : 'nothing that senders often get wrong explains it: it was signed with another secret, or the body was changed on its way';
}

/** The other providers' ways, and their secrets with this one's way. */
function suspectOthers({ provider, others }: Refused): Suspect[] {
  return others.flatMap(({ key, scheme, secrets }) => [
    { scheme: provider.scheme, secrets, said: [`it is signed with the secret that was given for ${key}`] },
    { scheme, secrets, said: [`it is signed as ${key} signs: was it sent to the wrong address?`] },
    { scheme, secrets: provider.secrets, said: [`it is signed as ${key} signs, with the secret of ${provider.key}`] },
  ]);
}

function explainMissing({ provider: { scheme }, request: { headers, body } }: Refused): string[] {
  const sources = [...scheme.signed, ...(scheme.timestamp === null ? [] : [scheme.timestamp])].filter(
    (part): part is Source => part.kind === 'pointer' || part.kind === 'header',
  );
  const missing = sources.filter((source) => (readSource(source, headers, body) ?? '') === '').map(nameOf);
  if (missing.length === 0) return ['a value that is signed stands there in a form that readers may read in two ways'];
  return [`the signature covers ${[...new Set(missing)].join(' and ')}, which the request doesn't have`];
}

const nameOf = (source: Source) => (source.kind === 'pointer' ? `${source.pointer} of the body` : `the header ${source.header}`);

function explainTime({ provider: { scheme }, request: { headers, body }, at }: Refused): string[] {
  if (scheme.timestamp === null) return [];
  const text = readSource(scheme.timestamp, headers, body) ?? '';
  if (/^\d{12,14}$/.test(text)) return ['its time is in milliseconds: unix seconds are wanted'];
  const signed = /^\d{1,11}$/.test(text) ? Number(text) * 1000 : Date.parse(text);
  if (Number.isNaN(signed)) return [`its time (${nameOf(scheme.timestamp)}) is neither unix seconds nor RFC 3339`];
  const off = describeSpan(Math.abs(at - signed));
  const which = signed < at ? 'old by the clock of this machine' : 'ahead of the clock of this machine';
  const limit = scheme.toleranceMs === null ? '' : `, and ${describeSpan(scheme.toleranceMs)} is allowed`;
  return [`its time is ${off} ${which}${limit}: an old request sent again, or one of the two clocks is wrong`];
}

/** `47 min`, `26 h`, `3 days`: rounded, as an eye reads it. */
function describeSpan(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} days`;
}

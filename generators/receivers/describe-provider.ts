import { hasKeyPair } from '../../catalogue/model/algorithm.js';
import type { Delivery, Provider, Signature, Source } from '../../catalogue/model/model.js';
import { acknowledgeWith, dedupeBy } from '../../catalogue/model/receiving.js';
import { describeDuration } from './describe-duration.js';

/** How a provider signs, waits, retries and orders, in lines for a doc comment. Texts are not encoded yet. */
export function describeProvider(provider: Provider): string[] {
  const { title, events, signature, delivery, unverified } = provider;
  const count = events.length === 1 ? 'one event' : `${events.length} events`;
  const facts = [
    describeAcknowledgement(delivery),
    describeRetries(delivery),
    describeOrder(delivery),
    describeDedupe(provider),
    unverified.length === 0 ? null : `No source confirms: ${unverified.map(({ label }) => `\`${label}\``).join(', ')}.`,
  ];
  return [
    `A receiver of the webhooks of ${oneLine(title)}: ${count}.`,
    '',
    ...(signature === null ? describeUnsigned() : describeSignature(signature)),
    ...facts.flatMap((fact) => (fact === null ? [] : [`- ${fact}`])),
    '',
    'Throws a TypeError that names the option where one is wrong.',
  ];
}

function describeUnsigned(): string[] {
  return [
    'NOT VERIFIED: the document describes no signature, so whoever knows the address can send events. Take them as hints, read what matters from the provider itself, and say `unsigned: true` to accept that.',
    '',
  ];
}

function describeSignature(signature: Signature): string[] {
  const { scheme, header, algorithm, encoding, prefix, signedText, coversBody, timestamp, toleranceMs } = signature;
  const form = `${algorithm} in ${encoding}${prefix === '' ? '' : ` after \`${prefix}\``}`;
  const how = scheme === 'standard-webhooks' ? 'as Standard Webhooks does (`whsec_` secrets)' : `by \`${header}\`: ${form}`;
  const secret = hasKeyPair(signature) ? ' `secrets` are public keys, in hex or base64.' : '';
  const lines = [`- Signed ${how}, over \`${signedText}\`.${secret}`];
  if (!coversBody)
    lines.push('- The signature DOES NOT COVER THE BODY: take an event as a hint, and read what matters from the provider itself.');
  if (timestamp === null) lines.push('- The time is not signed: an old request can be replayed once its id is forgotten.');
  else if (toleranceMs !== null)
    lines.push(`- Its time (${describeSource(timestamp)}) may be ${describeDuration(toleranceMs)} from the clock, either way.`);
  return lines;
}

function describeAcknowledgement(delivery: Delivery): string {
  const { acknowledges, timeoutMs, connectTimeoutMs } = delivery;
  const documented =
    acknowledges.length === 0 ? ' (what the provider expects is not documented)' : ` (the provider takes ${acknowledges.join(', ')})`;
  const within = timeoutMs === null ? '' : ` The provider waits ${describeDuration(timeoutMs)} for it.`;
  const connect = connectTimeoutMs === null ? '' : ` It waits ${describeDuration(connectTimeoutMs)} to connect.`;
  return `Acknowledged with ${acknowledgeWith(delivery)}${documented} once the delivery is stored, before its handlers run.${within}${connect}`;
}

function describeRetries({ retriesMs, retryForMs, disableAfterMs, notify, note }: Delivery): string {
  const words = [];
  if (retriesMs === null) words.push('Retries of the provider: not documented.');
  else if (retriesMs.length === 0) words.push('The provider does not retry.');
  else
    words.push(
      `The provider's waits before it tries again: ${retriesMs.map((wait) => (wait === 0 ? 'none' : describeDuration(wait))).join(', ')}.`,
    );
  if (retryForMs !== null) words.push(`It goes on for ${describeDuration(retryForMs)}.`);
  if (disableAfterMs !== null) words.push(`It stops sending after ${describeDuration(disableAfterMs)} of failures.`);
  if (notify !== null) words.push(`It tells by: ${oneLine(notify)}.`);
  if (note !== null) words.push(`In its words: ${oneLine(note)}`);
  return words.join(' ');
}

function describeOrder({ ordered }: Delivery): string {
  if (ordered === null) return 'Order: not documented; handlers may run in any order.';
  return ordered ? 'The provider sends in order; handlers may run in any order all the same.' : 'No order is guaranteed.';
}

function describeDedupe(provider: Provider): string {
  const { dedupe, discriminator } = provider;
  if (dedupe.by === 'body') {
    const told = (discriminator?.sources ?? []).filter(({ kind }) => kind === 'header').map(describeSource);
    return `Deduplicated by the hash of ${['the body', ...told].join(' and ')}.`;
  }
  const sources = dedupe.sources.map(describeSource).join(' and ');
  if (dedupeBy(provider).by === 'body') return `Deduplicated by the hash of the body: the signature does not cover ${sources}.`;
  return `Deduplicated by ${sources}.`;
}

function describeSource(source: Source): string {
  return source.kind === 'pointer' ? `\`${source.pointer}\`` : `the header \`${source.header}\``;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

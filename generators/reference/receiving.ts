import { algorithmOf } from '../../catalogue/model/algorithm.js';
import type { Delivery, Provider, Signature, SignedPart, Source, WebhookEvent } from '../../catalogue/model/model.js';
import { parsePointer } from '../../catalogue/model/pointer.js';
import { dedupeBy } from '../../catalogue/model/receiving.js';
import { describeFields, type Field } from '../../catalogue/schema/fields.js';
import { markdownCell, markdownInline } from '../render/commonmark.js';
import { inlineCode, joinMarkdown, literalText, type Markdown, markdown } from '../render/markdown.js';
import type { TableContext } from './field-table.js';
import type { Labels } from './labels.js';
import { sectionHeading } from './section-heading.js';
import type { ReceivingView, TableView } from './view.js';

/** How to receive a provider's requests: headers, signature, acknowledgement, retries, order, duplicates. */
export function describeReceiving(provider: Provider, context: TableContext): ReceivingView {
  const { say } = context.labels;
  const { signature } = provider;
  const mark = (path: string, value: Markdown) => (isUnverified(provider, path) ? markdown`${value} (${say('unverified')})` : value);
  const fact = (name: string, path: string, value: Markdown) => say('fact', { name: say(name), value: mark(path, value) });
  return {
    heading: sectionHeading(2, 'receiving', 'receiving', context),
    headersHeading: sectionHeading(3, 'headers', 'headers', context),
    headers: headerTable(provider, context),
    signatureHeading: sectionHeading(3, 'signature', 'signature', context),
    warning: signature === null ? say('unsigned') : signature.coversBody ? null : say('notCovering'),
    signature: signature === null ? [] : signatureFacts(signature, context.labels).map(([name, path, value]) => fact(name, path, value)),
    deliveryHeading: sectionHeading(3, 'delivery', 'delivery', context),
    delivery: deliveryFacts(provider, context).map(([name, path, value]) => fact(name, path, value)),
  };
}

/** Whether the document marks a fact of `x-webhook`, a part of it, or its parent as unverified. */
function isUnverified({ unverified }: Provider, path: string): boolean {
  return unverified.some(({ target }) => {
    const marked = /\/x-webhook\/(.+)$/.exec(target)?.[1];
    return marked !== undefined && `${marked}/`.startsWith(`${path}/`);
  });
}

/** The label of its name, its path under `x-webhook`, its value. */
type Fact = readonly [string, string, Markdown];

function signatureFacts(signature: Signature, labels: Labels): Fact[] {
  const { say } = labels;
  const encoding = say(`encoding.${signature.encoding}`);
  const parts = labels.list(
    signature.signed.map((part) => signedPart(part, labels)),
    'and',
  );
  const single = signature.signed.length === 1;
  return [
    ...(signature.scheme === 'standard-webhooks' ? ([['signatureScheme', 'signature', say('standardWebhooks')]] as const) : []),
    ['signatureHeader', 'signature/header', inlineCode(signature.header)],
    ['signatureAlgorithm', 'signature/algorithm', literalText(algorithmOf(signature).title)],
    [
      'signatureEncoding',
      'signature/encoding',
      signature.prefix === '' ? encoding : say('afterPrefix', { encoding, prefix: inlineCode(signature.prefix) }),
    ],
    ['signedContent', 'signature/signed', single ? parts : say('signedTemplate', { parts, template: inlineCode(signature.signedText) })],
    ['signedTime', 'signature/tolerance', signedTime(signature, labels)],
  ];
}

function signedTime({ timestamp, toleranceMs }: Signature, labels: Labels): Markdown {
  if (timestamp === null) return labels.say('noSignedTime');
  const source = signedPart(timestamp, labels);
  if (toleranceMs === null) return source;
  return joinMarkdown([source, labels.say('tolerance', { duration: labels.duration(toleranceMs) })], ', ');
}

function signedPart(part: SignedPart, { say }: Labels): Markdown {
  if (part.kind === 'text') return say('signedText', { text: inlineCode(part.text) });
  if (part.kind === 'body') return say('signedBody');
  return part.kind === 'header' ? say('signedHeader', { name: inlineCode(part.header) }) : say('signedPointer', { name: sourceCode(part) });
}

/** A source in the notation of the field tables: `resource.uri` for `/resource/uri`. */
export function sourceCode(source: Source): Markdown {
  return inlineCode(source.kind === 'header' ? source.header : parsePointer(source.pointer).join('.'));
}

function deliveryFacts(provider: Provider, context: TableContext): Fact[] {
  const { delivery } = provider;
  const { labels } = context;
  const { say, duration } = labels;
  const { acknowledges, timeoutMs, connectTimeoutMs, ordered } = delivery;
  const unknown = say('notDocumented');
  const statuses = acknowledges.map((status) => (status === '2xx' ? say('any2xx') : inlineCode(String(status))));
  const accepted =
    acknowledges.length === 1 && acknowledges[0] === '2xx' ? say('any2xx') : say('status', { statuses: labels.list(statuses, 'or') });
  const answer = timeoutMs === null ? unknown : duration(timeoutMs);
  const disabled = describeDisabling(delivery, context);
  return [
    ['acknowledge', 'delivery/acknowledge', acknowledges.length === 0 ? unknown : accepted],
    [
      'timeout',
      'delivery/timeout',
      connectTimeoutMs === null ? answer : say('connectTimeout', { answer, connect: duration(connectTimeoutMs) }),
    ],
    ['retries', 'delivery/retries', describeRetries(delivery, labels)],
    ...(disabled === null ? [] : ([['disableAfter', 'delivery/disableAfter', disabled]] as const)),
    ['order', 'delivery/ordered', ordered === null ? unknown : say(ordered ? 'ordered' : 'unordered')],
    ['dedupe', 'dedupe', describeDedupe(provider, labels)],
    ...(delivery.note === null ? [] : ([['note', 'delivery/note', markdownInline(delivery.note, context)]] as const)),
  ];
}

function describeDisabling({ disableAfterMs, notify }: Delivery, { labels }: TableContext): Markdown | null {
  const when = disableAfterMs === null ? null : labels.say('disabledAfter', { duration: labels.duration(disableAfterMs) });
  if (notify === null) return when;
  const channel = literalText(notify.trim());
  return when === null ? labels.say('disabledNotifyOnly', { channel }) : labels.say('disabledNotify', { when, channel });
}

/** Merges equal waits: `after 15 min (4 times), then every hour until 24 h after the first attempt`. */
function describeRetries({ retriesMs, retryForMs }: Delivery, labels: Labels): Markdown {
  const { say, duration } = labels;
  if (retriesMs === null) return retryForMs === null ? say('retriesUnknown') : say('retryFor', { end: duration(retryForMs) });
  if (retriesMs.length === 0) return say('noRetries');
  const waits = retryForMs === null ? retriesMs : retriesMs.slice(0, -1);
  const runs: { readonly wait: number; count: number }[] = [];
  for (const wait of waits) {
    const last = runs.at(-1);
    if (last?.wait === wait) last.count++;
    else runs.push({ wait, count: 1 });
  }
  const words = runs.map(({ wait, count }) => {
    const once = wait === 0 ? say('retryAtOnce') : duration(wait);
    return count === 1 ? once : say('retryTimes', { wait: once, count: labels.number(count) });
  });
  const after = retriesMs[0] === 0 ? joinMarkdown(words, ', ') : say('retryAfter', { waits: joinMarkdown(words, ', ') });
  if (retryForMs === null) return after;
  const last = { wait: duration(retriesMs.at(-1) ?? 0), end: duration(retryForMs) };
  return words.length === 0 ? say('retryEvery', last) : say('retryThenEvery', { ...last, first: after });
}

/** What identifies a repeated delivery, and what receivers compare if they can't trust it. */
function describeDedupe(provider: Provider, { say, list }: Labels): Markdown {
  const { dedupe } = provider;
  if (dedupe.by === 'body') return say('dedupeBody');
  const values = list(dedupe.sources.map(sourceCode), 'and');
  return say(dedupeBy(provider).by === 'body' ? 'dedupeUnsigned' : 'dedupeBy', { values });
}

/** The headers of all requests: the signature's, the discriminator's, and those that the document describes. */
function headerTable(provider: Provider, context: TableContext): TableView {
  const { say } = context.labels;
  const { signature, dedupe, discriminator, events } = provider;
  const rows = new Map<string, readonly Markdown[]>();
  const add = (name: string, words: Markdown) => {
    if (!rows.has(name.toLowerCase())) rows.set(name.toLowerCase(), [inlineCode(name), words]);
  };
  const types = [...new Set(events.map((event) => event.contentType))].sort();
  add('Content-Type', types.length === 0 ? say('notDocumented') : context.labels.list(types.map(inlineCode), 'or'));
  if (signature !== null) add(signature.header, signatureHeader(signature, context.labels));
  if (signature?.timestamp?.kind === 'header') add(signature.timestamp.header, say('headerTime'));
  for (const source of dedupe.by === 'sources' ? dedupe.sources : []) if (source.kind === 'header') add(source.header, say('headerDedupe'));
  for (const source of discriminator?.sources ?? []) if (source.kind === 'header') add(source.header, say('headerDiscriminator'));
  for (const field of sharedHeaders(provider).values())
    add(field.path, field.description === null ? literalText(field.type) : markdownCell(field.description, context));
  return { head: [say('header'), say('description')], rows: [...rows.values()] };
}

function signatureHeader(signature: Signature, { say }: Labels): Markdown {
  const parts = { prefix: inlineCode(signature.prefix), encoding: say(`encoding.${signature.encoding}`) };
  if (signature.scheme === 'standard-webhooks') return say('headerSignatureStandard', { prefix: inlineCode('v1,') });
  return say(signature.prefix === '' ? 'headerSignature' : 'headerSignaturePrefix', parts);
}

const shared = new WeakMap<Provider, ReadonlyMap<string, Field>>();

/** The headers that all events describe in the same way, by `headerKey`. */
function sharedHeaders(provider: Provider): ReadonlyMap<string, Field> {
  const known = shared.get(provider);
  if (known !== undefined) return known;
  const [first, ...others] = provider.events;
  const fields = new Map((first === undefined ? [] : headerFields(first, provider)).map((field) => [headerKey(field), field]));
  for (const event of others) {
    if (fields.size === 0) break;
    const keys = new Set(headerFields(event, provider).map(headerKey));
    for (const key of fields.keys()) if (!keys.has(key)) fields.delete(key);
  }
  shared.set(provider, fields);
  return fields;
}

const headerKey = (field: Field) => JSON.stringify({ ...field, places: null });

function headerFields(event: WebhookEvent, { definitions }: Provider): Field[] {
  return event.headers === null ? [] : describeFields(event.headers, definitions);
}

/** The headers that only this event describes, or that it describes differently. */
export function ownHeaders(event: WebhookEvent, provider: Provider): Field[] {
  const common = sharedHeaders(provider);
  return headerFields(event, provider).filter((field) => !common.has(headerKey(field)));
}

import type {
  Dedupe,
  Delivery,
  Json,
  JsonObject,
  Layout,
  QueryParameter,
  Section,
  Signature,
  SignedPart,
  Source,
  Unverified,
} from '../model/model.js';
import { parsePointer } from '../model/pointer.js';
import { getArray, getObject, getOwn, getString, isObject } from '../model/properties.js';

const standardWebhooks: Signature = {
  scheme: 'standard-webhooks',
  header: 'webhook-signature',
  algorithm: 'hmac-sha256',
  encoding: 'base64',
  prefix: 'v1,',
  signedText: '{header:webhook-id}.{header:webhook-timestamp}.{body}',
  signed: [
    { kind: 'header', header: 'webhook-id' },
    { kind: 'text', text: '.' },
    { kind: 'header', header: 'webhook-timestamp' },
    { kind: 'text', text: '.' },
    { kind: 'body' },
  ],
  timestamp: { kind: 'header', header: 'webhook-timestamp' },
  // https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md leaves the value open.
  // Its libraries use five minutes.
  toleranceMs: 300_000,
  coversBody: true,
};

export function readSignature(extension: JsonObject): Signature | null {
  const signature = getOwn(extension, 'signature');
  if (signature === 'standard-webhooks') return standardWebhooks;
  if (!isObject(signature)) return null;
  const signedText = getString(signature, 'signed') ?? '{body}';
  const signed = parseSigned(signedText);
  const timestamp = getString(signature, 'timestamp');
  return {
    scheme: 'custom',
    header: getString(signature, 'header') ?? '',
    algorithm: (getString(signature, 'algorithm') ?? 'hmac-sha256') as Signature['algorithm'],
    encoding: (getString(signature, 'encoding') ?? 'hex') as Signature['encoding'],
    prefix: getString(signature, 'prefix') ?? '',
    signed,
    signedText,
    timestamp: timestamp === null ? null : parseSource(timestamp),
    toleranceMs: duration(signature, 'tolerance'),
    coversBody: signed.some(({ kind }) => kind === 'body'),
  };
}

/** `{eventCreated}`-like templates: `{body}`, `{/json/pointer}`, `{header:name}`, and literal text between them. */
function parseSigned(template: string): SignedPart[] {
  return template
    .split(/(\{[^{}]*\})/)
    .filter((part) => part !== '')
    .map((part): SignedPart => {
      if (!part.startsWith('{')) return { kind: 'text', text: part };
      const name = part.slice(1, -1);
      return name === 'body' ? { kind: 'body' } : parseSource(name);
    });
}

function parseSource(text: string): Source {
  return text.startsWith('header:')
    ? { kind: 'header', header: text.slice('header:'.length).toLowerCase() }
    : { kind: 'pointer', pointer: text };
}

/** The default is the webhook-id of Standard Webhooks, which its signature covers, or else the body. */
export function readDedupe(extension: JsonObject, signature: Signature | null): Dedupe {
  const dedupe = getOwn(extension, 'dedupe');
  if (Array.isArray(dedupe)) return { by: 'sources', sources: strings(dedupe).map(parseSource) };
  if (dedupe === undefined && signature?.scheme === 'standard-webhooks')
    return { by: 'sources', sources: [{ kind: 'header', header: 'webhook-id' }] };
  return { by: 'body' };
}

export function readDelivery(extension: JsonObject): Delivery {
  const delivery = getObject(extension, 'delivery') ?? {};
  const ordered = getOwn(delivery, 'ordered');
  const retries = getOwn(delivery, 'retries');
  return {
    acknowledges: getArray(delivery, 'acknowledge').filter((status) => typeof status === 'number' || status === '2xx'),
    timeoutMs: duration(delivery, 'timeout'),
    connectTimeoutMs: duration(delivery, 'connectTimeout'),
    retriesMs: Array.isArray(retries) ? strings(retries).map(durationMs) : null,
    retryForMs: duration(delivery, 'retryFor'),
    disableAfterMs: duration(delivery, 'disableAfter'),
    notify: getString(delivery, 'notify'),
    ordered: typeof ordered === 'boolean' ? ordered : null,
    note: getString(delivery, 'note'),
  };
}

export function readQuery(extension: JsonObject): QueryParameter[] {
  const query = getObject(extension, 'query') ?? {};
  return Object.entries(query).flatMap(([name, value]) => (typeof value === 'string' ? [{ name, value: parseSigned(value) }] : []));
}

export function readSections(extension: JsonObject): Section[] {
  return getArray(extension, 'sections').map((section) => ({
    heading: getString(section, 'heading') ?? '',
    placement: getString(section, 'placement') === 'before' ? 'before' : 'after',
    body: getString(section, 'body') ?? '',
  }));
}

export function readUnverified(extension: JsonObject | null): Unverified[] {
  return strings(getArray(extension ?? {}, 'unverified')).map((target) => ({ target, label: labelOf(target) }));
}

export const readLayout = (extension: JsonObject): Layout => (getString(extension, 'layout') ?? 'sections') as Layout;

/** A pointer as readers understand it: `/channels/ecwid/x-webhook/signature/tolerance` → `signature.tolerance`. */
function labelOf(target: string): string {
  const segments = parsePointer(target);
  const extension = segments.indexOf('x-webhook');
  const meaningful = extension === -1 ? segments.slice(2) : segments.slice(extension + 1);
  return (
    meaningful.filter((segment) => !['payload', 'allOf', 'properties', 'items'].includes(segment) && !/^\d+$/.test(segment)).join('.') ||
    segments.join('.')
  );
}

function duration(object: JsonObject, key: string): number | null {
  const text = getString(object, key);
  return text === null ? null : durationMs(text);
}

/** An ISO 8601 duration of weeks, days, hours, minutes and seconds, in milliseconds. */
function durationMs(text: string): number {
  const [, weeks, days, hours, minutes, seconds] =
    /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(text) ?? [];
  const count = (value: string | undefined) => Number(value ?? 0);
  return Math.round((((count(weeks) * 7 + count(days)) * 24 + count(hours)) * 60 + count(minutes)) * 60_000 + count(seconds) * 1000);
}

const strings = (values: readonly Json[]) => values.filter((value) => typeof value === 'string');

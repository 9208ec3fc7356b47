import type { Provider, Source, WebhookEvent } from '../catalogue/model/model.js';
import { joinPointer } from '../catalogue/model/pointer.js';
import type { Difference } from './change.js';
import { compareAccess } from './delivery/compare-access.js';
import { compareHeaders } from './delivery/compare-headers.js';
import { describeSource } from './delivery/describe.js';
import { differ, differInPayload } from './difference.js';
import { type Found, show, showAll } from './found.js';
import { compareLifecycle } from './lifecycle.js';
import type { SchemaComparison } from './payload/compare-schemas.js';
import { markTolerated } from './payload/tolerated.js';

/** Compares two versions of an event of the same provider. */
export interface EventComparison {
  readonly older: Provider;
  readonly newer: Provider;
  readonly payloads: SchemaComparison;
  compareTypes(older: WebhookEvent, newer: WebhookEvent): readonly Found[];
  /** Compares what a tolerant receiver accepts with what is sent now. */
  compareTolerant(older: WebhookEvent, newer: WebhookEvent): readonly Found[];
}

export function compareEvent(older: WebhookEvent, newer: WebhookEvent, comparison: EventComparison): Difference[] {
  const provider = comparison.newer;
  const subject = { provider, event: newer };
  const isSame = comparison.payloads.isSame(older.payload, newer.payload);
  // The values that distinguish events have closed types, so the types change with their location.
  const isIdentifiedAlike = canonicalSources(older) === canonicalSources(newer);
  return [
    ...compareEventNames(older, newer, provider),
    ...compareLifecycle(older, newer, provider),
    ...compareIdentifyingValues(older, newer, comparison),
    ...compareContentType(older, newer, provider),
    ...compareHeaders(older, newer, provider, comparison.payloads),
    ...compareAccess(older, newer, provider),
    ...(isSame ? [] : comparePayload(older, newer, comparison).map((one) => differInPayload(subject, one))),
    ...(isSame && isIdentifiedAlike ? [] : comparison.compareTypes(older, newer).map((one) => differInPayload(subject, one))),
  ];
}

const canonicalSources = ({ discriminator }: WebhookEvent) => discriminator.map(({ source }) => describeSource(source)).join();

function compareEventNames(older: WebhookEvent, newer: WebhookEvent, provider: Provider): Difference[] {
  const subject = { provider, event: newer };
  const isRenamed = older.name !== newer.name;
  return [
    ...(isRenamed
      ? [differ('event-renamed', subject, newer.pointer, `${newer.name}, was ${older.name}; on the wire nothing changed`)]
      : []),
    ...(!isRenamed && older.typeName !== newer.typeName
      ? [differ('type-renamed', subject, newer.pointer, `the type is ${newer.typeName}, was ${older.typeName}`)]
      : []),
    ...(older.event === newer.event
      ? []
      : [differ('wire-name-changed', subject, newer.pointer, `the name on the wire is ${newer.event}, was ${older.event}`)]),
  ];
}

/** The values that identify the event. If they have another location, the provider's `discriminator-changed` reports it. */
function compareIdentifyingValues(older: WebhookEvent, newer: WebhookEvent, { newer: provider }: EventComparison): Difference[] {
  return newer.discriminator.flatMap(({ source, values }) => {
    const was = older.discriminator.find((one) => describeSource(one.source) === describeSource(source))?.values;
    if (!was) return [];
    const [added, removed] = [values.filter((value) => !was.includes(value)), was.filter((value) => !values.includes(value))];
    const at = (code: string, message: string) =>
      differ(
        code,
        { provider, event: newer },
        source.kind === 'pointer' ? source.pointer : newer.pointer,
        `${describeSource(source)}: ${message}`,
      );
    if (added.length === values.length && removed.length === was.length && added.length > 0)
      return [at('discriminator-value-changed', `${newer.name} is identified by ${showAll(added)}, was ${showAll(removed)}`)];
    return [
      ...(added.length > 0 ? [at('discriminator-value-added', `${showAll(added)} also means ${newer.name}`)] : []),
      ...(removed.length > 0 ? [at('discriminator-value-removed', `${showAll(removed)} no longer means ${newer.name}`)] : []),
    ];
  });
}

/** Values that identify events are closed for a tolerant receiver too. `compareIdentifyingValues` reports those that still do. */
function comparePayload(older: WebhookEvent, newer: WebhookEvent, { payloads, compareTolerant }: EventComparison): Found[] {
  const pointers = (event: WebhookEvent) =>
    new Set(event.discriminator.flatMap(({ source }) => (isPointer(source) ? [source.pointer] : [])));
  const [was, is] = [pointers(older), pointers(newer)];
  const all = markTolerated(payloads.compare(older.payload, newer.payload), () => compareTolerant(older, newer));
  return all.flatMap((one) => {
    // A payload that is deprecated as a whole is a deprecated event, which compareLifecycle reports.
    if (one.pointer === '' && one.code.startsWith('property-deprecat')) return [];
    if (!valueCodes.has(one.code) || !was.has(one.pointer)) return [one];
    if (is.has(one.pointer)) return [];
    return [
      one.code === 'enum-value-added'
        ? { ...one, code: 'const-widened' }
        : one.code === 'enum-removed'
          ? { ...one, code: 'const-removed' }
          : one,
    ];
  });
}

const valueCodes: ReadonlySet<string> = new Set([
  'const-changed',
  'const-widened',
  'enum-value-added',
  'enum-value-removed',
  'enum-removed',
]);
const isPointer = (source: Source): source is Extract<Source, { kind: 'pointer' }> => source.kind === 'pointer';

function compareContentType(older: WebhookEvent, newer: WebhookEvent, provider: Provider): Difference[] {
  if (older.contentType === newer.contentType) return [];
  const pointer = joinPointer(newer.pointer, 'contentType');
  return [
    differ('content-type-changed', { provider, event: newer }, pointer, `${show(newer.contentType)}, was ${show(older.contentType)}`),
  ];
}

import { isDeepStrictEqual } from 'node:util';
import type { WebhookEvent } from '../catalogue/model/model.js';
import { joinPointer } from '../catalogue/model/pointer.js';
import type { Difference } from './change.js';
import { compareAccess } from './delivery/compare-access.js';
import { compareHeaders } from './delivery/compare-headers.js';
import { describeSource } from './delivery/describe.js';
import { differ } from './difference.js';
import { type Found, show, showAll } from './found.js';
import { compareLifecycle } from './lifecycle.js';
import type { SchemaComparison } from './payload/compare-schemas.js';
import { markTolerated } from './payload/tolerated.js';

/** Compares two versions of an event of the same provider. */
export interface EventComparison {
  readonly payloads: SchemaComparison;
  compareTypes(older: WebhookEvent, newer: WebhookEvent): readonly Found[];
  /** Compares what a tolerant receiver accepts with what is sent now. */
  compareTolerant(older: WebhookEvent, newer: WebhookEvent): readonly Found[];
}

export function compareEvent(older: WebhookEvent, newer: WebhookEvent, comparison: EventComparison): Difference[] {
  const isSame = comparison.payloads.isSame(older.payload, newer.payload);
  // The values that distinguish events have closed types, so the types change with their location.
  const isIdentifiedAlike = isDeepStrictEqual(listSources(older), listSources(newer));
  const inPayload = [
    ...(isSame ? [] : comparePayload(older, newer, comparison)),
    ...(isSame && isIdentifiedAlike ? [] : comparison.compareTypes(older, newer)),
  ];
  return [
    ...compareEventNames(older, newer),
    ...compareLifecycle(older, newer),
    ...compareIdentifyingValues(older, newer),
    ...compareContentType(older, newer),
    ...compareHeaders(older, newer, comparison.payloads),
    ...compareAccess(older, newer),
    ...inPayload.map(({ code, pointer, message }) =>
      differ(code, newer, `${pointer === '' ? 'the payload' : pointer}: ${message}`, pointer),
    ),
  ];
}

const listSources = ({ discriminator }: WebhookEvent) => discriminator.map(({ source }) => describeSource(source));

function compareEventNames(older: WebhookEvent, newer: WebhookEvent): Difference[] {
  const found: Difference[] = [];
  if (older.name !== newer.name)
    found.push(differ('event-renamed', newer, `${newer.name}, was ${older.name}; on the wire nothing changed`));
  else if (older.typeName !== newer.typeName)
    found.push(differ('type-renamed', newer, `the type is ${newer.typeName}, was ${older.typeName}`));
  if (older.event !== newer.event)
    found.push(differ('wire-name-changed', newer, `the name on the wire is ${newer.event}, was ${older.event}`));
  return found;
}

/** The values that identify the event. If their location has changed, `discriminator-changed` says so. */
function compareIdentifyingValues(older: WebhookEvent, newer: WebhookEvent): Difference[] {
  return newer.discriminator.flatMap(({ source, values }) => {
    const was = older.discriminator.find((one) => describeSource(one.source) === describeSource(source))?.values;
    if (!was) return [];
    const [added, removed] = [values.filter((value) => !was.includes(value)), was.filter((value) => !values.includes(value))];
    const at = (code: string, message: string) =>
      differ(code, newer, `${describeSource(source)}: ${message}`, source.kind === 'pointer' ? source.pointer : newer.pointer);
    if (added.length === values.length && removed.length === was.length && added.length > 0)
      return [at('discriminator-value-changed', `${newer.name} is identified by ${showAll(added)}, was ${showAll(removed)}`)];
    return [
      ...(added.length > 0 ? [at('discriminator-value-added', `${showAll(added)} also means ${newer.name}`)] : []),
      ...(removed.length > 0 ? [at('discriminator-value-removed', `${showAll(removed)} no longer means ${newer.name}`)] : []),
    ];
  });
}

/** Values that identify events are closed for a tolerant receiver too. `compareIdentifyingValues` reports these. */
function comparePayload(older: WebhookEvent, newer: WebhookEvent, { payloads, compareTolerant }: EventComparison): Found[] {
  const pointers = (event: WebhookEvent) =>
    new Set(event.discriminator.flatMap(({ source }) => (source.kind === 'pointer' ? [source.pointer] : [])));
  const [was, is] = [pointers(older), pointers(newer)];
  const all = markTolerated(payloads.compare(older.payload, newer.payload), () => compareTolerant(older, newer));
  return all.flatMap((one) => {
    // A payload that is deprecated as a whole is a deprecated event, which compareLifecycle reports.
    if (one.pointer === '' && one.code.startsWith('property-deprecat')) return [];
    const code = closedCodes[one.code];
    if (code === undefined || !was.has(one.pointer)) return [one];
    return is.has(one.pointer) ? [] : [{ ...one, code }];
  });
}

/** The codes for changed values, as they are for values that are closed for a tolerant receiver too. */
const closedCodes: Readonly<Record<string, string>> = {
  'const-changed': 'const-changed',
  'const-widened': 'const-widened',
  'enum-value-added': 'const-widened',
  'enum-value-removed': 'enum-value-removed',
  'enum-removed': 'const-removed',
};

function compareContentType(older: WebhookEvent, newer: WebhookEvent): Difference[] {
  if (older.contentType === newer.contentType) return [];
  const message = `${show(newer.contentType)}, was ${show(older.contentType)}`;
  return [differ('content-type-changed', newer, message, joinPointer(newer.pointer, 'contentType'))];
}

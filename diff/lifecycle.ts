import type { Provider, WebhookEvent } from '../catalogue/model/model.js';
import { joinPointer } from '../catalogue/model/pointer.js';
import type { Difference } from './change.js';
import { differ } from './difference.js';

/** A new event arrives, and has a name and a type in code. */
export function compareAddedEvent(event: WebhookEvent): Difference[] {
  return [
    differ('event-added', event, `${event.name} is new`),
    differ('event-type-added', event, `the type ${event.typeName} and the name ${JSON.stringify(event.name)} are new`),
  ];
}

/** Whether its sunset was announced and has come. */
export const isRetired = ({ deprecated, sunset }: WebhookEvent, today: string): boolean => deprecated && sunset !== null && sunset <= today;

/** An event may be removed once the sunset of the older version has come. `provider` is the newer one. */
export function compareRemovedEvent(event: WebhookEvent, provider: Provider, today: string): Difference[] {
  const subject = { ...event, provider: provider.key };
  const { name, typeName, deprecated, sunset } = event;
  const isPast = isRetired(event, today);
  const code = isPast ? 'event-retired' : deprecated && sunset !== null ? 'event-removed-early' : 'event-removed';
  const typeCode = isPast ? 'retired-event-type-removed' : 'event-type-removed';
  const unmarked = deprecated ? '' : ', but it was not deprecated';
  const promised = sunset === null ? (deprecated ? '; it was deprecated without a sunset' : '') : `; its sunset was ${sunset}${unmarked}`;
  return [
    differ(code, subject, `${name} was removed${promised}`),
    differ(typeCode, subject, `the type ${typeName} and the name ${JSON.stringify(name)} were removed`),
  ];
}

/** Deprecation and its date. */
export function compareLifecycle(older: WebhookEvent, newer: WebhookEvent): Difference[] {
  const at = (code: string, message: string) => [differ(code, newer, message, joinPointer(newer.pointer, 'deprecated'))];
  if (!older.deprecated && newer.deprecated)
    return at('event-deprecated', `${newer.name} is deprecated${newer.sunset === null ? '' : `; its sunset is ${newer.sunset}`}`);
  if (older.deprecated && !newer.deprecated) return at('event-deprecation-withdrawn', `${newer.name} is no longer deprecated`);
  const [was, is] = [older.sunset, newer.sunset];
  if (was === is || !newer.deprecated) return [];
  const message = `the sunset of ${newer.name} is ${is ?? 'not set'}, was ${was ?? 'not set'}`;
  if (was === null) return at('sunset-set', message);
  return at(is === null || is > was ? 'sunset-postponed' : 'sunset-brought-forward', message);
}

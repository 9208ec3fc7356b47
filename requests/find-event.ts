import type { Json, Provider } from '../catalogue/model/model.js';
import { valueAt } from '../catalogue/model/pointer.js';

/**
 * The event of a parsed body and its headers, found as generated code finds it: by own properties and all values of the
 * discriminator. If the provider has one event and needs no discriminator, everything is that event. null if no event
 * matches.
 */
export function findEvent(
  { discriminator, events }: Pick<Provider, 'discriminator' | 'events'>,
  value: unknown,
  header: (name: string) => string | null = () => null,
): string | null {
  if (discriminator === null) return null;
  const found = events.find((event) =>
    event.discriminator.every(({ source, values }) => {
      if (source.kind === 'pointer') return values.some((expected) => expected === valueAt(value as Json, source.pointer));
      const sent = header(source.header);
      return sent !== null && values.some((expected) => String(expected) === sent);
    }),
  );
  return found?.name ?? null;
}

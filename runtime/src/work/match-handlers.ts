import type { Handler } from '../delivery.js';

export type HandlersByPattern = ReadonlyMap<string, Handler<unknown>>;

/** The handlers of an event: its own, then the wildcards from the longest prefix to `*`. */
export function matchHandlers(handlers: HandlersByPattern, event: string): readonly Handler<unknown>[] {
  return patternsOf(event).flatMap((pattern) => handlers.get(pattern) ?? []);
}

/** All keys of `on` that match an event: `order.item.added`, `order.item.*`, `order.*`, `*`. */
export function patternsOf(event: string): readonly string[] {
  const segments = event.split('.');
  const wildcards = segments.slice(1).map((_, at) => `${segments.slice(0, segments.length - 1 - at).join('.')}.*`);
  return [...new Set([event, ...wildcards, '*'])];
}

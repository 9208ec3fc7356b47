import type { Provider, WebhookEvent } from '../../catalogue/model.js';

export interface SnippetOptions {
  /** The package that the generated folder is, or the path to it where it begins with a dot. Default: `@hookbook/events`. */
  readonly package?: string;
}

/**
 * A TypeScript program as people paste it into their app: a receiver with a handler of this event. Where the provider's events can't be
 * told apart there is no receiver, and the program validates a body as this event instead. It is code for a fence, without a last line feed.
 */
export function describeHandler(event: WebhookEvent, _provider: Provider, _options: SnippetOptions = {}): string {
  return `// ${event.typeName}`;
}

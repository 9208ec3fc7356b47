import { compileEvent } from '../compile.js';
import type { Catalogue, Provider, WebhookEvent } from '../model.js';
import type { Finding } from '../problem.js';

/** Looks at one event. */
type EventRule = (event: WebhookEvent, provider: Provider) => Finding[];

const checkDescription: EventRule = (event) => {
  if (event.description !== null || event.summary !== null) return [];
  return [
    {
      code: 'missing-description',
      message: `event ${event.key} says nothing of when it is sent`,
      fix: 'give the message a description or a summary',
      pointer: event.pointer,
      atKey: true,
    },
  ];
};

/** At most this many per example: the first ones say it. */
const MAX_PER_EXAMPLE = 5;

const checkExamples: EventRule = (event, provider) =>
  event.examples.flatMap((example, index) => {
    const name = JSON.stringify(example.name ?? String(index + 1));
    return compileEvent(
      provider,
      event,
      'strict',
    )(example.payload)
      .slice(0, MAX_PER_EXAMPLE)
      .map(
        (error): Finding => ({
          code: 'example-mismatch',
          message: `${event.key}, example ${name}: ${error.pointer === '' ? 'the payload' : error.pointer} ${error.message}`,
          fix: `change the example, or the payload's schema so that it holds (${error.keyword})`,
          pointer: `${example.pointer}${error.pointer}`,
        }),
      );
  });

const rules: readonly EventRule[] = [checkDescription, checkExamples];

export function lintEvents(catalogue: Catalogue): Finding[] {
  return catalogue.providers.flatMap((provider) => provider.events.flatMap((event) => rules.flatMap((rule) => rule(event, provider))));
}

import { compileEvents, type Validate } from '../compile/compile.js';
import type { Catalogue, Provider, WebhookEvent } from '../model/model.js';
import { joinPointer } from '../model/pointer.js';
import type { Finding } from '../model/problem.js';

/** Checks one event; `validate` is the strict check of its payload. */
type EventRule = (event: WebhookEvent, validate: Validate) => Finding[];

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

const checkSunset: EventRule = (event) => {
  if (event.sunset === null || event.deprecated) return [];
  return [
    {
      code: 'sunset-without-deprecated',
      message: `event ${event.key} has a sunset and is not deprecated: nobody is told, and to remove it after that day is still breaking`,
      fix: "add deprecated: true to the payload's schema, or drop the sunset",
      pointer: joinPointer(event.pointer, 'x-webhook', 'sunset'),
    },
  ];
};

/** The problems that are reported for one example. */
const maxPerExample = 5;

const checkExamples: EventRule = (event, validate) =>
  event.examples.flatMap((example, index) => {
    const name = JSON.stringify(example.name ?? String(index + 1));
    return validate(example.payload)
      .slice(0, maxPerExample)
      .map(
        (error): Finding => ({
          code: 'example-mismatch',
          message: `${event.key}, example ${name}: ${error.pointer === '' ? 'the payload' : error.pointer} ${error.message}`,
          fix: `change the example, or the payload's schema so that the example is valid (${error.keyword})`,
          pointer: `${example.pointer}${error.pointer}`,
        }),
      );
  });

const rules: readonly EventRule[] = [checkDescription, checkSunset, checkExamples];

/** The events that are compiled together: faster than one by one, and thousands at once would need too much memory. */
const maxBatch = 100;

export function lintEvents(catalogue: Catalogue): Finding[] {
  return catalogue.providers.flatMap((provider) =>
    Array.from({ length: Math.ceil(provider.events.length / maxBatch) }, (_, batch) =>
      lintBatch(provider, provider.events.slice(batch * maxBatch, (batch + 1) * maxBatch)),
    ).flat(),
  );
}

function lintBatch(provider: Provider, events: readonly WebhookEvent[]): Finding[] {
  const withExamples = events.filter(({ examples }) => examples.length > 0);
  const checks = new Map(compileEvents(provider, withExamples, 'strict').map((validate, at) => [withExamples[at]?.name, validate]));
  return events.flatMap((event) => rules.flatMap((rule) => rule(event, checks.get(event.name) ?? (() => []))));
}

import type { Sample } from '@hookbook/runtime/simulate';
import type { Example, WebhookEvent } from '../catalogue/model.js';
import { members } from '../catalogue/own.js';
import { buildToldPayload } from '../catalogue/told-payload.js';

/**
 * A request's body and headers as an example of the event has them, the first where none is given; an event without examples gets no
 * more than what tells it apart. The headers beside the signature's, lower case.
 */
export function buildSample(event: WebhookEvent, example: Example | undefined = event.examples[0]): Sample {
  const told = event.discriminator.flatMap(({ source, values }): [string, string][] =>
    source.kind === 'header' ? [[source.header.toLowerCase(), String(values[0] ?? '')]] : [],
  );
  const shown = members(example?.headers).map(([name, value]): [string, string] => [
    name.toLowerCase(),
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return {
    payload: structuredClone(example?.payload ?? buildToldPayload(event)),
    headers: Object.fromEntries([...told, ...shown].filter(([name]) => name !== 'content-type')),
    contentType: event.contentType,
  };
}

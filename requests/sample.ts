import type { Sample } from '@hookbook/testkit/simulate';
import { compileEvent } from '../catalogue/compile/compile.js';
import { buildMinimalPayload } from '../catalogue/model/minimal-payload.js';
import type { Example, Json, JsonObject, Provider, WebhookEvent } from '../catalogue/model/model.js';
import { members } from '../catalogue/model/own.js';
import { openFixtures } from '../generators/fixtures/open-fixtures.js';

/**
 * A request's body and headers as an example of the event has them, the first where none is given; an event without examples gets its
 * first fixture, which is made of its schema. The headers are those beside the signature's, lower case.
 */
export function buildSample(provider: Provider, event: WebhookEvent, example: Example | undefined = event.examples[0]): Sample {
  const { payload, headers } = example ?? makeUp(provider, event);
  const told = event.discriminator.flatMap(({ source, values }): [string, string][] =>
    source.kind === 'header' ? [[source.header.toLowerCase(), String(values[0] ?? '')]] : [],
  );
  const shown = members(headers).map(([name, value]): [string, string] => [
    name.toLowerCase(),
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return {
    payload: structuredClone(payload),
    headers: Object.fromEntries([...told, ...shown].filter(([name]) => name !== 'content-type')),
    contentType: event.contentType,
  };
}

/** No more than what tells the event apart where its schema asks for what nothing can be made up for. */
function makeUp(provider: Provider, event: WebhookEvent): { readonly payload: Json; readonly headers: JsonObject | null } {
  const [first] = openFixtures(provider)(event, compileEvent(provider, event, 'strict'));
  return first ?? { payload: buildMinimalPayload(event), headers: null };
}

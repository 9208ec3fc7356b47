import type { Sample } from '@hookbook/testkit/simulate';
import { compileEvent } from '../catalogue/compile/compile.js';
import type { Example, Json, JsonObject, Provider, WebhookEvent } from '../catalogue/model/model.js';
import { listProperties } from '../catalogue/model/properties.js';
import { openFixtures } from '../generators/fixtures/open-fixtures.js';
import { applyEdits } from './edits.js';

/**
 * The body and headers of an event's request: those of the example, by default the event's first. An event without
 * examples gets its first fixture. The headers are lower case and don't include the signature's.
 */
export function buildSample(provider: Provider, event: WebhookEvent, example: Example | undefined = event.examples[0]): Sample {
  const { payload, headers } = example ?? buildFixture(provider, event);
  const discriminating = event.discriminator.flatMap(({ source, values }): [string, string][] =>
    source.kind === 'header' ? [[source.header.toLowerCase(), String(values[0] ?? '')]] : [],
  );
  const shown = listProperties(headers).map(([name, value]): [string, string] => [
    name.toLowerCase(),
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return {
    payload: structuredClone(payload),
    headers: Object.fromEntries([...discriminating, ...shown].filter(([name]) => name !== 'content-type')),
    contentType: event.contentType,
  };
}

/**
 * The event's first fixture. If none can be built of the schema, the payload is only what distinguishes the event from
 * others.
 */
function buildFixture(provider: Provider, event: WebhookEvent): { readonly payload: Json; readonly headers: JsonObject | null } {
  const [first] = openFixtures(provider)(event, compileEvent(provider, event, 'strict'));
  if (first !== undefined) return first;
  const edits = event.discriminator.flatMap(({ source, values }) =>
    source.kind === 'pointer' ? [{ kind: 'set' as const, pointer: source.pointer, value: values[0] ?? null }] : [],
  );
  return { payload: applyEdits({}, edits), headers: null };
}

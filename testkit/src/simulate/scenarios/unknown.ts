import { joinPointer, listHeaders, listPointers } from '@hookbook/runtime/inspect';
import { isJsonObject } from '../../json-value.js';
import { judgeAcknowledged } from '../judge.js';
import { replaceAt } from '../pointers.js';
import type { SimulatedProvider } from '../provider.js';
import type { Scenario } from '../scenario.js';

/** No provider has this event name. */
const unknownName = 'hookbook.unknown';

export const unknownEvent: Scenario = {
  name: 'unknown-event',
  shows: 'A correctly signed event that is not in the document; then one that is.',
  why: 'Providers add events without notice, so documents fall behind.',
  whyNot: ({ discriminator, title }) => (discriminator.length === 0 ? `${title} has no discriminator: it has one event` : null),
  async play(stage) {
    const { discriminator } = stage.provider;
    const headers = Object.fromEntries(listHeaders(discriminator).map((name) => [name, unknownName]));
    const change = (payload: unknown) =>
      listPointers(discriminator).reduce((changed, pointer) => replaceAt(changed, pointer, unknownName), payload);
    const built = await stage.build({ headers, change });
    const unknown = await stage.send({ delivery: { ...built, event: unknownName }, trait: 'an undocumented event', once: true });
    const why = 'If refused, it is retried and counts as a failure of the endpoint: acknowledge it and quarantine it.';
    judgeAcknowledged(stage, { name: 'acknowledged', what: 'an event that is not known yet', why }, unknown);
    const known = await stage.send({ delivery: await stage.build() });
    const after = 'A quarantined event must not block later ones.';
    judgeAcknowledged(stage, { name: 'known-acknowledged', what: 'the event after it', why: after }, known);
    stage.expectEffects({ name: 'one-effect', what: 'the event after it', times: 1, why: after }, known);
  },
};

const added = 'hookbook_unknown_field';

export const unknownField: Scenario = {
  name: 'unknown-field',
  shows: 'An event with fields that are not in the document.',
  why: 'Providers add fields without notice: all of them consider that compatible.',
  whyNot: () => null,
  async play(stage) {
    const event = stage.events[0] ?? '';
    const change = (payload: unknown) => addFields(stage.provider, event, payload);
    const deliveries = await stage.send({ delivery: await stage.build({ event, change }), trait: 'fields added', once: true });
    const why = 'If refused, every delivery fails from the day the provider adds a field.';
    judgeAcknowledged(stage, { name: 'acknowledged', what: 'fields that are not known yet', why }, deliveries);
    const effect = 'An additional field must not stop the event from being handled: validate what you read and ignore the rest.';
    stage.expectEffects({ name: 'one-effect', what: 'the event with fields added', times: 1, why: effect }, deliveries);
  },
};

/** Adds fields to the body and the objects in it, except where that makes more invalid than an unknown field. */
function addFields(provider: SimulatedProvider, event: string, payload: unknown): unknown {
  if (!isJsonObject(payload)) return payload;
  const value = { added: true, list: [1, 'two', null] };
  let changed: unknown = { ...payload, [added]: value };
  for (const [name, inner] of Object.entries(payload)) {
    if (!isJsonObject(inner)) continue;
    const more = replaceAt(changed, joinPointer('', name, added), value);
    if (allows(provider, event, more)) changed = more;
  }
  return changed;
}

/** In a free-form map there are no unknown fields: an added value would be wrong. */
function allows(provider: SimulatedProvider, event: string, payload: unknown): boolean {
  const result = provider.validate(event, payload);
  return result.valid || result.errors.every(({ keyword }) => ['additionalProperties', 'unevaluatedProperties'].includes(keyword));
}

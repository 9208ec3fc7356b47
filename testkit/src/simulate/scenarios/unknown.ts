import { joinPointer } from '@hookbook/runtime/inspect';
import { judgeAcknowledged } from '../judge.js';
import { isObject, replaceAt } from '../pointers.js';
import type { SimulatedProvider } from '../provider.js';
import type { Scenario } from '../scenario.js';

/** No provider has it, and no reader can take it for anything. */
const unknownName = 'hookbook.unknown';

export const unknownEvent: Scenario = {
  name: 'unknown-event',
  shows: 'A truly signed event that the document does not have; then one that it has.',
  why: 'Providers add events without asking: the document is older than the next one.',
  whyNot: ({ discriminator, title }) => (discriminator.length === 0 ? `nothing tells events of ${title} apart: it has one` : null),
  async play(stage) {
    const { discriminator } = stage.provider;
    const headers = Object.fromEntries(discriminator.flatMap((source) => (source.kind === 'header' ? [[source.header, unknownName]] : [])));
    const change = (payload: unknown) =>
      discriminator.reduce(
        (changed, source) => (source.kind === 'pointer' ? replaceAt(changed, source.pointer, unknownName) : changed),
        payload,
      );
    const built = await stage.build({ headers, change });
    const unknown = await stage.send({ delivery: { ...built, event: unknownName }, trait: 'no event of the document', once: true });
    const why = 'Refused, it is sent again and again, and counts as a failure of the endpoint: acknowledge it, and set it aside.';
    judgeAcknowledged(stage, { name: 'acknowledged', what: 'an event that is not known yet', why }, unknown);
    const known = await stage.send({ delivery: await stage.build() });
    const after = 'What is set aside must not hold up what follows.';
    judgeAcknowledged(stage, { name: 'known-acknowledged', what: 'the event after it', why: after }, known);
    stage.expectEffects({ name: 'one-effect', what: 'the event after it', times: 1, why: after }, known);
  },
};

const added = 'hookbook_unknown_field';

export const unknownField: Scenario = {
  name: 'unknown-field',
  shows: 'An event with members that the document does not have.',
  why: 'Providers add members without asking: that is the one change that all of them call compatible.',
  whyNot: () => null,
  async play(stage) {
    const event = stage.events[0] ?? '';
    const change = (payload: unknown) => addFields(stage.provider, event, payload);
    const deliveries = await stage.send({ delivery: await stage.build({ event, change }), trait: 'members added', once: true });
    const why = 'Refused, every delivery fails from the day on which the provider adds a member.';
    judgeAcknowledged(stage, { name: 'acknowledged', what: 'members that are not known yet', why }, deliveries);
    const effect = 'A member more must not keep the event from being handled: validate what you read, and let the rest pass.';
    stage.expectEffects({ name: 'one-effect', what: 'the event with members added', times: 1, why: effect }, deliveries);
  },
};

/** Adds to the body and to the objects in it, wherever an added member is all that a strict validator could find fault with. */
function addFields(provider: SimulatedProvider, event: string, payload: unknown): unknown {
  if (!isObject(payload)) return payload;
  const value = { added: true, list: [1, 'two', null] };
  let changed: unknown = { ...payload, [added]: value };
  for (const [name, inner] of Object.entries(payload)) {
    if (!isObject(inner)) continue;
    const more = replaceAt(changed, joinPointer('', name, added), value);
    if (allows(provider, event, more)) changed = more;
  }
  return changed;
}

/** A free-form map has no unknown members: another value there would be a wrong one. */
function allows(provider: SimulatedProvider, event: string, payload: unknown): boolean {
  const result = provider.validate(event, payload);
  return result.valid || result.errors.every(({ keyword }) => ['additionalProperties', 'unevaluatedProperties'].includes(keyword));
}

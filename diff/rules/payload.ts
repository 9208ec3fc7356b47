import type { Rule } from '../change.js';
import { breaking, describeRules, type Judgements, risky, safe } from './judgements.js';

/** Limits that let more values pass, or fewer. */
const widened = (values: string): Judgements => ({
  receiver: breaking(`${values} arrive that older receivers refuse, or cannot store`),
  provider: safe('Payloads sent as before are still valid'),
  remedy: 'Update receivers first',
});
const narrowed = (values: string): Judgements => ({
  receiver: safe('All values that arrive were possible before'),
  provider: breaking(`${values} outside the limits are refused`),
  remedy: 'Send only values within the limits first, then change the contract',
});

/** Other JSON is valid now. A receiver is affected by values that may be new, a provider by values that are refused. */
export const payloadRules: readonly Rule[] = describeRules('PAYLOAD', {
  'event-added': {
    receiver: risky('Receivers that subscribe to all events get it, and must ignore it if they do not know it'),
    provider: safe('There is one more event to send; the others are unchanged'),
    remedy: 'Announce it; receivers pass unknown events to `onUnknown`',
  },
  'event-removed': {
    receiver: breaking('Its handlers are never called again'),
    provider: breaking('It must no longer be sent'),
    remedy: 'Deprecate it with a sunset first, and send it until that day',
  },
  'event-removed-early': {
    receiver: breaking('Receivers were promised the event until its sunset'),
    provider: breaking('It must no longer be sent, although its sunset has not come'),
    remedy: 'Keep it until the sunset',
  },
  'event-retired': {
    receiver: risky('Its sunset has come: handlers that still exist are never called again'),
    provider: risky('Its sunset has come: it must no longer be sent'),
    remedy: 'Remove the code that handles or sends it',
  },
  'event-deprecated': {
    receiver: safe('It is still sent; find its replacement'),
    provider: safe('It must still be sent'),
    remedy: 'Document a sunset and a replacement',
  },
  'event-deprecation-withdrawn': {
    receiver: safe('It will not be removed'),
    provider: safe('It must be sent as before'),
    remedy: 'Nothing to do',
  },
  'sunset-set': {
    receiver: safe('It is sent until that day'),
    provider: safe('It must be sent until that day'),
    remedy: 'Stop using it by that day',
  },
  'sunset-postponed': {
    receiver: safe('It is sent for longer than announced'),
    provider: safe('It must be sent for longer than announced'),
    remedy: 'Nothing to do',
  },
  'sunset-brought-forward': {
    receiver: risky('It may stop before the day that receivers planned for'),
    provider: safe('It must be sent for a shorter time'),
    remedy: 'Keep the announced day',
  },
  'wire-name-changed': {
    receiver: risky('Filters, logs and subscriptions that use its name on the wire no longer find it'),
    provider: risky('Code that uses its name on the wire must change'),
    remedy: 'Keep the name on the wire; change only the key of the message',
  },
  'discriminator-changed': {
    receiver: breaking('An older receiver distinguishes events by another value: it confuses them, or does not know them'),
    provider: risky('Payloads must have the new value'),
    remedy: 'Keep the value that distinguishes events, and give new events another one there',
  },
  'discriminator-value-added': {
    receiver: breaking('An older receiver does not know the value, and treats the event as unknown'),
    provider: safe('Requests sent as before are still valid'),
    remedy: 'Send the older value until receivers know the new one',
  },
  'discriminator-value-removed': {
    receiver: safe('Receivers know all values that arrive'),
    provider: breaking('A payload with the value is no longer this event'),
    remedy: 'Keep the value in the list',
  },
  'discriminator-value-changed': {
    receiver: breaking('An older receiver does not know the value, and treats the event as unknown'),
    provider: breaking('A payload with the older value is no longer this event'),
    remedy: 'List both values, or add a new event',
  },
  'property-added': {
    receiver: safe('Receivers that do not know it ignore it'),
    provider: safe('It is optional'),
    remedy: 'Nothing to do',
  },
  'required-property-added': {
    receiver: safe('Receivers that do not know it ignore it'),
    provider: breaking('A payload without it is refused'),
    remedy: 'Keep it optional until all senders send it',
  },
  'property-removed': {
    receiver: risky('It is no longer sent; code that reads it could already do without it'),
    provider: safe('It need not be sent; an open object still accepts it'),
    remedy: 'Deprecate it first; remove it when it is no longer read',
  },
  'required-property-removed': {
    receiver: breaking('It was always sent, and is no longer sent'),
    provider: safe('It need not be sent; an open object still accepts it'),
    remedy: 'Deprecate it, and keep sending it',
  },
  'property-optional': {
    receiver: breaking('It was always sent, and may now be absent'),
    provider: safe('It is optional'),
    remedy: 'Keep it required, or add a new event',
  },
  'property-required': {
    receiver: safe('It is always sent'),
    provider: breaking('A payload without it is refused'),
    remedy: 'Make it required once all senders send it',
  },
  'property-allowed': {
    receiver: risky('A tolerant receiver ignores it; a strict one refuses the payload'),
    provider: safe('It may be sent'),
    remedy: 'Leave objects open: with `additionalProperties: false` a contract cannot grow',
  },
  'property-refused': {
    receiver: safe('It is no longer sent'),
    provider: breaking('A payload with it is refused'),
    remedy: 'Leave the object open',
  },
  'property-deprecated': {
    receiver: safe('It is still sent; find its replacement'),
    provider: safe('It must still be sent'),
    remedy: 'Name the replacement in the description',
  },
  'property-deprecation-withdrawn': {
    receiver: safe('It will not be removed'),
    provider: safe('It must be sent as before'),
    remedy: 'Nothing to do',
  },
  'object-opened': {
    receiver: risky('A tolerant receiver ignores unknown properties; a strict one refuses the payload'),
    provider: safe('More properties may be sent'),
    remedy: 'Update strict receivers before you send more',
  },
  'object-closed': {
    receiver: safe('Only listed properties are sent'),
    provider: breaking('A payload with unlisted properties is refused'),
    remedy: 'Leave the object open',
  },
  'default-changed': {
    receiver: risky('An absent property now has another meaning'),
    provider: risky('Leaving the property out now has another meaning'),
    remedy: 'Send the value instead of relying on the default',
  },
  'type-changed': {
    receiver: breaking('A value of another type arrives'),
    provider: breaking('A value of the older type is refused'),
    remedy: 'Add another property with the new type, and deprecate this one',
  },
  'type-widened': {
    receiver: breaking('Values of a new type arrive'),
    provider: safe('Payloads sent as before are still valid'),
    remedy: 'Add another property for the new type',
  },
  'type-narrowed': {
    receiver: safe('All values that arrive were possible before'),
    provider: breaking('A value of a removed type is refused'),
    remedy: 'Send only the narrower type first, then change the contract',
  },
  'null-allowed': {
    receiver: breaking('`null` arrives where there was always a value'),
    provider: safe('Payloads sent as before are still valid'),
    remedy: 'If the property is optional, leave it out instead',
  },
  'null-refused': {
    receiver: safe('There is always a value'),
    provider: breaking('`null` is refused'),
    remedy: 'Stop sending `null` first, then change the contract',
  },
  'enum-value-added': {
    receiver: risky('A tolerant receiver accepts it, but no `switch` has a case for it; a strict one refuses the payload'),
    provider: safe('Payloads sent as before are still valid'),
    remedy: 'Announce it; receivers need a case for unknown values',
  },
  'enum-value-removed': {
    receiver: safe('It is no longer sent'),
    provider: breaking('A payload with it is refused'),
    remedy: 'Stop sending it first, then change the contract',
  },
  'enum-added': {
    receiver: safe('Only some of the possible values are sent'),
    provider: breaking('An unlisted value is refused'),
    remedy: 'List all values that are sent',
  },
  'enum-removed': {
    receiver: risky('A tolerant receiver accepts any value, but no `switch` has a case for it; a strict one refuses the payload'),
    provider: safe('Payloads sent as before are still valid'),
    remedy: 'Announce it; receivers need a case for unknown values',
  },
  'const-added': {
    receiver: safe('The value is always the same'),
    provider: breaking('Any other value is refused'),
    remedy: 'Send only this value first, then change the contract',
  },
  'const-removed': {
    receiver: breaking('Any value may arrive, and tolerant receivers also refuse values other than a `const`'),
    provider: safe('Payloads sent as before are still valid'),
    remedy: 'Use `enum` if more values may follow',
  },
  'const-widened': {
    receiver: breaking('Another value arrives, and tolerant receivers also refuse values other than a `const`'),
    provider: safe('Payloads sent as before are still valid'),
    remedy: 'Use `enum` if more values may follow',
  },
  'const-changed': {
    receiver: breaking('Another value arrives, and tolerant receivers also refuse values other than a `const`'),
    provider: breaking('The older value is refused'),
    remedy: 'Add a new event instead',
  },
  'range-widened': widened('Numbers'),
  'range-narrowed': narrowed('Numbers'),
  'length-widened': widened('Strings'),
  'length-narrowed': narrowed('Strings'),
  'item-count-widened': widened('Arrays'),
  'item-count-narrowed': narrowed('Arrays'),
  'member-count-widened': widened('Objects'),
  'member-count-narrowed': narrowed('Objects'),
  'multiple-widened': {
    receiver: breaking('Numbers arrive that are no multiple of the older step'),
    provider: safe('Payloads sent as before are still valid'),
    remedy: 'Update receivers first',
  },
  'multiple-narrowed': {
    receiver: safe('All values that arrive were possible before'),
    provider: breaking('Numbers that are no multiple of the new step are refused'),
    remedy: 'Send only matching values first, then change the contract',
  },
  'multiple-changed': {
    receiver: breaking('Numbers arrive that are no multiple of the older step'),
    provider: breaking('Numbers that are no multiple of the new step are refused'),
    remedy: 'Add another property',
  },
  'pattern-removed': {
    receiver: breaking('Any string arrives, and code that parses it may fail'),
    provider: safe('Payloads sent as before are still valid'),
    remedy: 'Update receivers first',
  },
  'pattern-added': {
    receiver: safe('All values that arrive were possible before'),
    provider: breaking('A string that does not match is refused'),
    remedy: 'Send only matching values first, then change the contract',
  },
  'pattern-changed': {
    receiver: breaking('Strings may arrive that older receivers refuse'),
    provider: breaking('Strings that matched before may be refused'),
    remedy: 'If both match the same strings, tell `hookbook diff` to ignore the change',
  },
  'format-removed': {
    receiver: breaking('Any string arrives, and code that parses the format may fail'),
    provider: safe('Payloads sent as before are still valid'),
    remedy: 'Update receivers first',
  },
  'format-added': {
    receiver: safe('All values that arrive were possible before'),
    provider: breaking('A value in another format is refused'),
    remedy: 'Send only matching values first, then change the contract',
  },
  'format-changed': {
    receiver: breaking('Values arrive in another format'),
    provider: breaking('Values in the older format are refused'),
    remedy: 'Add another property, and deprecate this one',
  },
  'unchecked-format-changed': {
    receiver: risky('Validators do not check it, but code that reads the value may rely on it'),
    provider: risky('Validators do not check it, but code that reads the value may rely on it'),
    remedy: 'Explain the difference in the description',
  },
  'unique-items-removed': {
    receiver: breaking('The same item may occur twice'),
    provider: safe('Payloads sent as before are still valid'),
    remedy: 'Update receivers first',
  },
  'unique-items-added': {
    receiver: safe('No item occurs twice'),
    provider: breaking('An array with the same item twice is refused'),
    remedy: 'Stop sending such arrays first, then change the contract',
  },
  'items-allowed': {
    receiver: risky('A tolerant receiver ignores further items; a strict one refuses the payload'),
    provider: safe('More items may be sent'),
    remedy: 'Use an object: a tuple cannot grow',
  },
  'items-refused': {
    receiver: safe('They are no longer sent'),
    provider: breaking('An array with them is refused'),
    remedy: 'Use an object: a tuple cannot shrink',
  },
  'union-branch-added': {
    receiver: breaking('Values of a new shape arrive, and no code has a case for them'),
    provider: safe('Payloads sent as before are still valid'),
    remedy: 'Add a new event instead',
  },
  'tagged-branch-added': {
    receiver: risky(
      'A tolerant receiver accepts the new shape as an unlisted value of the tag, but has no case for it; a strict one refuses it',
    ),
    provider: safe('Payloads sent as before are still valid'),
    remedy: 'Announce it; receivers need a case for unknown values',
  },
  'union-branch-removed': {
    receiver: safe('It is no longer sent'),
    provider: breaking('A payload of that shape is refused'),
    remedy: 'Stop sending it first, then change the contract',
  },
  'condition-added': {
    receiver: safe('All values that arrive were possible before'),
    provider: risky('Payloads that do not meet it are refused'),
    remedy: 'Try it with real payloads: `hookbook validate`',
  },
  'condition-removed': {
    receiver: risky('Payloads that do not meet it may arrive'),
    provider: safe('Payloads sent as before are still valid'),
    remedy: 'Check the code that reads it',
  },
  'schema-changed': {
    receiver: risky('Too complex to judge: more may arrive than before'),
    provider: risky('Too complex to judge: less may be accepted than before'),
    remedy: 'Review it, and try real payloads: `hookbook validate`',
  },
});

import type { Rule } from '../change.js';
import { describeRules } from './describe-rules.js';

/** Other JSON is valid than before. For a receiver, new values that may arrive count; for a provider, values that are now refused. */
export const payloadRules: readonly Rule[] = describeRules('PAYLOAD', {
  'event-added': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: {
      receiver: 'Receivers that subscribe to all events get it, and must ignore it if they do not know it',
      provider: 'There is one more event to send; the others are unchanged',
    },
    remedy: 'Announce it; receivers pass unknown events to `onUnknown`',
  },
  'event-removed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: { receiver: 'Its handlers are never called again', provider: 'It must no longer be sent' },
    remedy: 'Deprecate it with a sunset first, and send it until that day',
  },
  'event-removed-early': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: {
      receiver: 'Receivers were promised the event until its sunset',
      provider: 'It must no longer be sent, although its sunset has not come',
    },
    remedy: 'Keep it until the sunset',
  },
  'event-retired': {
    verdict: { receiver: 'risky', provider: 'risky' },
    reason: {
      receiver: 'Its sunset has come: handlers that still exist are never called again',
      provider: 'Its sunset has come: it must no longer be sent',
    },
    remedy: 'Remove the code that handles or sends it',
  },
  'event-deprecated': {
    verdict: { receiver: 'safe', provider: 'safe' },
    reason: { receiver: 'It is still sent; find its replacement', provider: 'It must still be sent' },
    remedy: 'Document a sunset and a replacement',
  },
  'event-deprecation-withdrawn': {
    verdict: { receiver: 'safe', provider: 'safe' },
    reason: { receiver: 'It will not be removed', provider: 'It must be sent as before' },
    remedy: 'Nothing to do',
  },
  'sunset-set': {
    verdict: { receiver: 'safe', provider: 'safe' },
    reason: { receiver: 'It is sent until that day', provider: 'It must be sent until that day' },
    remedy: 'Stop using it by that day',
  },
  'sunset-postponed': {
    verdict: { receiver: 'safe', provider: 'safe' },
    reason: { receiver: 'It is sent for longer than announced', provider: 'It must be sent for longer than announced' },
    remedy: 'Nothing to do',
  },
  'sunset-brought-forward': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: { receiver: 'It may stop before the day that receivers planned for', provider: 'It must be sent for a shorter time' },
    remedy: 'Keep the announced day',
  },
  'wire-name-changed': {
    verdict: { receiver: 'risky', provider: 'risky' },
    reason: {
      receiver: 'Filters, logs and subscriptions that use its name on the wire no longer find it',
      provider: 'Code that uses its name on the wire must change',
    },
    remedy: 'Keep the name on the wire; change only the key of the message',
  },
  'discriminator-changed': {
    verdict: { receiver: 'breaking', provider: 'risky' },
    reason: {
      receiver: 'An older receiver distinguishes events by another value: it confuses them, or does not know them',
      provider: 'Payloads must have the new value',
    },
    remedy: 'Keep the value that distinguishes events, and give new events another one there',
  },
  'discriminator-value-added': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: {
      receiver: 'An older receiver does not know the value, and treats the event as unknown',
      provider: 'Requests sent as before are still valid',
    },
    remedy: 'Send the older value until receivers know the new one',
  },
  'discriminator-value-removed': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'Receivers know all values that arrive', provider: 'A payload with the value is no longer this event' },
    remedy: 'Keep the value in the list',
  },
  'discriminator-value-changed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: {
      receiver: 'An older receiver does not know the value, and treats the event as unknown',
      provider: 'A payload with the older value is no longer this event',
    },
    remedy: 'List both values, or add a new event',
  },
  'property-added': {
    verdict: { receiver: 'safe', provider: 'safe' },
    reason: { receiver: 'Receivers that do not know it ignore it', provider: 'It is optional' },
    remedy: 'Nothing to do',
  },
  'required-property-added': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'Receivers that do not know it ignore it', provider: 'A payload without it is refused' },
    remedy: 'Keep it optional until all senders send it',
  },
  'property-removed': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: {
      receiver: 'It is no longer sent; code that reads it could already do without it',
      provider: 'It need not be sent; an open object still accepts it',
    },
    remedy: 'Deprecate it first; remove it when it is no longer read',
  },
  'required-property-removed': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: 'It was always sent, and is no longer sent', provider: 'It need not be sent; an open object still accepts it' },
    remedy: 'Deprecate it, and keep sending it',
  },
  'property-optional': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: 'It was always sent, and may now be absent', provider: 'It is optional' },
    remedy: 'Keep it required, or add a new event',
  },
  'property-required': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'It is always sent', provider: 'A payload without it is refused' },
    remedy: 'Make it required once all senders send it',
  },
  'property-allowed': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: { receiver: 'A tolerant receiver ignores it; a strict one refuses the payload', provider: 'It may be sent' },
    remedy: 'Leave objects open: with `additionalProperties: false` a contract cannot grow',
  },
  'property-refused': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'It is no longer sent', provider: 'A payload with it is refused' },
    remedy: 'Leave the object open',
  },
  'property-deprecated': {
    verdict: { receiver: 'safe', provider: 'safe' },
    reason: { receiver: 'It is still sent; find its replacement', provider: 'It must still be sent' },
    remedy: 'Name the replacement in the description',
  },
  'property-deprecation-withdrawn': {
    verdict: { receiver: 'safe', provider: 'safe' },
    reason: { receiver: 'It will not be removed', provider: 'It must be sent as before' },
    remedy: 'Nothing to do',
  },
  'object-opened': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: {
      receiver: 'A tolerant receiver ignores unknown properties; a strict one refuses the payload',
      provider: 'More properties may be sent',
    },
    remedy: 'Update strict receivers before you send more',
  },
  'object-closed': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'Only listed properties are sent', provider: 'A payload with unlisted properties is refused' },
    remedy: 'Leave the object open',
  },
  'default-changed': {
    verdict: { receiver: 'risky', provider: 'risky' },
    reason: { receiver: 'An absent property now has another meaning', provider: 'Leaving the property out now has another meaning' },
    remedy: 'Send the value instead of relying on the default',
  },
  'type-changed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: { receiver: 'A value of another type arrives', provider: 'A value of the older type is refused' },
    remedy: 'Add another property with the new type, and deprecate this one',
  },
  'type-widened': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: 'Values of a new type arrive', provider: 'Payloads sent as before are still valid' },
    remedy: 'Add another property for the new type',
  },
  'type-narrowed': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'All values that arrive were possible before', provider: 'A value of a removed type is refused' },
    remedy: 'Send only the narrower type first, then change the contract',
  },
  'null-allowed': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: '`null` arrives where there was always a value', provider: 'Payloads sent as before are still valid' },
    remedy: 'If the property is optional, leave it out instead',
  },
  'null-refused': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'There is always a value', provider: '`null` is refused' },
    remedy: 'Stop sending `null` first, then change the contract',
  },
  'enum-value-added': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: {
      receiver: 'A tolerant receiver accepts it, but no `switch` has a case for it; a strict one refuses the payload',
      provider: 'Payloads sent as before are still valid',
    },
    remedy: 'Announce it; receivers need a case for unknown values',
  },
  'enum-value-removed': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'It is no longer sent', provider: 'A payload with it is refused' },
    remedy: 'Stop sending it first, then change the contract',
  },
  'enum-added': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'Only some of the possible values are sent', provider: 'An unlisted value is refused' },
    remedy: 'List all values that are sent',
  },
  'enum-removed': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: {
      receiver: 'A tolerant receiver accepts any value, but no `switch` has a case for it; a strict one refuses the payload',
      provider: 'Payloads sent as before are still valid',
    },
    remedy: 'Announce it; receivers need a case for unknown values',
  },
  'const-added': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'The value is always the same', provider: 'Any other value is refused' },
    remedy: 'Send only this value first, then change the contract',
  },
  'const-removed': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: {
      receiver: 'Any value may arrive, and tolerant receivers also refuse values other than a `const`',
      provider: 'Payloads sent as before are still valid',
    },
    remedy: 'Use `enum` if more values may follow',
  },
  'const-widened': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: {
      receiver: 'Another value arrives, and tolerant receivers also refuse values other than a `const`',
      provider: 'Payloads sent as before are still valid',
    },
    remedy: 'Use `enum` if more values may follow',
  },
  'const-changed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: {
      receiver: 'Another value arrives, and tolerant receivers also refuse values other than a `const`',
      provider: 'The older value is refused',
    },
    remedy: 'Add a new event instead',
  },
  'range-widened': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: {
      receiver: 'Numbers arrive that older receivers refuse, or cannot store',
      provider: 'Payloads sent as before are still valid',
    },
    remedy: 'Update receivers first',
  },
  'range-narrowed': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'All values that arrive were possible before', provider: 'Numbers outside the limits are refused' },
    remedy: 'Send only values within the limits first, then change the contract',
  },
  'length-widened': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: {
      receiver: 'Strings arrive that older receivers refuse, or cannot store',
      provider: 'Payloads sent as before are still valid',
    },
    remedy: 'Update receivers first',
  },
  'length-narrowed': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'All values that arrive were possible before', provider: 'Strings outside the limits are refused' },
    remedy: 'Send only values within the limits first, then change the contract',
  },
  'item-count-widened': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: {
      receiver: 'Arrays arrive that older receivers refuse, or cannot store',
      provider: 'Payloads sent as before are still valid',
    },
    remedy: 'Update receivers first',
  },
  'item-count-narrowed': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'All values that arrive were possible before', provider: 'Arrays outside the limits are refused' },
    remedy: 'Send only values within the limits first, then change the contract',
  },
  'member-count-widened': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: {
      receiver: 'Objects arrive that older receivers refuse, or cannot store',
      provider: 'Payloads sent as before are still valid',
    },
    remedy: 'Update receivers first',
  },
  'member-count-narrowed': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'All values that arrive were possible before', provider: 'Objects outside the limits are refused' },
    remedy: 'Send only values within the limits first, then change the contract',
  },
  'multiple-widened': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: 'Numbers arrive that are no multiple of the older step', provider: 'Payloads sent as before are still valid' },
    remedy: 'Update receivers first',
  },
  'multiple-narrowed': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: {
      receiver: 'All values that arrive were possible before',
      provider: 'Numbers that are no multiple of the new step are refused',
    },
    remedy: 'Send only matching values first, then change the contract',
  },
  'multiple-changed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: {
      receiver: 'Numbers arrive that are no multiple of the older step',
      provider: 'Numbers that are no multiple of the new step are refused',
    },
    remedy: 'Add another property',
  },
  'pattern-removed': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: 'Any string arrives, and code that parses it may fail', provider: 'Payloads sent as before are still valid' },
    remedy: 'Update receivers first',
  },
  'pattern-added': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'All values that arrive were possible before', provider: 'A string that does not match is refused' },
    remedy: 'Send only matching values first, then change the contract',
  },
  'pattern-changed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: { receiver: 'Strings may arrive that older receivers refuse', provider: 'Strings that matched before may be refused' },
    remedy: 'If both match the same strings, tell `hookbook diff` to ignore the change',
  },
  'format-removed': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: {
      receiver: 'Any string arrives, and code that parses the format may fail',
      provider: 'Payloads sent as before are still valid',
    },
    remedy: 'Update receivers first',
  },
  'format-added': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'All values that arrive were possible before', provider: 'A value in another format is refused' },
    remedy: 'Send only matching values first, then change the contract',
  },
  'format-changed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: { receiver: 'Values arrive in another format', provider: 'Values in the older format are refused' },
    remedy: 'Add another property, and deprecate this one',
  },
  'unchecked-format-changed': {
    verdict: { receiver: 'risky', provider: 'risky' },
    reason: {
      receiver: 'Validators do not check it, but code that reads the value may rely on it',
      provider: 'Validators do not check it, but code that reads the value may rely on it',
    },
    remedy: 'Explain the difference in the description',
  },
  'unique-items-removed': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: 'The same item may occur twice', provider: 'Payloads sent as before are still valid' },
    remedy: 'Update receivers first',
  },
  'unique-items-added': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'No item occurs twice', provider: 'An array with the same item twice is refused' },
    remedy: 'Stop sending such arrays first, then change the contract',
  },
  'items-allowed': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: {
      receiver: 'A tolerant receiver ignores further items; a strict one refuses the payload',
      provider: 'More items may be sent',
    },
    remedy: 'Use an object: a tuple cannot grow',
  },
  'items-refused': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'They are no longer sent', provider: 'An array with them is refused' },
    remedy: 'Use an object: a tuple cannot shrink',
  },
  'union-branch-added': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: {
      receiver: 'Values of a new shape arrive, and no code has a case for them',
      provider: 'Payloads sent as before are still valid',
    },
    remedy: 'Add a new event instead',
  },
  'tagged-branch-added': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: {
      receiver:
        'A tolerant receiver accepts the new shape as an unlisted value of the tag, but has no case for it; a strict one refuses it',
      provider: 'Payloads sent as before are still valid',
    },
    remedy: 'Announce it; receivers need a case for unknown values',
  },
  'union-branch-removed': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'It is no longer sent', provider: 'A payload of that shape is refused' },
    remedy: 'Stop sending it first, then change the contract',
  },
  'condition-added': {
    verdict: { receiver: 'safe', provider: 'risky' },
    reason: { receiver: 'All values that arrive were possible before', provider: 'Payloads that do not meet it are refused' },
    remedy: 'Try it with real payloads: `hookbook validate`',
  },
  'condition-removed': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: { receiver: 'Payloads that do not meet it may arrive', provider: 'Payloads sent as before are still valid' },
    remedy: 'Check the code that reads it',
  },
  'schema-changed': {
    verdict: { receiver: 'risky', provider: 'risky' },
    reason: {
      receiver: 'Too complex to judge: more may arrive than before',
      provider: 'Too complex to judge: less may be accepted than before',
    },
    remedy: 'Review it, and try real payloads: `hookbook validate`',
  },
});

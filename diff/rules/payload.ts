import type { Rule } from '../change.js';
import { describeRules } from './describe-rules.js';

/** JSON that used to be valid is not, or the reverse. For a receiver what counts is what more may come; for a provider, what is refused now. */
export const payloadRules: readonly Rule[] = describeRules('PAYLOAD', {
  'event-added': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: {
      receiver: 'It arrives where all events are subscribed to; code that does not know it must pass over it',
      provider: 'There is one more event to send, and none that was sent is touched',
    },
    remedy: 'Announce it; receivers pass unknown events to `onUnknown`',
  },
  'event-removed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: { receiver: 'What waits for it is never called again', provider: 'It must not be sent any more' },
    remedy: 'Deprecate it with a sunset first, and send it until then',
  },
  'event-removed-early': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: {
      receiver: 'What waits for it was told that it has until the sunset',
      provider: 'It must not be sent any more, before its sunset',
    },
    remedy: 'Keep it until the sunset',
  },
  'event-retired': {
    verdict: { receiver: 'risky', provider: 'risky' },
    reason: {
      receiver: 'It was announced to go: what still waits for it is never called again',
      provider: 'It was announced to go: what still sends it must stop',
    },
    remedy: 'Take out what handles it or sends it',
  },
  'event-deprecated': {
    verdict: { receiver: 'safe', provider: 'safe' },
    reason: { receiver: 'It still comes; look for what replaces it', provider: 'It is still to be sent' },
    remedy: 'Name a sunset and what replaces it',
  },
  'event-deprecation-withdrawn': {
    verdict: { receiver: 'safe', provider: 'safe' },
    reason: { receiver: 'It stays', provider: 'It stays to be sent' },
    remedy: 'Nothing to do',
  },
  'sunset-set': {
    verdict: { receiver: 'safe', provider: 'safe' },
    reason: { receiver: 'It still comes until then', provider: 'It is to be sent until then' },
    remedy: 'Plan to be without it by then',
  },
  'sunset-postponed': {
    verdict: { receiver: 'safe', provider: 'safe' },
    reason: { receiver: 'It comes for longer than announced', provider: 'It is to be sent for longer than announced' },
    remedy: 'Nothing to do',
  },
  'sunset-brought-forward': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: { receiver: 'It may stop before the day that was planned for', provider: 'It is to be sent for a shorter time' },
    remedy: 'Leave the day that was announced',
  },
  'wire-name-changed': {
    verdict: { receiver: 'risky', provider: 'risky' },
    reason: {
      receiver: 'Filters, logs and subscriptions that use the wire name do not find it',
      provider: 'Whatever names the event by its wire name must follow',
    },
    remedy: 'Keep the wire name; give the event another key instead',
  },
  'discriminator-changed': {
    verdict: { receiver: 'breaking', provider: 'risky' },
    reason: {
      receiver: 'An older receiver looks at another place to tell events apart, and takes one for another or for unknown',
      provider: 'Payloads must be told apart by the new place',
    },
    remedy: 'Keep the values that told events apart, and add events that differ there',
  },
  'discriminator-value-added': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: {
      receiver: 'An older receiver does not know the value, and takes the event for unknown',
      provider: 'What was sent is still right',
    },
    remedy: 'Send the older spelling until receivers know the new one',
  },
  'discriminator-value-removed': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'All that comes is known', provider: 'A payload with the value is no longer this event' },
    remedy: 'Keep the value as one of the spellings',
  },
  'discriminator-value-changed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: {
      receiver: 'An older receiver does not know the value, and takes the event for unknown',
      provider: 'A payload with the older value is no longer this event',
    },
    remedy: 'Add the new value beside the older one, or make it an event of its own',
  },
  'property-added': {
    verdict: { receiver: 'safe', provider: 'safe' },
    reason: { receiver: 'Code that does not know it passes over it', provider: 'It may be left out' },
    remedy: 'Nothing to do',
  },
  'required-property-added': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'Code that does not know it passes over it', provider: 'A payload without it is refused' },
    remedy: 'Make it optional until all that send it do',
  },
  'property-removed': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: {
      receiver: 'It will not come any more; what reads it had to do without it already',
      provider: 'It need not be sent; an open object lets it pass',
    },
    remedy: 'Deprecate it first; remove it when nobody reads it',
  },
  'required-property-removed': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: 'It was always there, and will not come any more', provider: 'It need not be sent; an open object lets it pass' },
    remedy: 'Deprecate it first, and keep sending it',
  },
  'property-optional': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: 'What was always there may be absent', provider: 'It may be left out' },
    remedy: 'Keep it required, or add another event',
  },
  'property-required': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'It is always there', provider: 'A payload without it is refused' },
    remedy: 'Make it required once all that send it do',
  },
  'property-allowed': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: { receiver: 'A tolerant receiver passes over it; a strict one refuses the payload', provider: 'It may be sent' },
    remedy: 'Leave objects open: `additionalProperties: false` keeps a contract from growing',
  },
  'property-refused': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'It will not come any more', provider: 'A payload with it is refused' },
    remedy: 'Leave the object open',
  },
  'property-deprecated': {
    verdict: { receiver: 'safe', provider: 'safe' },
    reason: { receiver: 'It still comes; look for what replaces it', provider: 'It is still to be sent' },
    remedy: 'Say in the description what replaces it',
  },
  'property-deprecation-withdrawn': {
    verdict: { receiver: 'safe', provider: 'safe' },
    reason: { receiver: 'It stays', provider: 'It stays to be sent' },
    remedy: 'Nothing to do',
  },
  'object-opened': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: {
      receiver: 'A tolerant receiver passes over members that it does not know; a strict one refuses the payload',
      provider: 'More may be sent',
    },
    remedy: 'Strict consumers should follow before more is sent',
  },
  'object-closed': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'Nothing comes but what is listed', provider: 'A payload with members that are not listed is refused' },
    remedy: 'Leave the object open',
  },
  'default-changed': {
    verdict: { receiver: 'risky', provider: 'risky' },
    reason: { receiver: 'What is absent means something else now', provider: 'Leaving it out says something else now' },
    remedy: 'Send the value instead of relying on the default',
  },
  'type-changed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: { receiver: 'A value of another type comes', provider: 'A value of the older type is refused' },
    remedy: 'Add a member of the new type beside it, and deprecate the older one',
  },
  'type-widened': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: 'Values of a type come that never came before', provider: 'What was sent is still valid' },
    remedy: 'Add a member for what is new',
  },
  'type-narrowed': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'All that comes was possible before', provider: 'A value of a type that is gone is refused' },
    remedy: 'Send the narrower type first, say so in the contract afterwards',
  },
  'null-allowed': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: '`null` comes where there always was a value', provider: 'What was sent is still valid' },
    remedy: 'Leave the member out instead, where it is optional',
  },
  'null-refused': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'There always is a value', provider: '`null` is refused' },
    remedy: 'Send no more `null` first, say so in the contract afterwards',
  },
  'enum-value-added': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: {
      receiver: 'A tolerant receiver lets it pass, but no `switch` has a case for it; a strict one refuses the payload',
      provider: 'What was sent is still valid',
    },
    remedy: 'Announce it; receivers need a case for values that they do not know',
  },
  'enum-value-removed': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'It will not come any more', provider: 'A payload with it is refused' },
    remedy: 'Send it no more first, say so in the contract afterwards',
  },
  'enum-added': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'Of all values some come only', provider: 'A value that is not listed is refused' },
    remedy: 'List all values that are sent',
  },
  'enum-removed': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: {
      receiver: 'A tolerant receiver lets any value pass, but no `switch` has a case for it; a strict one refuses the payload',
      provider: 'What was sent is still valid',
    },
    remedy: 'Announce it; receivers need a case for values that they do not know',
  },
  'const-added': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'It is always the same', provider: 'Any other value is refused' },
    remedy: 'Send nothing else first, say so in the contract afterwards',
  },
  'const-removed': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: {
      receiver: 'What was always the same may be anything, and a `const` is closed for tolerant receivers too',
      provider: 'What was sent is still valid',
    },
    remedy: 'Write `enum` for values that may become more',
  },
  'const-widened': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: {
      receiver: 'A value comes that a tolerant receiver refuses too: a `const` is closed',
      provider: 'What was sent is still valid',
    },
    remedy: 'Write `enum` for values that may become more',
  },
  'const-changed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: { receiver: 'A value comes that a tolerant receiver refuses too: a `const` is closed', provider: 'The older value is refused' },
    remedy: 'Make it an event of its own',
  },
  'range-widened': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: {
      receiver: 'Numbers come that are refused so far, and that may not fit where they go',
      provider: 'What was sent is still valid',
    },
    remedy: 'Let receivers follow first',
  },
  'range-narrowed': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'All that comes was possible before', provider: 'Numbers outside the limits are refused' },
    remedy: 'Keep to the limits first, say so in the contract afterwards',
  },
  'length-widened': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: {
      receiver: 'Texts come that are refused so far, and that may not fit where they go',
      provider: 'What was sent is still valid',
    },
    remedy: 'Let receivers follow first',
  },
  'length-narrowed': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'All that comes was possible before', provider: 'Texts outside the limits are refused' },
    remedy: 'Keep to the limits first, say so in the contract afterwards',
  },
  'item-count-widened': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: {
      receiver: 'Lists come that are refused so far, and that may not fit where they go',
      provider: 'What was sent is still valid',
    },
    remedy: 'Let receivers follow first',
  },
  'item-count-narrowed': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'All that comes was possible before', provider: 'Lists outside the limits are refused' },
    remedy: 'Keep to the limits first, say so in the contract afterwards',
  },
  'member-count-widened': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: {
      receiver: 'Objects come that are refused so far, and that may not fit where they go',
      provider: 'What was sent is still valid',
    },
    remedy: 'Let receivers follow first',
  },
  'member-count-narrowed': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'All that comes was possible before', provider: 'Objects outside the limits are refused' },
    remedy: 'Keep to the limits first, say so in the contract afterwards',
  },
  'multiple-widened': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: 'Numbers come between the steps', provider: 'What was sent is still valid' },
    remedy: 'Let receivers follow first',
  },
  'multiple-narrowed': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'All that comes was possible before', provider: 'Numbers between the steps are refused' },
    remedy: 'Send no others first, say so in the contract afterwards',
  },
  'multiple-changed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: { receiver: 'Numbers come between the steps that were', provider: 'Numbers between the steps that are now are refused' },
    remedy: 'Add a member beside it',
  },
  'pattern-removed': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: 'Any text comes, and code that takes it apart may fail', provider: 'What was sent is still valid' },
    remedy: 'Let receivers follow first',
  },
  'pattern-added': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'All that comes was possible before', provider: 'A text that does not match is refused' },
    remedy: 'Send no others first, say so in the contract afterwards',
  },
  'pattern-changed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: { receiver: 'Texts may come that did not match before', provider: 'Texts may be refused that matched before' },
    remedy: 'Where both match the same, tell `hookbook diff` to ignore it',
  },
  'format-removed': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: 'Any text comes, and code that reads the format may fail', provider: 'What was sent is still valid' },
    remedy: 'Let receivers follow first',
  },
  'format-added': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'All that comes was possible before', provider: 'A value that is not of the format is refused' },
    remedy: 'Send no others first, say so in the contract afterwards',
  },
  'format-changed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: { receiver: 'What comes is written in another way', provider: 'What is written as before is refused' },
    remedy: 'Add a member beside it, and deprecate the older one',
  },
  'unchecked-format-changed': {
    verdict: { receiver: 'risky', provider: 'risky' },
    reason: {
      receiver: 'No validator looks at it, but code that reads the value may',
      provider: 'No validator looks at it, but code that reads the value may',
    },
    remedy: 'Say in the description what is different',
  },
  'unique-items-removed': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: 'The same item may come twice', provider: 'What was sent is still valid' },
    remedy: 'Let receivers follow first',
  },
  'unique-items-added': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'No item comes twice', provider: 'A list with the same item twice is refused' },
    remedy: 'Send none first, say so in the contract afterwards',
  },
  'items-allowed': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: {
      receiver: 'A tolerant receiver passes over items that it does not know; a strict one refuses the payload',
      provider: 'More items may be sent',
    },
    remedy: 'Use an object: a tuple can not grow',
  },
  'items-refused': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'They will not come any more', provider: 'A list with them is refused' },
    remedy: 'Use an object: a tuple can not shrink',
  },
  'union-branch-added': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: 'A shape comes that no code has a case for', provider: 'What was sent is still valid' },
    remedy: 'Make it an event of its own',
  },
  'tagged-branch-added': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: {
      receiver:
        'A tolerant receiver accepts the new shape as an unlisted value of the tag, but has no case for it; a strict one refuses it',
      provider: 'What was sent is still valid',
    },
    remedy: 'Announce it; receivers need a case for values that they do not know',
  },
  'union-branch-removed': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'It will not come any more', provider: 'A payload of that shape is refused' },
    remedy: 'Send it no more first, say so in the contract afterwards',
  },
  'condition-added': {
    verdict: { receiver: 'safe', provider: 'risky' },
    reason: { receiver: 'All that comes was possible before', provider: 'What does not meet it is refused' },
    remedy: 'Try it on what is sent',
  },
  'condition-removed': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: { receiver: 'What did not meet it may come', provider: 'What was sent is still valid' },
    remedy: 'Look at what reads it',
  },
  'schema-changed': {
    verdict: { receiver: 'risky', provider: 'risky' },
    reason: {
      receiver: 'Too intricate to be judged: more may come than before',
      provider: 'Too intricate to be judged: less may be accepted than before',
    },
    remedy: 'Look at it; try real payloads with `hookbook validate`',
  },
});

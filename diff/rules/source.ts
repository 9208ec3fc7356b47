import type { Rule } from '../change.js';
import { describeRules } from './describe-rules.js';

/** Code against the generated types stops compiling: the tolerant types for a receiver, which reads; the strict ones for a provider, which writes. */
export const sourceRules: readonly Rule[] = describeRules('SOURCE', {
  'provider-added': {
    verdict: { receiver: 'safe', provider: 'safe' },
    reason: { receiver: 'There is one more module', provider: 'There is one more module' },
    remedy: 'Nothing to do',
  },
  'provider-removed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: { receiver: 'Its types, validators and receiver are gone', provider: 'Its types and validators are gone' },
    remedy: 'Deprecate its events with a sunset first',
  },
  'provider-retired': {
    verdict: { receiver: 'risky', provider: 'risky' },
    reason: {
      receiver: 'The sunset of all its events has come; code that still imports its modules does not compile',
      provider: 'The sunset of all its events has come; code that still imports its modules does not compile',
    },
    remedy: 'Remove the imports',
  },
  'provider-renamed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: {
      receiver: 'Its modules and types have other names, and deliveries are stored under another key',
      provider: 'Its modules and types have other names',
    },
    remedy: 'Keep the key; you can change the title',
  },
  'receiver-added': {
    verdict: { receiver: 'safe', provider: 'safe' },
    reason: { receiver: 'There is now a receiver to use', provider: 'Code that sends events compiles as before' },
    remedy: 'Nothing to do',
  },
  'receiver-removed': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: 'There is no longer a receiver to create', provider: 'Code that sends events compiles as before' },
    remedy: 'Give each event a value that distinguishes it',
  },
  'receiver-options-changed': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: 'The receiver takes other options', provider: 'Code that sends events compiles as before' },
    remedy: 'Announce it: the code of every receiver must change',
  },
  'event-type-added': {
    verdict: { receiver: 'risky', provider: 'risky' },
    reason: {
      receiver: 'A list of all events, such as `Record<EventName, …>` or an exhaustive `switch`, does not include it',
      provider: 'A list of all events, such as `Record<EventName, …>`, does not include it',
    },
    remedy: 'Add a fallback to such lists',
  },
  'event-type-removed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: { receiver: 'Code that names it does not compile', provider: 'Code that names it does not compile' },
    remedy: 'Deprecate it with a sunset first',
  },
  'retired-event-type-removed': {
    verdict: { receiver: 'risky', provider: 'risky' },
    reason: {
      receiver: 'Its sunset has come; code that still names it does not compile',
      provider: 'Its sunset has come; code that still names it does not compile',
    },
    remedy: 'Remove that code',
  },
  'event-renamed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: {
      receiver: 'Handlers and stored deliveries use the older name',
      provider: 'Code that names it does not compile',
    },
    remedy: 'Keep the key of the message',
  },
  'type-added': {
    verdict: { receiver: 'safe', provider: 'safe' },
    reason: { receiver: 'There is one more type', provider: 'There is one more type' },
    remedy: 'Nothing to do',
  },
  'type-removed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: { receiver: 'Code that imports it does not compile', provider: 'Code that imports it does not compile' },
    remedy: 'Keep the schema under `components`, and reference it',
  },
  'type-renamed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: { receiver: 'Code that imports it does not compile', provider: 'Code that imports it does not compile' },
    remedy: 'Keep the name of the schema or message',
  },
  'member-added': {
    verdict: { receiver: 'safe', provider: 'safe' },
    reason: { receiver: 'No code reads it yet', provider: 'It is optional' },
    remedy: 'Nothing to do',
  },
  'required-member-added': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'No code reads it yet', provider: 'A value without it does not match the type' },
    remedy: 'Keep it optional until all senders write it',
  },
  'member-removed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: { receiver: 'Code that reads it does not compile', provider: 'Code that writes it does not compile' },
    remedy: 'Deprecate it first; remove it when it is no longer used',
  },
  'member-optional': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: 'Code that reads it must handle `undefined`', provider: 'Code that writes it still compiles' },
    remedy: 'Keep it required',
  },
  'member-required': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'Code that handles `undefined` still compiles', provider: 'A value without it does not match the type' },
    remedy: 'Make it required once all senders write it',
  },
  'member-type-widened': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: 'Code that uses it as the older type does not compile', provider: 'Code that writes it still compiles' },
    remedy: 'Add another property with the new type',
  },
  'member-type-narrowed': {
    verdict: { receiver: 'risky', provider: 'breaking' },
    reason: {
      receiver: 'Code that compares it with a removed type or value does not compile',
      provider: 'Code that writes a removed type or value does not compile',
    },
    remedy: 'Add another property with the new type',
  },
  'member-type-changed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: {
      receiver: 'Code that uses it as the older type does not compile',
      provider: 'Code that writes it as the older type does not compile',
    },
    remedy: 'Add another property with the new type, and deprecate this one',
  },
  'index-added': {
    verdict: { receiver: 'safe', provider: 'safe' },
    reason: {
      receiver: 'Code that reads the listed properties still compiles',
      provider: 'Code that writes the listed properties still compiles',
    },
    remedy: 'Nothing to do',
  },
  'index-removed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: {
      receiver: 'Code that reads unlisted properties does not compile',
      provider: 'Code that writes unlisted properties does not compile',
    },
    remedy: 'List the properties that are used',
  },
  'type-reshaped': {
    verdict: { receiver: 'risky', provider: 'risky' },
    reason: {
      receiver: 'The type has another structure; code that reads it may not compile',
      provider: 'The type has another structure; code that writes it may not compile',
    },
    remedy: 'Compile your code against the new types',
  },
});

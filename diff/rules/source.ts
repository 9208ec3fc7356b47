import type { Rule } from '../change.js';
import { breaking, describeRules, risky, safe } from './judgements.js';

/**
 * Code against the generated types stops compiling: the tolerant types for a receiver, which reads; the strict ones for
 * a provider, which writes.
 */
export const sourceRules: readonly Rule[] = describeRules('SOURCE', {
  'provider-added': {
    receiver: safe('There is one more module'),
    provider: safe('There is one more module'),
    remedy: 'Nothing to do',
  },
  'provider-removed': {
    receiver: breaking('Its types, validators and receiver are gone'),
    provider: breaking('Its types and validators are gone'),
    remedy: 'Deprecate its events with a sunset first',
  },
  'provider-retired': {
    receiver: risky('The sunset of all its events has come; code that still imports its modules does not compile'),
    provider: risky('The sunset of all its events has come; code that still imports its modules does not compile'),
    remedy: 'Remove the imports',
  },
  'provider-renamed': {
    receiver: breaking('Its modules and types have other names, and deliveries are stored under another key'),
    provider: breaking('Its modules and types have other names'),
    remedy: 'Keep the key; you can change the title',
  },
  'receiver-added': {
    receiver: safe('There is now a receiver to use'),
    provider: safe('Code that sends events compiles as before'),
    remedy: 'Nothing to do',
  },
  'receiver-removed': {
    receiver: breaking('There is no longer a receiver to create'),
    provider: safe('Code that sends events compiles as before'),
    remedy: 'Give each event a value that distinguishes it',
  },
  'receiver-options-changed': {
    receiver: breaking('The receiver takes other options'),
    provider: safe('Code that sends events compiles as before'),
    remedy: 'Announce it: the code of every receiver must change',
  },
  'event-type-added': {
    receiver: risky('A list of all events, such as `Record<EventName, …>` or an exhaustive `switch`, does not include it'),
    provider: risky('A list of all events, such as `Record<EventName, …>`, does not include it'),
    remedy: 'Add a fallback to such lists',
  },
  'event-type-removed': {
    receiver: breaking('Code that names it does not compile'),
    provider: breaking('Code that names it does not compile'),
    remedy: 'Deprecate it with a sunset first',
  },
  'retired-event-type-removed': {
    receiver: risky('Its sunset has come; code that still names it does not compile'),
    provider: risky('Its sunset has come; code that still names it does not compile'),
    remedy: 'Remove that code',
  },
  'event-renamed': {
    receiver: breaking('Handlers and stored deliveries use the older name'),
    provider: breaking('Code that names it does not compile'),
    remedy: 'Keep the key of the message',
  },
  'type-added': {
    receiver: safe('There is one more type'),
    provider: safe('There is one more type'),
    remedy: 'Nothing to do',
  },
  'type-removed': {
    receiver: breaking('Code that imports it does not compile'),
    provider: breaking('Code that imports it does not compile'),
    remedy: 'Keep the schema under `components`, and reference it',
  },
  'type-renamed': {
    receiver: breaking('Code that imports it does not compile'),
    provider: breaking('Code that imports it does not compile'),
    remedy: 'Keep the name of the schema or message',
  },
  'member-added': {
    receiver: safe('No code reads it yet'),
    provider: safe('It is optional'),
    remedy: 'Nothing to do',
  },
  'required-member-added': {
    receiver: safe('No code reads it yet'),
    provider: breaking('A value without it does not match the type'),
    remedy: 'Keep it optional until all senders write it',
  },
  'member-removed': {
    receiver: breaking('Code that reads it does not compile'),
    provider: breaking('Code that writes it does not compile'),
    remedy: 'Deprecate it first; remove it when it is no longer used',
  },
  'member-optional': {
    receiver: breaking('Code that reads it must handle `undefined`'),
    provider: safe('Code that writes it still compiles'),
    remedy: 'Keep it required',
  },
  'member-required': {
    receiver: safe('Code that handles `undefined` still compiles'),
    provider: breaking('A value without it does not match the type'),
    remedy: 'Make it required once all senders write it',
  },
  'member-type-widened': {
    receiver: breaking('Code that uses it as the older type does not compile'),
    provider: safe('Code that writes it still compiles'),
    remedy: 'Add another property with the new type',
  },
  'member-type-narrowed': {
    receiver: risky('Code that compares it with a removed type or value does not compile'),
    provider: breaking('Code that writes a removed type or value does not compile'),
    remedy: 'Add another property with the new type',
  },
  'member-type-changed': {
    receiver: breaking('Code that uses it as the older type does not compile'),
    provider: breaking('Code that writes it as the older type does not compile'),
    remedy: 'Add another property with the new type, and deprecate this one',
  },
  'index-added': {
    receiver: safe('Code that reads the listed properties still compiles'),
    provider: safe('Code that writes the listed properties still compiles'),
    remedy: 'Nothing to do',
  },
  'index-removed': {
    receiver: breaking('Code that reads unlisted properties does not compile'),
    provider: breaking('Code that writes unlisted properties does not compile'),
    remedy: 'List the properties that are used',
  },
  'type-reshaped': {
    receiver: risky('The type has another structure; code that reads it may not compile'),
    provider: risky('The type has another structure; code that writes it may not compile'),
    remedy: 'Compile your code against the new types',
  },
});

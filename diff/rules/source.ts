import type { Rule } from '../change.js';
import { describeRules } from './describe-rules.js';

/** Code that compiled against the generated types does not: the tolerant ones for a receiver, which reads, the strict ones for a provider, which writes. */
export const sourceRules: readonly Rule[] = describeRules('SOURCE', {
  'provider-added': {
    verdict: { receiver: 'safe', provider: 'safe' },
    reason: { receiver: 'There is one module more', provider: 'There is one module more' },
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
      receiver: 'All of its events were announced to go; what still imports its modules does not compile',
      provider: 'All of its events were announced to go; what still imports its modules does not compile',
    },
    remedy: 'Take out what imports them',
  },
  'provider-renamed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: {
      receiver: 'Its modules and names are called otherwise, and deliveries are stored under another key',
      provider: 'Its modules and names are called otherwise',
    },
    remedy: 'Keep the key; a title is free to change',
  },
  'receiver-added': {
    verdict: { receiver: 'safe', provider: 'safe' },
    reason: { receiver: 'There is a receiver to use now', provider: 'Nothing that a publisher compiles changes' },
    remedy: 'Nothing to do',
  },
  'receiver-removed': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: 'There is no receiver to create any more', provider: 'Nothing that a publisher compiles changes' },
    remedy: 'Give each event a value that tells it apart',
  },
  'receiver-options-changed': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: 'The receiver is created with other options', provider: 'Nothing that a publisher compiles changes' },
    remedy: 'Announce it: every receiver has to be touched',
  },
  'event-type-added': {
    verdict: { receiver: 'risky', provider: 'risky' },
    reason: {
      receiver: 'A list of all events, such as `Record<EventName, …>` or an exhaustive `switch`, lacks it',
      provider: 'A list of all events, such as `Record<EventName, …>`, lacks it',
    },
    remedy: 'Write a fallback where all events are listed',
  },
  'event-type-removed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: { receiver: 'What names it does not compile', provider: 'What names it does not compile' },
    remedy: 'Deprecate it with a sunset first',
  },
  'retired-event-type-removed': {
    verdict: { receiver: 'risky', provider: 'risky' },
    reason: {
      receiver: 'What still names it does not compile; it was announced to go',
      provider: 'What still names it does not compile; it was announced to go',
    },
    remedy: 'Take out what names it',
  },
  'event-renamed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: {
      receiver: 'Handlers are keyed by its name, and what is stored has the older one',
      provider: 'What names it does not compile',
    },
    remedy: 'Keep the key of the message',
  },
  'type-added': {
    verdict: { receiver: 'safe', provider: 'safe' },
    reason: { receiver: 'There is one type more', provider: 'There is one type more' },
    remedy: 'Nothing to do',
  },
  'type-removed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: { receiver: 'What imports it does not compile', provider: 'What imports it does not compile' },
    remedy: 'Keep the schema under `components`, and refer to it',
  },
  'type-renamed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: { receiver: 'What imports it does not compile', provider: 'What imports it does not compile' },
    remedy: 'Keep the name of the schema or message',
  },
  'member-added': {
    verdict: { receiver: 'safe', provider: 'safe' },
    reason: { receiver: 'Nothing reads it yet', provider: 'It may be left out' },
    remedy: 'Nothing to do',
  },
  'required-member-added': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'Nothing reads it yet', provider: 'A value without it is not of the type' },
    remedy: 'Make it optional until all that write it do',
  },
  'member-removed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: { receiver: 'What reads it does not compile', provider: 'What writes it does not compile' },
    remedy: 'Deprecate it first; remove it when nobody uses it',
  },
  'member-optional': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: 'What reads it has to mind `undefined`', provider: 'What writes it still compiles' },
    remedy: 'Keep it required',
  },
  'member-required': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'What minds `undefined` still compiles', provider: 'A value without it is not of the type' },
    remedy: 'Make it required once all that write it do',
  },
  'member-type-widened': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: 'What takes it as the older type does not compile', provider: 'What writes it still compiles' },
    remedy: 'Add a member of the new type beside it',
  },
  'member-type-narrowed': {
    verdict: { receiver: 'risky', provider: 'breaking' },
    reason: {
      receiver: 'What compares it with what it can not be any more does not compile',
      provider: 'What writes what is gone does not compile',
    },
    remedy: 'Add a member of the new type beside it',
  },
  'member-type-changed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: { receiver: 'What takes it as the older type does not compile', provider: 'What writes it as the older type does not compile' },
    remedy: 'Add a member of the new type beside it, and deprecate the older one',
  },
  'index-added': {
    verdict: { receiver: 'safe', provider: 'safe' },
    reason: { receiver: 'What reads the listed members still compiles', provider: 'What writes the listed members still compiles' },
    remedy: 'Nothing to do',
  },
  'index-removed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: {
      receiver: 'What reads members that are not listed does not compile',
      provider: 'What writes members that are not listed does not compile',
    },
    remedy: 'List the members that are used',
  },
  'type-reshaped': {
    verdict: { receiver: 'risky', provider: 'risky' },
    reason: {
      receiver: 'The type is put together otherwise; whether code that reads it compiles depends on how',
      provider: 'The type is put together otherwise; whether code that writes it compiles depends on how',
    },
    remedy: 'Compile against the new types',
  },
});

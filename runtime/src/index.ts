export type {
  Dedupe,
  DeliveryPolicy,
  ProviderContract,
  ProviderFacts,
  SignatureScheme,
  SignedPart,
  Source,
  Validation,
  ValidationError,
} from './contract.js';
export type {
  Delivery,
  DeliveryWarning,
  EventPattern,
  Handler,
  Handlers,
  MatchingNames,
  OnDead,
  OnInvalid,
  OnUnknown,
} from './delivery.js';
export type { OnReceive, OnResult, ReceiveReport, ResultReason, ResultReport } from './hooks.js';
export type { Arrival, Claim, EntryFilter, EntryState, Inbox, InboxEntry, Lease, Outcome, Stored, Wanted } from './inbox/inbox.js';
export { TooManyConflictsError } from './inbox/inbox.js';
export { type MemoryInboxOptions, memoryInbox } from './inbox/memory-inbox.js';
export type { CommonOptions, OnRefused, SignedOptions, UnsignedOptions } from './options.js';
export { createReceiver, type Receiver } from './receiver.js';
export type { Refusal, RefusalReason } from './refusal.js';
export type { Secrets } from './verify/secrets.js';
export type { RetryPolicy } from './work/retry.js';

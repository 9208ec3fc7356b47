import type { Dedupe, DeliveryPolicy, SignatureScheme, SignedPart, Source } from '@hookbook/runtime';

/**
 * The catalogue: everything a document defines about its webhooks, as plain, ordered, readonly, JSON-serialisable data.
 * It is the only thing that generators see. Optional facts are `null`. Lists are empty rather than missing.
 */

export type { Dedupe, SignedPart, Source };

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/**
 * A JSON Schema (draft-07, as AsyncAPI's Schema Object). Every `$ref` is `#/definitions/<typeName>` and names one of
 * the provider's `definitions`. Only annotations (`title`, `description`, `deprecated`, `default`, `examples`) are next
 * to it.
 */
export type Schema = boolean | JsonObject;

/**
 * The location of a node: an RFC 6901 JSON pointer into the bundled document (`/channels/ecwid`). For a node of another
 * file, it begins with a name of that file, and `nameBundlePointer` (bundle.ts) gives the form that people know,
 * `file.yaml#/pointer`.
 */
export type Pointer = string;

/** CommonMark, verbatim from the document. It is only printed through `render/commonmark.ts`. */
export type CommonMark = string;

export interface Catalogue {
  readonly title: string;
  /** `info.version`: the version of the contract. */
  readonly version: string;
  readonly description: CommonMark | null;
  /** The AsyncAPI version the document is written in. */
  readonly asyncapi: string;
  readonly providers: readonly Provider[];
  /** The document with all its files, as it is published with the generated code. */
  readonly document: JsonObject;
}

export type Layout = 'table' | 'payloads' | 'sections' | 'examples' | 'resources';

export interface Provider {
  /** `[a-z][a-z0-9-]*`, unique in the catalogue: file names are built from it. */
  readonly key: string;
  /** PascalCase of the key, unique: `create<identifier>Receiver`, `<identifier>Event`. */
  readonly identifier: string;
  readonly title: string;
  readonly description: CommonMark | null;
  /** BCP 47 language of the texts. */
  readonly language: string;
  readonly layout: Layout;
  readonly sourceUrl: string | null;
  readonly channels: readonly Channel[];
  /** null: the document describes no signature. */
  readonly signature: Signature | null;
  readonly dedupe: Dedupe;
  readonly delivery: Delivery;
  /** The query parameters of the provider's requests, in order. */
  readonly query: readonly QueryParameter[];
  readonly sections: readonly Section[];
  readonly unverified: readonly Unverified[];
  /** null: its events can't be distinguished, or it has none. Then it has no receiver. */
  readonly discriminator: Discriminator | null;
  readonly events: readonly WebhookEvent[];
  /** The `typeName` of the definition that every payload includes by a top-level `allOf`; null if there is none. */
  readonly envelope: string | null;
  /** The schemas that payloads share, in order of first use. */
  readonly definitions: readonly Definition[];
  readonly pointer: Pointer;
}

export interface Channel {
  readonly key: string;
  readonly address: string | null;
  readonly pointer: Pointer;
}

export interface Section {
  readonly heading: string;
  /** Before the events or after them. */
  readonly placement: 'before' | 'after';
  readonly body: CommonMark;
}

/** A fact that no source confirms: a pointer to it, verbatim from the document, and a label. */
export interface Unverified {
  readonly target: Pointer;
  /** The last segments of the target that mean something to a reader, such as `signature.tolerance`. */
  readonly label: string;
}

export interface Signature extends SignatureScheme {
  /** Verbatim from the document. */
  readonly header: string;
  /** `signed`, verbatim from the document: `{/eventCreated}.{/eventId}`. */
  readonly signedText: string;
  /** Whether the signature covers the body's bytes. */
  readonly coversBody: boolean;
}

/** Literal text and values of the request, but never the body. */
export type QueryParameter = DeliveryPolicy['query'][number];

/** How the provider sends. A fact that the document doesn't mention is null. */
export interface Delivery extends Omit<DeliveryPolicy, 'query'> {
  /** The statuses the provider counts as received; the first is what receivers answer. Empty: not documented. */
  readonly acknowledges: DeliveryPolicy['acknowledges'];
  /** What else the source says about retries and disabling, in its words. */
  readonly note: CommonMark | null;
}

/** What distinguishes the events of a provider: the values of these sources together. */
export interface Discriminator {
  readonly sources: readonly Source[];
}

export interface Definition {
  /** PascalCase, unique among the provider's types: the generated type's name, and the name in `$ref`. */
  readonly typeName: string;
  readonly schema: Schema;
  readonly pointer: Pointer;
}

export interface WebhookEvent {
  /** `provider.name`, unique in the catalogue. */
  readonly key: string;
  /** The key of its provider. */
  readonly provider: string;
  /** Its key in the channel's `messages`; unique within the provider. */
  readonly name: string;
  /** The wire name: the message's `name`. */
  readonly event: string;
  /** PascalCase, unique within the provider: `OrderCreated`. */
  readonly typeName: string;
  readonly title: string | null;
  readonly summary: CommonMark | null;
  readonly description: CommonMark | null;
  /** The first tag. */
  readonly group: string | null;
  readonly resourceTypes: readonly string[];
  readonly resourceTypesText: CommonMark | null;
  /** Any of these lists of scopes, all of each. */
  readonly access: readonly (readonly string[])[];
  readonly restLink: RestLink | null;
  readonly deprecated: boolean;
  /** The day (`2027-06-30`) from which a deprecated event may be gone; null if none is named. */
  readonly sunset: string | null;
  readonly contentType: string;
  /** Headers besides the signature's, from the `http` binding or `headers`: a schema of type object. */
  readonly headers: Schema | null;
  readonly payload: Schema;
  /** For each of the discriminator's sources, the values that mean this event; the first is the canonical spelling. */
  readonly discriminator: readonly DiscriminatorValue[];
  readonly examples: readonly Example[];
  /** The facts about this message that no source confirms. */
  readonly unverified: readonly Unverified[];
  readonly notes: readonly CommonMark[];
  /** The message itself (the target of the channel's `$ref`). */
  readonly pointer: Pointer;
  readonly payloadPointer: Pointer;
}

export interface DiscriminatorValue {
  readonly source: Source;
  readonly values: readonly (string | number | boolean | null)[];
}

export interface RestLink {
  readonly label: string | null;
  readonly text: string | null;
  readonly url: string;
}

export interface Example {
  readonly name: string | null;
  readonly summary: CommonMark | null;
  readonly payload: Json;
  readonly headers: JsonObject | null;
  /** Whether the example was made up because no source has one. */
  readonly constructed: boolean;
  readonly pointer: Pointer;
}

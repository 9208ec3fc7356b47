/**
 * The search index: the file `search.json`, which the site's build writes and its search dialog reads. Texts are plain
 * and shown as text only. Addresses are relative to the site's root.
 */
export interface SearchIndex {
  readonly providers: readonly SearchProvider[];
  readonly guides: readonly SearchGuide[];
}

export interface SearchProvider {
  readonly key: string;
  readonly title: string;
  readonly path: string;
  /** BCP 47 language of its texts; empty where it isn't one. */
  readonly language: string;
  readonly text: string;
  /** The fields that all of its events have and the header that signs them, separated by spaces. */
  readonly fields: string;
  readonly events: readonly SearchEvent[];
}

export interface SearchEvent {
  readonly name: string;
  /** The last part of its page's address, after its provider's. */
  readonly slug: string;
  readonly type: string;
  /** The wire name, if it differs. */
  readonly wire?: string;
  readonly title?: string;
  readonly text?: string;
  readonly group?: string;
  /** The names of its fields, separated by spaces, without those that all events of the provider have. */
  readonly fields?: string;
}

export interface SearchGuide {
  readonly title: string;
  readonly path: string;
  readonly language: string;
  readonly text?: string;
  readonly code?: string;
  readonly sections: readonly SearchSection[];
}

export interface SearchSection {
  readonly heading: string;
  /** The id of its heading. */
  readonly anchor: string;
  /** The beginning of its text. */
  readonly text?: string;
  /** The other code in it, separated by spaces: names of functions, options, problems. */
  readonly code?: string;
}

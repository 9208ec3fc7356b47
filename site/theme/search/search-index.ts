/**
 * What there is to find: the file `search.json`, which the site's build writes and its search dialog reads. Texts are plain, and shown as
 * text and nothing else; addresses are from the site's root.
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
  /** The fields that all of its events have and the header that signs them, apart by blanks. */
  readonly fields: string;
  readonly events: readonly SearchEvent[];
}

export interface SearchEvent {
  readonly name: string;
  /** The last part of its page's address, behind its provider's. */
  readonly slug: string;
  readonly type: string;
  /** The wire name, where it is another. */
  readonly wire?: string;
  readonly title?: string;
  readonly text?: string;
  readonly group?: string;
  /** The names of its fields, apart by blanks, but for those that all events of the provider have. */
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
  /** How it begins. */
  readonly text?: string;
  /** What else stands in it as code, apart by blanks: names of functions, options, problems. */
  readonly code?: string;
}

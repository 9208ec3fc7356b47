import type { Markdown } from '../render/markdown.js';

/** What the templates print. Every text is `Markdown`: encoded, or a label of ours. */
export interface ProviderView {
  readonly notice: string;
  readonly title: Markdown;
  readonly description: Markdown | null;
  readonly count: Markdown;
  readonly source: Markdown | null;
  readonly typeName: Markdown;
  readonly before: readonly SectionView[];
  readonly index: IndexView;
  readonly receiving: ReceivingView;
  readonly structure: StructureView | null;
  /** Whether the structure is below the events. */
  readonly structureLast: boolean;
  readonly eventsHeading: Markdown;
  readonly groups: readonly GroupView[];
  /** Whether an event's examples are above its fields. */
  readonly examplesFirst: boolean;
  readonly after: readonly SectionView[];
  readonly sharedTypes: SharedTypesView | null;
  readonly unverified: UnverifiedView | null;
}

export interface SectionView {
  readonly heading: Markdown;
  readonly body: Markdown;
}

/** The events, by group or in one table; `rows` is empty if there are none. */
export interface IndexView extends TableView {
  readonly heading: Markdown;
  readonly none: Markdown;
}

export interface TableView {
  readonly head: readonly Markdown[];
  readonly rows: readonly (readonly Markdown[])[];
}

export interface ReceivingView {
  readonly heading: Markdown;
  readonly headersHeading: Markdown;
  readonly headers: TableView;
  readonly signatureHeading: Markdown;
  readonly warning: Markdown | null;
  readonly signature: readonly Markdown[];
  readonly deliveryHeading: Markdown;
  readonly delivery: readonly Markdown[];
}

export interface StructureView {
  readonly heading: Markdown;
  readonly description: Markdown | null;
  readonly shape: Markdown;
  readonly example: Markdown | null;
  readonly fields: TableView;
  /** The names on the wire and their meaning, if there are fewer than events. */
  readonly wireTypes: { readonly heading: Markdown; readonly table: TableView } | null;
}

export interface GroupView {
  readonly heading: Markdown | null;
  readonly wireNames: readonly Markdown[];
  readonly events: readonly EventView[];
}

/** What a section or a page of an event begins with. */
export interface EventFactsView {
  readonly deprecated: Markdown | null;
  readonly description: Markdown | null;
  readonly notes: readonly Markdown[];
  readonly facts: readonly Markdown[];
}

export interface EventView extends EventFactsView {
  readonly heading: Markdown;
  readonly fieldsTitle: Markdown;
  readonly fields: TableView | null;
  readonly headersTitle: Markdown;
  readonly headers: TableView | null;
  readonly examples: readonly ExampleView[];
}

/** The page of an event. */
export interface EventPageView extends EventFactsView {
  readonly notice: string;
  readonly title: Markdown;
  /** Its provider and group. */
  readonly place: Markdown;
  /** null: the same as the event's name. */
  readonly wireName: Markdown | null;
  readonly fieldsHeading: Markdown;
  /** Why there are no fields; null if there are any. */
  readonly lack: Markdown | null;
  readonly fields: TableView | null;
  readonly headersHeading: Markdown;
  readonly headers: TableView | null;
  readonly examplesHeading: Markdown;
  readonly examples: readonly EventExampleView[];
  readonly noExample: Markdown;
  readonly sharedTypes: SharedTypesView | null;
  readonly receiving: ReceivingView;
  readonly unverified: UnverifiedView | null;
}

export interface EventExampleView {
  /** null: it is the only one. */
  readonly heading: Markdown | null;
  /** A note that no source gives it; null if one does. */
  readonly constructed: Markdown | null;
  readonly summary: Markdown | null;
  readonly headers: Markdown;
  readonly json: Markdown;
}

export interface ExampleView {
  readonly title: Markdown;
  readonly summary: Markdown | null;
  readonly headers: Markdown | null;
  readonly json: Markdown;
}

export interface SharedTypesView {
  readonly heading: Markdown;
  readonly types: readonly SharedTypeView[];
}

export interface SharedTypeView {
  readonly heading: Markdown;
  readonly description: Markdown | null;
  readonly fields: TableView;
}

export interface UnverifiedView {
  readonly heading: Markdown;
  readonly intro: Markdown;
  readonly items: readonly Markdown[];
}

export interface CatalogueView {
  readonly notice: string;
  readonly title: Markdown;
  readonly description: Markdown | null;
  readonly count: Markdown;
  readonly providers: TableView;
  readonly eventsHeading: Markdown;
  readonly events: TableView;
}

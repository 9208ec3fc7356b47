/**
 * The types of a catalogue's events: `Events` has a member for each provider, a map from the names of its events to their types, as
 * `types/strict/<provider>.d.ts` declares it.
 */
export type ProviderName<Events> = keyof Events & string;

export type EventName<Events, Provider extends keyof Events> = keyof Events[Provider] & string;

/** `provider/event`: `ecwid/order.created`. */
export type EventKey<Events> = EventKeyOf<Events, ProviderName<Events>>;

/** The same of one provider, or of each of several. */
export type EventKeyOf<Events, Provider extends ProviderName<Events>> = {
  [Each in Provider]: `${Each}/${EventName<Events, Each>}`;
}[Provider];

/** The event that a key names. No provider's name holds a slash; an event's may. */
export type EventOf<Events, Key> = Key extends `${infer Provider}/${infer Name}`
  ? Provider extends keyof Events
    ? Name extends keyof Events[Provider]
      ? Events[Provider][Name]
      : never
    : never
  : never;

/** What a value is to be instead: members merge deeply, lists and scalars replace, `undefined` removes what may be missing. */
export type Overrides<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [Key in keyof T]?: object extends Pick<T, Key> ? Overrides<T[Key]> | undefined : Overrides<T[Key]> }
    : T;

/** `expect.any(String)` and the like, of vitest or of jest. */
export interface AsymmetricMatcher {
  asymmetricMatch(value: unknown): boolean;
}

/** What a value is compared with: some of its members, or matchers in their place; lists are compared item by item. */
export type Matching<T> =
  | AsymmetricMatcher
  | (T extends readonly (infer Item)[]
      ? readonly Matching<Item>[]
      : T extends object
        ? { readonly [Key in keyof T]?: Matching<T[Key]> | undefined }
        : T);

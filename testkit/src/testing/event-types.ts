/**
 * The types of a catalogue's events. `Events` has a property for each provider: a map from event names to types, as
 * declared in `types/strict/<provider>.d.ts`.
 */
export type ProviderName<Events> = keyof Events & string;

export type EventName<Events, Provider extends keyof Events> = keyof Events[Provider] & string;

/** `provider/event`: `ecwid/order.created`. */
export type EventKey<Events> = EventKeyOf<Events, ProviderName<Events>>;

/** The same for one provider, or for each of several. */
export type EventKeyOf<Events, Provider extends ProviderName<Events>> = {
  [Each in Provider]: `${Each}/${EventName<Events, Each>}`;
}[Provider];

/** The event of a key. Providers' names contain no slash; events' may. */
export type EventOf<Events, Key> = Key extends `${infer Provider}/${infer Name}`
  ? Provider extends keyof Events
    ? Name extends keyof Events[Provider]
      ? Events[Provider][Name]
      : never
    : never
  : never;

/** Values to override: objects merge deeply, lists and scalars replace, `undefined` removes optional properties. */
export type Overrides<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [Key in keyof T]?: object extends Pick<T, Key> ? Overrides<T[Key]> | undefined : Overrides<T[Key]> }
    : T;

/** `expect.any(String)` and the like, in vitest or jest. */
export interface AsymmetricMatcher {
  asymmetricMatch(value: unknown): boolean;
}

/** Some properties of a value, or matchers for them. Lists are compared item by item. */
export type Matching<T> =
  | AsymmetricMatcher
  | (T extends readonly (infer Item)[]
      ? readonly Matching<Item>[]
      : T extends object
        ? { readonly [Key in keyof T]?: Matching<T[Key]> | undefined }
        : T);

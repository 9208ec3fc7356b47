/** What a scenario plays on. */
export interface Stage {
  readonly events: readonly string[];
}

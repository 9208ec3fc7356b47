/** How a library prints JSON. */
export type Printing = 'compact' | 'indented-2' | 'indented-4' | 'sorted' | 'ascii' | 'php' | 'python' | 'spaced';

/** What a sender does differently from the document. Never contains a secret or an expected signature. */
export type Cause =
  /** It signs the same JSON in another format. */
  | { readonly kind: 'printed'; readonly printing: Printing }
  /** It signs the body without surrounding white space, with a line break after it, with other line ends, or empty. */
  | { readonly kind: 'trimmed' | 'break' | 'cr-lf' | 'lf' | 'empty' }
  /** Its secret has white space around it. */
  | { readonly kind: 'secret-blank'; readonly blank: 'line feed' | 'cr lf' | 'space' | 'tab' | 'space before' }
  /** Its secret, or the given one, has quotation marks around it. */
  | { readonly kind: 'secret-quoted' | 'secret-quoted-here' }
  /** Only its secret, or only the given one, begins with `whsec_`. */
  | { readonly kind: 'secret-prefixed' | 'secret-prefixed-here' }
  | { readonly kind: 'secret-decoded'; readonly encoding: 'hex' | 'base64' }
  /** Standard Webhooks: it signs with the text of the secret, with or without `whsec_`, not the decoded bytes. */
  | { readonly kind: 'secret-text' | 'secret-text-bare' }
  | { readonly kind: 'header' | 'encoding' | 'hash' | 'other-prefix'; readonly found: string; readonly documented: string }
  | { readonly kind: 'no-prefix'; readonly documented: string }
  | { readonly kind: 'undocumented-prefix'; readonly found: string }
  /** The signature mixes the letter cases of hex, or lacks the padding of base64 or the `v1,` of Standard Webhooks. */
  | { readonly kind: 'mixed-case' | 'no-padding' | 'no-version' }
  /** It signs with another provider's secret, as another provider, or as another one with this one's secret. */
  | { readonly kind: 'other-secret' | 'other-provider' | 'other-scheme'; readonly provider: string };

/** A variant that a sender may use. Without causes it is what the document defines. */
export interface Variant<Value> {
  readonly value: Value;
  readonly causes: readonly Cause[];
}

export const asDocumented = <Value>(value: Value): Variant<Value> => ({ value, causes: [] });

export const instead = <Value>(value: Value, ...causes: readonly Cause[]): Variant<Value> => ({ value, causes });

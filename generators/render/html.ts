import { replaceMarkers } from './bundler-markers.js';
import { visibleText } from './visible-text.js';

declare const place: unique symbol;

/** HTML that says a text and nothing else. */
export type Html = string & { readonly [place]: 'html' };

const entity = (char: string) => `&#${char.codePointAt(0)};`;

/**
 * Text as itself in an element or a quoted attribute, also in the data of a site: there VitePress takes a text that
 * begins with `_vp-fn_` for a function, and bundlers look for their markers.
 */
export function htmlText(text: string): Html {
  const line = visibleText(text).replace(/[\t\n ]+/g, ' ');
  const encoded = line.replace(/[&<>"'`{}]|^_(?=vp-fn_)/g, entity);
  return replaceMarkers(encoded, entity) as Html;
}

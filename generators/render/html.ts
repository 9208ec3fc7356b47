import { visibleText } from './visible-text.js';

declare const place: unique symbol;

/** HTML that says a text and nothing else. */
export type Html = string & { readonly [place]: 'html' };

/** Text as itself in an element or a quoted attribute. */
export function htmlText(text: string): Html {
  const line = visibleText(text).replace(/[\t\n ]+/g, ' ');
  return line.replace(/[&<>"'`{}]/g, (char) => `&#${char.codePointAt(0)};`) as Html;
}

import { escapeUnits } from '@hookbook/runtime/inspect';

/**
 * Controls, line and paragraph separators, bidi controls, zero-width characters, fillers, tags, halves of surrogate
 * pairs: all that a reader can't see. Tab and line feed are blanks; joiners and variation selectors stay where scripts
 * and emoji need them.
 */
const invisible =
  /(?![\t\n])(?!(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{M}])[\u200d\ufe0e\ufe0f])(?!(?<=[^\p{Script=Latin}\P{L}]|\p{M})[\u200c\u200d])[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;

/** The text with line ends as `\n`, and every character that no one can see written out: U+202E as `\u202e`. */
export function visibleText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(invisible, escapeUnits);
}

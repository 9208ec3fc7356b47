import type { TextRange } from './text-range.js';

/** Selects a range in a field whose lines don't wrap, and brings it to view. */
export function selectRange(field: HTMLTextAreaElement, { start, end, line, column }: TextRange): void {
  const lines = field.value.split('\n');
  const longest = lines.reduce((length, one) => Math.max(length, one.length), 1);
  field.focus();
  field.setSelectionRange(start, end);
  field.scrollTop = ((line - 1) / lines.length) * field.scrollHeight - field.clientHeight / 2;
  field.scrollLeft = ((column - 1) / longest) * field.scrollWidth - field.clientWidth / 2;
  field.scrollIntoView({ block: 'nearest' });
}

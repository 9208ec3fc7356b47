import type { Place } from './place.js';

/** Selects a place in a field whose lines don't wrap, and brings it to view. */
export function showPlace(field: HTMLTextAreaElement, { start, end, line, column }: Place): void {
  const lines = field.value.split('\n');
  const longest = lines.reduce((length, one) => Math.max(length, one.length), 1);
  field.focus();
  field.setSelectionRange(start, end);
  field.scrollTop = ((line - 1) / lines.length) * field.scrollHeight - field.clientHeight / 2;
  field.scrollLeft = ((column - 1) / longest) * field.scrollWidth - field.clientWidth / 2;
  field.scrollIntoView({ block: 'nearest' });
}

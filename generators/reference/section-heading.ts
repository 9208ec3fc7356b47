import { anchor, heading, type Markdown, markdown } from '../render/markdown.js';
import type { TableContext } from './field-table.js';

/** A heading of ours, by its label, with an anchor that is the same in every language. */
export function sectionHeading(level: number, label: string, id: string, context: TableContext): Markdown {
  return heading(level, context.labels.say(label), sectionAnchor(id, context));
}

/** The anchor of a section; where an event of the page has that name, one that no event has: theirs have no colon but around digits. */
export function sectionAnchor(id: string, { eventNames }: Pick<TableContext, 'eventNames'>): Markdown {
  return eventNames.has(id) ? markdown`:${anchor(id)}:` : anchor(id);
}

import { anchor, heading, type Markdown, markdown } from '../render/markdown.js';
import type { TableContext } from './field-table.js';

/** A heading by its label, with an anchor that is the same in every language. */
export function sectionHeading(level: number, label: string, id: string, context: TableContext): Markdown {
  return heading(level, context.labels.say(label), sectionAnchor(id, context));
}

/** A section's anchor. A colon keeps it apart from events' anchors, which have colons around digits only. */
export function sectionAnchor(id: string, { eventNames }: Pick<TableContext, 'eventNames'>): Markdown {
  return eventNames.has(id) ? markdown`:${anchor(id)}:` : anchor(id);
}

import type { Provider } from '../../catalogue/model/model.js';
import { getString } from '../../catalogue/model/properties.js';
import { describeFields } from '../../catalogue/schema/fields.js';
import { markdownText } from '../render/commonmark.js';
import { heading, inlineCode, markdown } from '../render/markdown.js';
import { fieldTable, sharedTypeAnchor, type TableContext } from './field-table.js';
import { sectionHeading } from './section-heading.js';
import type { SharedTypesView, SharedTypeView } from './view.js';

/**
 * Opens each type once that earlier tables name without opening it: a type within itself, or too deep in a large
 * payload. Their tables may name further types, which follow. Call it after all other tables are built.
 */
export function describeSharedTypes({ definitions }: Provider, context: TableContext): SharedTypesView | null {
  const byName = new Map(definitions.map((definition) => [definition.typeName, definition]));
  const types: SharedTypeView[] = [];
  for (const name of context.unopened) {
    const definition = byName.get(name);
    if (definition === undefined) continue;
    const { schema, pointer } = definition;
    const text = getString(schema, 'description')?.trim() ?? null;
    const fields = describeFields(schema, definitions, pointer, context.unopened).map((field) =>
      field.path === '' && field.description === text ? { ...field, description: null } : field,
    );
    types.push({
      heading: heading(3, inlineCode(name), sharedTypeAnchor(name)),
      description: text === null ? null : markdownText(text, context),
      fields: fieldTable(fields, context, { prefix: markdown`${sharedTypeAnchor(name)}.`, whole: context.labels.say('value') }),
    });
  }
  return types.length === 0 ? null : { heading: sectionHeading(2, 'sharedTypes', 'shared-types', context), types };
}

import { openFastChecks } from '../../catalogue/compile/ajv.js';
import { printBlocks } from '../../catalogue/compile/blocks.js';
import { openChecks, printTables } from '../../catalogue/compile/compile.js';
import { formatFunction } from '../../catalogue/compile/formats.js';
import { checkName } from '../../catalogue/compile/keywords/judge.js';
import type { Prepared } from '../../catalogue/compile/schema.js';
import type { Catalogue, Provider, Source, WebhookEvent } from '../../catalogue/model/model.js';
import { parsePointer } from '../../catalogue/model/pointer.js';
import { printLiteral, tsString } from '../../catalogue/model/source-text.js';
import type { Policy } from '../../catalogue/schema/policy.js';
import type { Generator, OutputFile } from '../output/generator.js';
import { renderModule } from '../render/render-module.js';

/**
 * For each provider and policy a module that imports nothing and checks its events, and its declarations beside it:
 * `validators/<provider>.js` (tolerant), `validators/strict/<provider>.js`.
 */
export const validatorsGenerator: Generator = {
  name: 'validators',
  generate: (catalogue: Catalogue) =>
    catalogue.providers.flatMap((provider) => [...printModule(provider, 'tolerant'), ...printModule(provider, 'strict')]),
};

function printModule(provider: Provider, policy: Policy): OutputFile[] {
  const path = `validators/${policy === 'strict' ? 'strict/' : ''}${provider.key}`;
  return renderModule(path, 'validators', 'module', buildView(provider, policy));
}

function buildView(provider: Provider, policy: Policy) {
  const prepared = openChecks(provider, policy)(provider.events.map((_, index) => index));
  const fast = openFastChecks();
  const functions = [
    ...prepared.definitions.map(([typeName, schema]) => fast.compile(checkName(typeName), schema)),
    ...provider.events.map(({ typeName }, index) => fast.compile(checkName(typeName), prepared.events[index] ?? true)),
  ];
  const { identifier, key, discriminator } = provider;
  const faces =
    discriminator === null ? ['createValidator', 'standard', 'tryEvents'] : ['createValidator', 'standard', 'indexEvents', 'lookUp'];
  const prefix = identifier.slice(0, 1).toLowerCase() + identifier.slice(1);
  return {
    identifier,
    typesModule: policy === 'strict' ? `../../types/strict/${key}.js` : `../types/${key}.js`,
    listName: `${prefix}EventNames`,
    schemaName: chooseSchemaName(`${prefix}Event`, provider),
    blocks: printBlocks([...fast.used, ...[...prepared.vocabulary.formats].map(formatFunction), ...faces], prepared.vocabulary.keywords),
    checks: [printTables(prepared), ...functions].join('\n'),
    events: provider.events.map((event, index) => ({
      name: tsString(event.name),
      typeName: event.typeName,
      row: printRow(event, prepared.events[index] ?? true),
    })),
    // If a provider's only event has no discriminator, every value is that event.
    index:
      discriminator?.sources.length === 0 ? `validators[${tsString(provider.events[0]?.name ?? '')}]` : 'indexEvents(events, validators)',
    sources: discriminator === null ? null : printLiteral(discriminator.sources.map(readSource)),
  };
}

/** A source as the module looks it up: the segments of a pointer, or a header's name. */
const readSource = (source: Source) => (source.kind === 'header' ? source.header : parsePointer(source.pointer));

/** The event's name, check, schema and discriminator values, which are omitted if the name is the only one. */
function printRow({ name, typeName, discriminator }: WebhookEvent, schema: Prepared): string {
  const values = discriminator.map((one) => (one.source.kind === 'header' ? one.values.map(String) : one.values));
  const isName = values.length === 1 && values[0]?.length === 1 && values[0][0] === name;
  const row = [tsString(name), checkName(typeName), printLiteral(schema)];
  return `[${[...row, ...(values.length === 0 || isName ? [] : [printLiteral(values)])].join(', ')}]`;
}

/** A provider called `find` would have its schema called as the function that finds events. */
function chooseSchemaName(wanted: string, { events }: Provider): string {
  const taken = new Set(['findEvent', ...events.map(({ typeName }) => `is${typeName}`)]);
  return taken.has(wanted) ? `${wanted}Schema` : wanted;
}

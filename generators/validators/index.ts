import { openFastChecks } from '../../catalogue/compile/ajv.js';
import { printBlocks } from '../../catalogue/compile/blocks.js';
import { openChecks, printTables } from '../../catalogue/compile/compile.js';
import { formatFunction } from '../../catalogue/compile/formats.js';
import { checkName } from '../../catalogue/compile/keywords/judge.js';
import { printLiteral } from '../../catalogue/compile/literals.js';
import type { Catalogue, Provider, WebhookEvent } from '../../catalogue/model/model.js';
import { parsePointer } from '../../catalogue/model/pointer.js';
import type { Policy } from '../../catalogue/schema/policy.js';
import { type Generator, generatedNotice, type OutputFile } from '../output/generator.js';
import { compileTemplate } from '../render/handlebars.js';
import { sourceText, tsString } from '../render/source-text.js';

/** What the templates of templates/validators print; every member is JavaScript already. */
interface ModuleView {
  readonly notice: string;
  readonly identifier: string;
  readonly typesModule: string;
  /** The exported list of names, and the exported schema of any event. */
  readonly listName: string;
  readonly schemaName: string;
  readonly blocks: string;
  readonly checks: string;
  readonly events: readonly { readonly name: string; readonly typeName: string; readonly row: string }[];
  /** The discriminator's sources: the segments of a pointer, or a header's name; null without one. */
  readonly sources: string | null;
  /** What the look-up by the sources starts from. */
  readonly index: string;
}

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
  const view = buildView(provider, policy);
  const path = `validators/${policy === 'strict' ? 'strict/' : ''}${provider.key}`;
  return [
    { path: `${path}.js`, contents: sourceText(compileTemplate('validators', 'module.js')(view)) },
    { path: `${path}.d.ts`, contents: sourceText(compileTemplate('validators', 'module.d.ts')(view)) },
  ];
}

function buildView(provider: Provider, policy: Policy): ModuleView {
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
    notice: generatedNotice,
    identifier,
    typesModule: policy === 'strict' ? `../../types/strict/${key}.js` : `../types/${key}.js`,
    listName: `${prefix}EventNames`,
    schemaName: chooseSchemaName(`${prefix}Event`, provider),
    blocks: printBlocks([...fast.used, ...[...prepared.vocabulary.formats].map(formatFunction), ...faces], prepared.vocabulary.keywords),
    checks: [printTables(prepared), ...functions].join('\n'),
    events: provider.events.map((event, index) => ({
      name: tsString(event.name),
      typeName: event.typeName,
      row: printRow(event, printLiteral(prepared.events[index] ?? true)),
    })),
    // The only event of a provider may have nothing to be told by: then every value is that event.
    index:
      discriminator?.sources.length === 0 ? `validators[${tsString(provider.events[0]?.name ?? '')}]` : 'indexEvents(events, validators)',
    sources:
      discriminator === null
        ? null
        : `[${discriminator.sources.map((source) => (source.kind === 'header' ? tsString(source.header) : `[${parsePointer(source.pointer).map(tsString).join(', ')}]`)).join(', ')}]`,
  };
}

/** The event's name, its check, its schema, and the discriminator's values, which go without saying where the name is the only one. */
function printRow({ name, typeName, discriminator }: WebhookEvent, schema: string): string {
  const values = discriminator.map((one) => one.values.map((value) => printValue(one.source.kind === 'header' ? String(value) : value)));
  const first = [tsString(name), checkName(typeName), schema];
  if (values.length === 0) return `[${first.join(', ')}]`;
  if (values.length === 1 && values[0]?.length === 1 && values[0][0] === first[0]) return `[${first.join(', ')}]`;
  return `[${first.join(', ')}, [${values.map((alternatives) => `[${alternatives.join(', ')}]`).join(', ')}]]`;
}

/** A provider called `find` would have its schema called as the function that finds events. */
function chooseSchemaName(wanted: string, { events }: Provider): string {
  const taken = new Set(['findEvent', ...events.map(({ typeName }) => `is${typeName}`)]);
  return taken.has(wanted) ? `${wanted}Schema` : wanted;
}

function printValue(value: string | number | boolean | null): string {
  return typeof value === 'string' ? tsString(value) : String(value);
}

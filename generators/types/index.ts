import type { Catalogue, Provider } from '../../catalogue/model/model.js';
import { propertyKey, tsString } from '../../catalogue/model/source-text.js';
import { type Policy, tolerantProvider } from '../../catalogue/schema/policy.js';
import type { Generator, OutputFile } from '../output/generator.js';
import { docComment, lineComment } from '../render/comments.js';
import { renderModule } from '../render/render-module.js';
import { breakAliasCycles } from './alias-cycles.js';
import { createDeclare } from './declare.js';
import { createDescriber } from './describe.js';
import { createShapeReader } from './read-schema.js';

/**
 * `types/<provider>.d.ts` describes what a tolerant receiver may see, `types/strict/<provider>.d.ts` only what the
 * document allows. Next to each is a `.js` module with the only value that the types declare, the list of event names.
 */
export const typesGenerator: Generator = {
  name: 'types',
  async generate(catalogue: Catalogue): Promise<OutputFile[]> {
    const files: OutputFile[] = [];
    for (const provider of catalogue.providers) {
      const print = createPrinter(provider);
      files.push(...(await generateModule(tolerantProvider(provider), 'tolerant', 'types', print)));
      files.push(...(await generateModule(provider, 'strict', 'types/strict', print)));
    }
    return files;
  },
};

type PrintDeclarations = (provider: Provider) => Promise<string[]>;

async function generateModule(provider: Provider, policy: Policy, folder: string, print: PrintDeclarations): Promise<OutputFile[]> {
  return renderModule(`${folder}/${provider.key}`, 'types', 'types', {
    ...viewNames(provider, policy),
    declarations: await print(provider),
  });
}

function viewNames({ identifier, title, events }: Provider, policy: Policy) {
  return {
    title: lineComment(`${title}: ${policyTexts[policy]}`),
    identifier,
    namesConstant: `${identifier.charAt(0).toLowerCase()}${identifier.slice(1)}EventNames`,
    events: events.map(({ name, typeName }) => ({ key: propertyKey(name), name: tsString(name), typeName })),
  };
}

const policyTexts: Readonly<Record<Policy, string>> = {
  tolerant: 'what a receiver may see. Members and enum values that the document does not know of may come along.',
  strict: 'exactly what the document says.',
};

/** Prints the types of the events, then those that they share, each with its comment. */
function createPrinter({ sourceUrl }: Provider): PrintDeclarations {
  const describer = createDescriber({ sourceUrl });
  const declare = createDeclare(describer.member);
  return async ({ events, definitions }) => {
    const reader = createShapeReader(definitions);
    const comments = new Map([
      ...events.map((event) => [event.typeName, describer.event(event)] as const),
      ...definitions.map((definition) => [definition.typeName, describer.definition(definition)] as const),
    ]);
    const shapes = new Map([
      ...events.map(({ typeName, payload }) => [typeName, reader.read(payload)] as const),
      ...definitions.map(({ typeName }) => [typeName, reader.definition(typeName)] as const),
    ]);
    const printed: string[] = [];
    for (const [name, shape] of breakAliasCycles(shapes)) {
      const comment = docComment(comments.get(name) ?? []);
      const declaration = await declare(name, shape);
      printed.push(comment === '' ? declaration : `${comment}\n${declaration}`);
    }
    return printed;
  };
}

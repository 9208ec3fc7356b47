import type { Catalogue, Provider, WebhookEvent } from '../catalogue/model/model.js';
import { alignColumns } from './columns.js';
import { count, haveErrors, judgeProblems, tellProblems } from './diagnostics.js';
import { exit } from './exit.js';
import { summarise } from './generate.js';
import { loadDocument } from './load-document.js';
import { printable, renderJson } from './printable.js';
import type { Settings } from './settings.js';
import type { Terminal } from './terminal.js';

/** Lists the events. Leaves warnings to `lint`. */
export async function list(settings: Settings, terminal: Terminal): Promise<number> {
  const { catalogue, problems: found } = await loadDocument(settings);
  const problems = judgeProblems(found, settings.strict).filter(({ severity }) => severity === 'error');
  tellProblems(terminal, problems, settings.document);
  if (catalogue) terminal.print(settings.json ? renderJson(listEvents(catalogue)) : renderTable(catalogue, terminal));
  return !catalogue || haveErrors(problems) ? exit.fault : exit.fine;
}

/** What `list --json` prints: a stable interface, in the document's order. */
export function listEvents({ providers }: Catalogue): object[] {
  return providers.flatMap((provider) => provider.events.map((event) => listEvent(provider, event)));
}

function listEvent(provider: Provider, event: WebhookEvent): object {
  const { key, name, typeName, title, description, group, resourceTypes, access, restLink, deprecated, examples } = event;
  return {
    key,
    provider: provider.key,
    name,
    event: event.event,
    typeName,
    title,
    description,
    group,
    resourceTypes,
    accessScopes: [...new Set(access.flat())],
    restLink,
    discriminator: Object.fromEntries(
      event.discriminator.map(({ source, values }) => [
        source.kind === 'pointer' ? source.pointer : `header:${source.header}`,
        values[0] ?? null,
      ]),
    ),
    language: provider.language,
    deprecated,
    examples: examples.map(({ name, payload }) => ({ name, payload })),
  };
}

function renderTable(catalogue: Catalogue, terminal: Terminal): string {
  const tables = catalogue.providers.map((provider) => {
    const heading = `${terminal.paint('bold', printable(provider.key))}  ${printable(provider.title)}, ${count(provider.events.length, 'event')}`;
    const rows = provider.events.map((event) =>
      [event.name, event.event === event.name ? '' : event.event, event.typeName, event.group ?? ''].map(printable),
    );
    return [heading, ...alignColumns(rows).map((row) => `  ${row}`)].join('\n');
  });
  return [...tables, summarise(catalogue)].join('\n\n');
}

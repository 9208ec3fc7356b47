import type { Provider } from '../../catalogue/model/model.js';
import { haveErrors, judgeProblems, tellProblems } from '../diagnostics.js';
import { exit, UsageError } from '../exit.js';
import { findByKey, listProviderEvents } from '../find-event.js';
import { loadDocument } from '../load-document.js';
import type { Settings } from '../settings.js';
import type { Terminal } from '../terminal.js';
import { sendMessages } from './deliveries.js';
import { editPayload, openMessages, readDraft } from './message.js';
import { openContext, type Printing } from './opening.js';
import type { SendRequest } from './options.js';
import { checkScenario, runScenario } from './scenario.js';

/** Sends an event as its provider would. Returns 0 if all requests were acknowledged, else 1, as for invalid data. */
export async function send(request: SendRequest, settings: Settings, terminal: Terminal): Promise<number> {
  if (request.scenario !== null) checkScenario(request);
  const { catalogue, problems: found } = await loadDocument(settings);
  const problems = judgeProblems(found, settings.strict).filter(({ severity }) => severity === 'error');
  tellProblems(terminal, problems, settings.document);
  if (!catalogue || haveErrors(problems)) return exit.fault;
  const wholeProvider = request.scenario === null ? undefined : catalogue.providers.find(({ key }) => key === request.event);
  if (wholeProvider !== undefined) return runForAllEvents(request, wholeProvider, { json: settings.json, terminal });
  const context = await openContext(request, findByKey(listProviderEvents(catalogue), request.event), terminal);
  const { provider, providerEvent } = context;
  const draft = await readDraft(providerEvent, request);
  if (request.scenario !== null) {
    const payload = editPayload(draft.payload, request);
    if (payload === undefined) throw new UsageError(`--payload ${request.payload} is not JSON, which a scenario needs`);
    const sample = { ...draft.sample, payload };
    return runScenario({ ...context, provider: { ...provider, sample: () => sample }, events: [providerEvent.event.name] }, request, {
      json: settings.json,
      terminal,
    });
  }
  return sendMessages(context, openMessages(provider, providerEvent.event, draft, request), { json: settings.json, terminal });
}

/** Runs a scenario with all events of a provider. */
async function runForAllEvents(request: SendRequest, provider: Provider, printing: Printing): Promise<number> {
  const [event] = provider.events;
  if (event === undefined) throw new UsageError(`${provider.key} has no events`);
  if (request.edits.length > 0 || request.payload !== null || request.example !== null)
    throw new UsageError('--set, --unset, --payload and --example need an event, not a provider');
  const context = await openContext(request, { provider, event }, printing.terminal);
  return runScenario({ ...context, events: provider.events.map(({ name }) => name) }, request, printing);
}

import type { Provider } from '../../catalogue/model/model.js';
import { haveErrors, judgeProblems, tellProblems } from '../diagnostics.js';
import { exit, UsageError } from '../exit.js';
import { findByKey, listProviderEvents } from '../find-event.js';
import { loadDocument } from '../load-document.js';
import type { Settings } from '../settings.js';
import type { Terminal } from '../terminal.js';
import { sendMessages } from './deliveries.js';
import { editPayload, openMessages, readDraft } from './message.js';
import { openSending, type Printing } from './opening.js';
import type { SendRequest } from './options.js';
import { checkScenario, playScenario } from './scenario.js';

/** Sends an event as its provider would: 0 where every request was acknowledged, 1 where one was not, or where its data is at fault. */
export async function send(request: SendRequest, settings: Settings, terminal: Terminal): Promise<number> {
  if (request.scenario !== null) checkScenario(request);
  const { catalogue, problems: found } = await loadDocument(settings);
  const problems = judgeProblems(found, settings.strict).filter(({ severity }) => severity === 'error');
  tellProblems(terminal, problems, settings.document);
  if (!catalogue || haveErrors(problems)) return exit.fault;
  const all = request.scenario === null ? undefined : catalogue.providers.find(({ key }) => key === request.event);
  if (all !== undefined) return playAll(request, all, { json: settings.json, terminal });
  const sending = await openSending(request, findByKey(listProviderEvents(catalogue), request.event), terminal);
  const { provider, providerEvent } = sending;
  const draft = await readDraft(providerEvent, request);
  if (request.scenario !== null) {
    const payload = editPayload(draft.payload, request);
    if (payload === undefined) throw new UsageError(`--payload ${request.payload} is not JSON, as a scenario needs it`);
    const sample = { ...draft.sample, payload };
    return playScenario({ ...sending, provider: { ...provider, sample: () => sample }, events: [providerEvent.event.name] }, request, {
      json: settings.json,
      terminal,
    });
  }
  return sendMessages(sending, openMessages(provider, providerEvent.event, draft, request), { json: settings.json, terminal });
}

/** A scenario with all events of a provider. */
async function playAll(request: SendRequest, provider: Provider, printing: Printing): Promise<number> {
  const [event] = provider.events;
  if (event === undefined) throw new UsageError(`${provider.key} has no events`);
  if (request.edits.length > 0 || request.payload !== null || request.example !== null)
    throw new UsageError('--set, --unset, --payload and --example need one event: name it');
  const sending = await openSending(request, { provider, event }, printing.terminal);
  return playScenario({ ...sending, events: provider.events.map(({ name }) => name) }, request, printing);
}

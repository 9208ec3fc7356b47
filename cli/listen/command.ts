import { memoryInbox } from '@hookbook/runtime';
import type { Catalogue } from '../../catalogue/model/model.js';
import { haveErrors, judgeProblems, tellProblems } from '../diagnostics.js';
import { exit, UsageError } from '../exit.js';
import { loadDocument } from '../load-document.js';
import type { Settings } from '../settings.js';
import type { Terminal } from '../terminal.js';
import { assignAddresses } from './addresses.js';
import type { ListenRequest } from './options.js';
import { openReceivers } from './receivers.js';
import type { ReceivedRecord } from './record.js';
import { renderRecord, renderRecordAsJson } from './report.js';
import { createRouter } from './router.js';
import { assignSecrets, type GivenSecrets } from './secrets.js';
import { type Served, serve } from './serve.js';

/**
 * Accepts the requests of all providers in the document and prints them, until a signal or the last of `--exit-after`.
 */
export async function listen(request: ListenRequest, settings: Settings, terminal: Terminal): Promise<number> {
  const { catalogue, problems: found } = await loadDocument(settings);
  const problems = judgeProblems(found, settings.strict).filter(({ severity }) => severity === 'error');
  tellProblems(terminal, problems, settings.document);
  if (!catalogue || haveErrors(problems)) return exit.fault;
  const secrets = assignSecrets(catalogue.providers, request.secrets, terminal.env);
  const unmute = muteWarnings();
  try {
    return await run({ request, settings, terminal, catalogue, secrets });
  } finally {
    unmute();
  }
}

interface ListenTask {
  readonly request: ListenRequest;
  readonly settings: Settings;
  readonly terminal: Terminal;
  readonly catalogue: Catalogue;
  readonly secrets: ReadonlyMap<string, GivenSecrets>;
}

async function run(task: ListenTask): Promise<number> {
  const { request, settings, terminal, catalogue } = task;
  let records = 0;
  let hasFaults = false;
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const print = (record: ReceivedRecord) => {
    terminal.print(settings.json ? renderRecordAsJson(record) : renderRecord(record, terminal));
    records += 1;
    if (record.valid !== true) hasFaults = true;
    if (records === request.exitAfter) end();
  };
  const inbox = memoryInbox();
  const { receivers, verified } = openReceivers({ ...task, inbox, tell: print });
  const addresses = assignAddresses(catalogue.providers);
  const served = await openServer(createRouter(receivers, addresses, print), request);
  const removeListeners = onSignals(end);
  tellAddresses(task, { served, addresses, verified });
  await ended;
  removeListeners();
  await served.close();
  for (const receiver of receivers.values()) await receiver.close();
  await inbox.close();
  return request.exitAfter !== null && hasFaults ? exit.fault : exit.fine;
}

async function openServer(fetch: (request: Request) => Promise<Response>, { host, port }: ListenRequest): Promise<Served> {
  try {
    return await serve(fetch, { host, port });
  } catch (error) {
    const code = error instanceof Error ? Reflect.get(error, 'code') : null;
    if (code === 'EADDRINUSE') throw new UsageError(`port ${port} of ${host} is in use: choose another with --port, or 0 for a free one`);
    if (code === 'EACCES') throw new UsageError(`no permission to listen on port ${port}: choose one above 1023 with --port`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') throw new UsageError(`--host ${host} is not an address of this machine`);
    throw error;
  }
}

interface Listening {
  readonly served: Served;
  readonly addresses: ReadonlyMap<string, readonly string[]>;
  readonly verified: ReadonlySet<string>;
}

function tellAddresses({ catalogue, terminal, request }: ListenTask, { served, addresses, verified }: Listening): void {
  for (const provider of catalogue.providers) {
    const [path = ''] = addresses.get(provider.key) ?? [];
    const why = provider.signature === null ? 'the provider does not sign' : 'no secret was given';
    const trust = verified.has(provider.key)
      ? terminal.paintMessage('green', 'verified')
      : terminal.paintMessage('yellow', `NOT VERIFIED: ${why}`);
    terminal.tell(`${served.origin}${path}  ${trust}`);
  }
  if (!/^(?:127\.|localhost$|::1$)/.test(request.host)) terminal.tell('other machines can reach this server: do not trust what they send');
  terminal.tell('listening; stop with Ctrl+C');
}

/** Calls `end` on the first signal. A second one ends the process at once, as usual. */
function onSignals(end: () => void): () => void {
  process.once('SIGINT', end).once('SIGTERM', end);
  return () => process.off('SIGINT', end).off('SIGTERM', end);
}

/** The runtime's warnings repeat what the records say. */
function muteWarnings(): () => void {
  const { warn } = console;
  console.warn = () => undefined;
  return () => {
    console.warn = warn;
  };
}

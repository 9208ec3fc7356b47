import type { SimulatedProvider } from '@hookbook/runtime/simulate';
import type { Json } from '../catalogue/model.js';
import { openProvider } from '../live/simulated-provider.js';
import { findUndescribed } from '../live/undescribed.js';
import { isAcknowledged } from '../send/acknowledge.js';
import { buildRequest, RequestError } from '../send/build-request.js';
import { renderCurl } from '../send/curl.js';
import { post } from '../send/post.js';
import { UnansweredError, type WireRequest } from '../send/wire-request.js';
import { haveErrors, judgeProblems, tellProblems } from './diagnostics.js';
import { exit, UsageError } from './exit.js';
import { findByKey, type Placed, placeEvents } from './find-event.js';
import { findSecret, secretVariables } from './find-secret.js';
import { loadDocument } from './load-document.js';
import { printable } from './printable.js';
import { type Message, openMessages } from './send-message.js';
import type { SendRequest } from './send-options.js';
import { type Delivery, describeDeliveries, type Judgement, renderAnswer, renderLine, renderRequest } from './send-report.js';
import type { Settings } from './settings.js';
import type { Terminal } from './terminal.js';

/** How long an answer is waited for where neither the document nor the command line says. */
const defaultTimeoutMs = 30_000;

/** What the requests of one run have in common. */
interface Sending {
  readonly request: SendRequest;
  readonly placed: Placed;
  readonly provider: SimulatedProvider;
  readonly url: string;
  /** null: there is nothing to sign, or nothing to sign it with. */
  readonly secret: string | null;
}

/** Sends an event as its provider would: 0 where every request was acknowledged, 1 where one was not, or where its data is at fault. */
export async function send(request: SendRequest, settings: Settings, terminal: Terminal): Promise<number> {
  const { catalogue, problems: found } = await loadDocument(settings);
  const problems = judgeProblems(found, settings.strict).filter(({ severity }) => severity === 'error');
  tellProblems(terminal, problems, settings.document);
  if (!catalogue || haveErrors(problems)) return exit.fault;
  const sending = await openSending(request, findByKey(placeEvents(catalogue), request.event), terminal);
  const compose = await openMessages(sending.provider, sending.placed.event, request);
  const first = compose(Date.now());
  const judgement = judgeMessage(sending, first);
  tellJudgement(judgement, sending, terminal);
  const refused = judgement.errors.length > 0 && !request.force;
  try {
    const deliveries = refused ? [] : await deliver(sending, { first, compose, terminal, json: settings.json });
    if (settings.json) terminal.print(describeDeliveries(sending.placed.event.key, judgement, deliveries));
    if (refused) return exit.fault;
    return request.mode !== 'send' || deliveries.every(({ acknowledged }) => acknowledged) ? exit.fine : exit.fault;
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    terminal.tell(`${terminal.paintMessage('red', 'not sent')}: ${printable(error.message)}`);
    return exit.fault;
  }
}

async function openSending(request: SendRequest, placed: Placed, terminal: Terminal): Promise<Sending> {
  const { key, signature, channels } = placed.provider;
  const secret = await findSecret(placed.provider, { option: request.secret, env: terminal.env, use: 'sign' });
  const [own, any] = secretVariables(placed.provider, 'sign');
  if (signature === null && request.secret !== null) terminal.tell(`${key} does not sign its requests: the secret is not used`);
  if (signature !== null && secret === null) {
    const how = `give its secret in the variable ${own} or ${any}, or by --secret`;
    if (request.mode !== 'dry-run') throw new UsageError(`${key} signs its requests: ${how}`);
    terminal.tell(`without a signature: ${how}`);
  }
  const address = channels.find(({ address }) => address?.startsWith('/'))?.address ?? `/webhooks/${key}`;
  const url = request.to ?? `http://127.0.0.1:3000${address}`;
  return { request, placed, provider: openProvider(placed.provider), url, secret: signature === null ? null : secret };
}

function judgeMessage({ placed, provider }: Sending, { payload }: Message): Judgement {
  if (payload === undefined) {
    return { errors: [{ pointer: '', message: 'the body is not JSON in UTF-8' }], undescribed: [] };
  }
  const result = provider.validate(placed.event.name, payload);
  return {
    errors: result.valid ? [] : result.errors.map(({ pointer, message }) => ({ pointer, message })),
    undescribed: findUndescribed(placed.provider, placed.event, payload),
  };
}

function tellJudgement({ errors, undescribed }: Judgement, { placed, request }: Sending, terminal: Terminal): void {
  const { key } = placed.event;
  for (const { pointer, message } of errors) {
    terminal.tell(`${terminal.paintMessage('red', 'invalid')}  ${printable(`${key}  ${pointer} ${message}`)}`);
  }
  for (const pointer of undescribed) {
    terminal.tell(`${terminal.paintMessage('yellow', 'unknown')}  ${printable(`${key}  ${pointer} is in no schema of the document`)}`);
  }
  if (errors.length === 0) return;
  const missing = placed.event.examples.length === 0 && request.payload === null;
  if (request.force) terminal.tell('not held back for that: --force');
  else
    terminal.tell(
      `not sent: ${missing ? 'the event has no example, so say by --set or --payload what it lacks' : 'mend it'}, or send it as it is by --force`,
    );
}

interface Outbox {
  readonly first: Message;
  readonly compose: (at: number) => Message;
  readonly terminal: Terminal;
  readonly json: boolean;
}

/** Sends one request after the other, and says what came of each; the rest is not sent where nobody answers. */
async function deliver(sending: Sending, { first, compose, terminal, json }: Outbox): Promise<Delivery[]> {
  const { times, duplicate, mode } = sending.request;
  const deliveries: Delivery[] = [];
  let wire = await buildWire(sending, first);
  for (let number = 1; number <= times; number++) {
    if (number > 1 && !duplicate) wire = await buildWire(sending, compose(Date.now()));
    if (mode === 'curl' && !json) terminal.print(renderCurl(wire));
    else if (!json && (number === 1 || mode === 'dry-run')) terminal.print(renderRequest(wire, terminal));
    const delivery = await deliverOne(sending, wire);
    deliveries.push(delivery);
    if (!json && mode === 'send') terminal.print(times === 1 ? renderAnswer(delivery, terminal) : renderLine(number, delivery, terminal));
    if (delivery.error !== null) break;
  }
  const left = times - deliveries.length;
  if (left > 0) terminal.tell(`${left} more ${left === 1 ? 'was' : 'were'} not sent`);
  return deliveries;
}

function buildWire({ provider, request, url, secret }: Sending, { sample, body, payload }: Message): Promise<WireRequest> {
  return buildRequest({
    provider,
    sample,
    body,
    payload: payload as Json | undefined,
    url,
    headers: request.headers,
    secret,
    at: Date.now(),
  });
}

async function deliverOne({ provider, request }: Sending, wire: WireRequest): Promise<Delivery> {
  if (request.mode !== 'send') return { request: wire, answer: null, acknowledged: null, error: null };
  try {
    const answer = await post(wire, request.timeoutMs ?? provider.delivery.timeoutMs ?? defaultTimeoutMs);
    return { request: wire, answer, acknowledged: isAcknowledged(provider.delivery, answer.status), error: null };
  } catch (error) {
    if (error instanceof UnansweredError) return { request: wire, answer: null, acknowledged: false, error: error.message };
    throw error;
  }
}

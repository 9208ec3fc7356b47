import { resolvePolicy } from '@hookbook/testkit/simulate';
import { buildRequest, RequestError } from '../../requests/build-request.js';
import { renderCurl } from '../../requests/curl.js';
import { findUndescribed } from '../../requests/undescribed.js';
import { UnansweredError, type WireRequest } from '../../requests/wire-request.js';
import { exit } from '../exit.js';
import { printable } from '../printable.js';
import type { Terminal } from '../terminal.js';
import type { Compose, Message } from './message.js';
import type { Printing, Sending } from './opening.js';
import { post } from './post.js';
import { type Delivery, describeDeliveries, type Judgement, renderAnswer, renderLine, renderRequest } from './report.js';

/** Judges the first message, sends as many as were asked for, and says what came of each. */
export async function sendMessages(sending: Sending, compose: Compose, { json, terminal }: Printing): Promise<number> {
  const { request, providerEvent } = sending;
  const first = compose(Date.now());
  const judgement = judgeMessage(sending, first);
  tellJudgement(judgement, sending, terminal);
  const refused = judgement.errors.length > 0 && !request.force;
  try {
    const deliveries = refused ? [] : await deliver(sending, { first, compose, terminal, json });
    if (json) terminal.print(describeDeliveries(providerEvent.event.key, judgement, deliveries));
    if (refused) return exit.fault;
    return request.mode !== 'send' || deliveries.every(({ acknowledged }) => acknowledged) ? exit.fine : exit.fault;
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    terminal.tell(`${terminal.paintMessage('red', 'not sent')}: ${printable(error.message)}`);
    return exit.fault;
  }
}

function judgeMessage({ providerEvent, provider }: Sending, { payload }: Message): Judgement {
  if (payload === undefined) {
    return { errors: [{ pointer: '', message: 'the body is not JSON in UTF-8' }], undescribed: [] };
  }
  const result = provider.validate(providerEvent.event.name, payload);
  return {
    errors: result.valid ? [] : result.errors.map(({ pointer, message }) => ({ pointer, message })),
    undescribed: findUndescribed(providerEvent.provider, providerEvent.event, payload),
  };
}

function tellJudgement({ errors, undescribed }: Judgement, { providerEvent, request }: Sending, terminal: Terminal): void {
  const { key } = providerEvent.event;
  for (const { pointer, message } of errors) {
    terminal.tell(`${terminal.paintMessage('red', 'invalid')}  ${printable(`${key}  ${pointer} ${message}`)}`);
  }
  for (const pointer of undescribed) {
    terminal.tell(`${terminal.paintMessage('yellow', 'unknown')}  ${printable(`${key}  ${pointer} is in no schema of the document`)}`);
  }
  if (errors.length === 0) return;
  const missing = providerEvent.event.examples.length === 0 && request.payload === null;
  if (request.force) terminal.tell('not held back for that: --force');
  else
    terminal.tell(
      `not sent: ${missing ? 'the event has no example, so say by --set or --payload what it lacks' : 'mend it'}, or send it as it is by --force`,
    );
}

interface Outbox {
  readonly first: Message;
  readonly compose: Compose;
  readonly terminal: Terminal;
  readonly json: boolean;
}

/** Sends one request after the other, and says what came of each; the rest is not sent where nobody answers. */
async function deliver(sending: Sending, { first, compose, terminal, json }: Outbox): Promise<Delivery[]> {
  const { duplicate, mode } = sending.request;
  const times = sending.request.times ?? 1;
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
    payload,
    url,
    headers: request.headers,
    secret,
    at: Date.now(),
  });
}

async function deliverOne({ provider, request }: Sending, wire: WireRequest): Promise<Delivery> {
  if (request.mode !== 'send') return { request: wire, answer: null, acknowledged: null, error: null };
  const { policy } = resolvePolicy(provider.delivery);
  try {
    const answer = await post(wire, request.timeoutMs ?? policy.timeoutMs);
    return { request: wire, answer, acknowledged: policy.acknowledges(answer.status), error: null };
  } catch (error) {
    if (error instanceof UnansweredError) return { request: wire, answer: null, acknowledged: false, error: error.message };
    throw error;
  }
}

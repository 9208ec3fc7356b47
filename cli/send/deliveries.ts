import { resolvePolicy } from '@hookbook/testkit/simulate';
import { buildRequest, RequestError } from '../../requests/build-request.js';
import { renderCurl } from '../../requests/curl.js';
import { findUndescribed } from '../../requests/undescribed.js';
import { UnansweredError, type WireRequest } from '../../requests/wire-request.js';
import { exit } from '../exit.js';
import { printable } from '../printable.js';
import type { Terminal } from '../terminal.js';
import type { Compose, Message } from './message.js';
import type { Printing, SendContext } from './opening.js';
import { post } from './post.js';
import { type Delivery, describeDeliveries, renderAnswer, renderLine, renderRequest, type Validity } from './report.js';

/** Validates the first message, sends `--times` messages and prints the result of each. */
export async function sendMessages(context: SendContext, compose: Compose, { json, terminal }: Printing): Promise<number> {
  const { request, providerEvent } = context;
  const first = compose(Date.now());
  const validity = validateMessage(context, first);
  tellValidity(validity, context, terminal);
  const refused = validity.errors.length > 0 && !request.force;
  try {
    const deliveries = refused ? [] : await deliver(context, { first, compose, terminal, json });
    if (json) terminal.print(describeDeliveries(providerEvent.event.key, validity, deliveries));
    if (refused) return exit.fault;
    return request.mode !== 'send' || deliveries.every(({ acknowledged }) => acknowledged) ? exit.fine : exit.fault;
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    terminal.tell(`${terminal.paintMessage('red', 'not sent')}: ${printable(error.message)}`);
    return exit.fault;
  }
}

function validateMessage({ providerEvent, provider }: SendContext, { payload }: Message): Validity {
  if (payload === undefined) {
    return { errors: [{ pointer: '', message: 'the body is not JSON in UTF-8' }], undescribed: [] };
  }
  const result = provider.validate(providerEvent.event.name, payload);
  return {
    errors: result.valid ? [] : result.errors.map(({ pointer, message }) => ({ pointer, message })),
    undescribed: findUndescribed(providerEvent.provider, providerEvent.event, payload),
  };
}

function tellValidity({ errors, undescribed }: Validity, { providerEvent, request }: SendContext, terminal: Terminal): void {
  const { key } = providerEvent.event;
  for (const { pointer, message } of errors) {
    terminal.tell(`${terminal.paintMessage('red', 'invalid')}  ${printable(`${key}  ${pointer} ${message}`)}`);
  }
  for (const pointer of undescribed) {
    terminal.tell(`${terminal.paintMessage('yellow', 'unknown')}  ${printable(`${key}  ${pointer} is not in the schema`)}`);
  }
  if (errors.length === 0) return;
  const missing = providerEvent.event.examples.length === 0 && request.payload === null;
  if (request.force) terminal.tell('sent anyway because of --force');
  else
    terminal.tell(
      `not sent: ${missing ? 'the event has no example, so add what is missing with --set or --payload' : 'fix it'}, or use --force to send it anyway`,
    );
}

interface Sequence {
  readonly first: Message;
  readonly compose: Compose;
  readonly terminal: Terminal;
  readonly json: boolean;
}

/** Sends one request after another and prints each result. Stops at the first request without an answer. */
async function deliver(context: SendContext, { first, compose, terminal, json }: Sequence): Promise<Delivery[]> {
  const { duplicate, mode } = context.request;
  const times = context.request.times ?? 1;
  const deliveries: Delivery[] = [];
  let wire = await buildWire(context, first);
  for (let number = 1; number <= times; number++) {
    if (number > 1 && !duplicate) wire = await buildWire(context, compose(Date.now()));
    if (mode === 'curl' && !json) terminal.print(renderCurl(wire));
    else if (!json && (number === 1 || mode === 'dry-run')) terminal.print(renderRequest(wire, terminal));
    const delivery = await deliverOne(context, wire);
    deliveries.push(delivery);
    if (!json && mode === 'send') terminal.print(times === 1 ? renderAnswer(delivery, terminal) : renderLine(number, delivery, terminal));
    if (delivery.error !== null) break;
  }
  const unsent = times - deliveries.length;
  if (unsent > 0) terminal.tell(`${unsent} more ${unsent === 1 ? 'request was' : 'requests were'} not sent`);
  return deliveries;
}

function buildWire({ provider, request, url, secret }: SendContext, { sample, body, payload }: Message): Promise<WireRequest> {
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

async function deliverOne({ provider, request }: SendContext, wire: WireRequest): Promise<Delivery> {
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

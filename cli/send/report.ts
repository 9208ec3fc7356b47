import { renderCurl } from '../../requests/curl.js';
import type { Answer, WireRequest } from '../../requests/wire-request.js';
import { printable, printableLines, renderJson } from '../printable.js';
import type { Terminal } from '../terminal.js';

/** What is wrong with the payload, and which parts the document doesn't describe. */
export interface Validity {
  readonly errors: readonly { readonly pointer: string; readonly message: string }[];
  readonly undescribed: readonly string[];
}

export interface Delivery {
  readonly request: WireRequest;
  /** null if there was no answer or it was not sent. */
  readonly answer: Answer | null;
  /** By the provider's rules; null if it was not sent. */
  readonly acknowledged: boolean | null;
  /** Why there was no answer. */
  readonly error: string | null;
}

/** How much of a body is printed. */
const maxBodyLength = 2000;

/** The request as sent, with its body indented for reading, and a command that sends it again. */
export function renderRequest(wire: WireRequest, terminal: Terminal): string {
  const headers = Object.entries(wire.headers).map(([name, value]) => printable(`${name}: ${value}`));
  const head = terminal.paint('bold', printable(`POST ${wire.url}`));
  return [head, ...headers, '', renderBody(wire.body), '', terminal.paint('dim', renderCurl(wire)), ''].join('\n');
}

/** The status, result, headers and body of an answer, or why there is none. */
export function renderAnswer(delivery: Delivery, terminal: Terminal): string {
  const { answer } = delivery;
  if (answer === null) return terminal.paint('red', printable(delivery.error ?? ''));
  const headers = answer.headers.map(([name, value]) => printable(`${name}: ${value}`));
  const body = answer.body.length === 0 ? [] : ['', renderBody(answer.body, answer.truncated)];
  return [renderResult(delivery, terminal), ...headers, ...body].join('\n');
}

/** One of several deliveries, as a line. */
export function renderLine(number: number, delivery: Delivery, terminal: Terminal): string {
  return `${String(number).padStart(5)}  ${delivery.answer === null ? renderAnswer(delivery, terminal) : renderResult(delivery, terminal)}`;
}

function renderResult({ answer, acknowledged }: Delivery, terminal: Terminal): string {
  const result = acknowledged ? terminal.paint('green', 'acknowledged') : terminal.paint('red', 'not acknowledged');
  const status = answer?.status ?? 0;
  const note = status >= 300 && status < 400 ? " (providers don't follow redirects)" : '';
  return `${terminal.paint('bold', String(status))}  ${result}${note}  ${answer?.durationMs ?? 0} ms`;
}

function renderBody(bytes: Uint8Array, truncated = false): string {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const shown = indent(text);
  if (shown.length <= maxBodyLength && !truncated) return printableLines(shown.trimEnd());
  return `${printableLines(shown.slice(0, maxBodyLength))}… (${truncated ? 'more than ' : ''}${bytes.length} bytes)`;
}

function indent(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** What `send --json` prints: a stable interface. */
export function describeDeliveries(event: string, { errors, undescribed }: Validity, deliveries: readonly Delivery[]): string {
  return renderJson({
    event,
    valid: errors.length === 0,
    errors,
    undescribed,
    deliveries: deliveries.map(({ request, answer, acknowledged, error }) => ({
      request: { method: 'POST', url: request.url, headers: request.headers, body: decode(request.body) },
      curl: renderCurl(request),
      answer: answer === null ? null : { ...answer, headers: answer.headers, body: decode(answer.body) },
      acknowledged,
      error,
    })),
  });
}

const decode = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

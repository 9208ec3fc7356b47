import { createHash } from 'node:crypto';
import { book, Incomplete } from './bookkeeping.js';
import { isObject, isText, readJson } from './json.js';
import { knownEvents } from './known-events.js';
import { providers } from './providers.js';
import { readBody } from './read-body.js';

const maxBytes = 1_048_576;

/**
 * @typedef {object} EndpointOptions
 * @property {{ readonly gately: readonly string[], readonly ecwid: readonly string[] }} secrets
 * @property {import('./store.js').Store} store
 * @property {() => number} [now] unix milliseconds
 */

/** POST /webhooks/gately and /webhooks/ecwid, for node:http. @param {EndpointOptions} options @returns {import('node:http').RequestListener} */
export function createEndpoint(options) {
  return (request, response) => {
    answer(request, options).then(
      (status) => end(request, response, status),
      // Nothing was kept: the provider shall send it again.
      (error) => {
        if (!request.errored) console.error(error);
        end(request, response, 500);
      },
    );
  };
}

/** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response @param {number} status */
function end(request, response, status) {
  // What is left of a body that nobody reads must not be taken for the next request.
  response.writeHead(status, request.complete ? {} : { connection: 'close' }).end();
}

/** The status to answer with. @param {import('node:http').IncomingMessage} request @param {EndpointOptions} options */
async function answer(request, { secrets, store, now = Date.now }) {
  const [path = ''] = (request.url ?? '').split('?');
  const name = path.replace(/^\/webhooks\//, '');
  const provider = providers.get(name);
  if (provider === undefined) return 404;
  if (request.method !== 'POST') return 405;
  const body = await readBody(request, maxBytes);
  if (body === null) return 413;
  const json = readJson(body);
  const own = name === 'gately' ? secrets.gately : secrets.ecwid;
  if (!provider.isAuthentic({ body, json, headers: request.headers, now: now() }, own)) return 401;
  // From here on it is the provider's: whatever it says, sending it again makes it no better.
  const delivery = describe(name, provider, body, json);
  store.accept(delivery, () => judge(delivery));
  return 200;
}

/** @param {string} name @param {import('./providers.js').Provider} provider @param {Buffer} body @param {unknown} json @returns {import('./store.js').Delivery} */
function describe(name, provider, body, json) {
  const members = isObject(json) ? json : {};
  const { [provider.id]: id, [provider.event]: event } = members;
  return {
    provider: name,
    id: typeof id === 'string' ? id : createHash('sha256').update(body).digest('hex'),
    event: typeof event === 'string' ? event : null,
    body,
    payload: json,
  };
}

/** @param {import('./store.js').Delivery} delivery @returns {import('./store.js').Outcome} */
function judge({ provider, event, payload }) {
  try {
    if (event === null || !isObject(payload)) throw new Incomplete('it names no event');
    checkEnvelope(provider, event, payload);
    return { entry: book(provider, event, payload), aside: null };
  } catch (error) {
    if (!(error instanceof Incomplete)) throw error;
    return { entry: null, aside: error.message };
  }
}

/** @param {string} provider @param {string} event @param {Record<string, unknown>} payload */
function checkEnvelope(provider, event, payload) {
  if (!knownEvents.get(provider)?.includes(event)) throw new Incomplete(`${provider} ${event}: nobody has looked at this event yet`);
  const { id = '', envelope = {} } = providers.get(provider) ?? {};
  for (const [member, isFine] of Object.entries({ [id]: isText, ...envelope }))
    if (!isFine(payload[member])) throw new Incomplete(`${provider} ${event}: /${member} is missing, or of another type`);
}

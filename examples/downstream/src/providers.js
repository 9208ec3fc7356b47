import { createHmac, timingSafeEqual } from 'node:crypto';
import { isObject, isText } from './json.js';

/**
 * @typedef {object} Received
 * @property {Buffer} body the bytes that were sent
 * @property {unknown} json what they say; undefined where they are no JSON
 * @property {import('node:http').IncomingHttpHeaders} headers
 * @property {number} now unix milliseconds
 *
 * @typedef {object} Provider
 * @property {(received: Received, secrets: readonly string[]) => boolean} isAuthentic
 * @property {string} event the member that names the event
 * @property {string} id the member that is the same on every attempt to deliver it
 * @property {Readonly<Record<string, (value: unknown) => boolean>>} envelope what else every event has, as other teams rely on it
 */

/** Ecwid tries for 24 hours, and signs the time of the event and not of the attempt. */
const toleranceMs = 26 * 60 * 60 * 1000;

/** @type {Map<string, Provider>} */
export const providers = new Map([
  [
    'gately',
    {
      isAuthentic({ body, headers }, secrets) {
        const given = headers['x-gately-signature'];
        return secrets.some((secret) => isSame(given, `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`));
      },
      event: 'event',
      id: 'id',
      envelope: { created_at: isText, project_id: isText, data: isObject },
    },
  ],
  [
    'ecwid',
    {
      isAuthentic({ json, headers, now }, secrets) {
        if (!isObject(json) || !Number.isSafeInteger(json['eventCreated']) || typeof json['eventId'] !== 'string') return false;
        if (Math.abs(now - Number(json['eventCreated']) * 1000) > toleranceMs) return false;
        const signed = `${json['eventCreated']}.${json['eventId']}`;
        const given = headers['x-ecwid-webhook-signature'];
        return secrets.some((secret) => isSame(given, createHmac('sha256', secret).update(signed).digest('base64')));
      },
      event: 'eventType',
      id: 'eventId',
      envelope: { storeId: Number.isSafeInteger },
    },
  ],
]);

/** @param {string | string[] | undefined} given @param {string} expected */
function isSame(given, expected) {
  if (typeof given !== 'string') return false;
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

import { coversBody, signsAnyBody, whyUnsigned, whyUntimed } from '../facts.js';
import { listAlterations } from './alterations.js';
import { assertAcknowledged, assertRefused, type Check, defineCheck, NotObservable } from './check.js';
import type { Composing } from './compose.js';
import { breakUtf8, nonObjects, oddBodies } from './odd-bodies.js';
import { listInvalid, listUnknown } from './other-events.js';
import type { Trial } from './trial.js';

/** Clocks and networks differ by less. */
const slackMs = 30_000;

async function checkAcknowledged({ compose, send }: Trial, what: string, composing: Composing): Promise<void> {
  assertAcknowledged(await send(await compose(composing)), `to ${what}`);
}

async function checkTimes({ provider, compose, send, now }: Trial, way: 1 | -1): Promise<void> {
  const toleranceMs = provider.signature?.toleranceMs ?? 0;
  const within = await send(await compose({ at: now() + way * Math.max(0, toleranceMs - slackMs) }));
  assertAcknowledged(within, 'to a signed time that is within the tolerance');
  const beyond = await send(await compose({ at: now() + way * (toleranceMs + slackMs) }));
  assertRefused(beyond, `to a signed time that is ${slackMs / 1000} s beyond the tolerance`);
}

/** What the answers alone show: a receiver accepts genuine requests and no others. */
export const answerChecks: readonly Check[] = [
  defineCheck({
    name: 'the signature is verified over the exact bytes',
    why: 'a body that was parsed and printed again has other bytes: genuine events are refused, and altered ones pass',
    whyNot: whyUnsigned,
    async run(trial) {
      const { provider, compose, send } = trial;
      for (const { name, write } of oddBodies) await checkAcknowledged(trial, `an authentic body with ${name}`, { body: write });
      if (signsAnyBody(provider)) await checkAcknowledged(trial, 'an authentic body that is not UTF-8', { body: breakUtf8 });
      if (!coversBody(provider)) return;
      for (const { name, write } of oddBodies) {
        const signed = await compose();
        const text = new TextDecoder().decode(signed.body);
        if (write(text) === text) continue; // not applicable to this text
        const answer = await send({ ...signed, body: new TextEncoder().encode(write(text)) });
        assertRefused(answer, `to a body with ${name} that was signed without`);
      }
    },
  }),
  defineCheck({
    name: 'an altered request is refused',
    why: 'if anything that is signed can change, a recorded request can be sent again as a new one',
    whyNot: whyUnsigned,
    async run({ provider, compose, send }) {
      for (const { what, request } of listAlterations(provider, await compose())) {
        assertRefused(await send(request), `to a request with ${what}`);
      }
    },
  }),
  defineCheck({
    name: 'a stale timestamp is refused',
    why: 'a recorded request could be sent again at any time, once its id has expired',
    whyNot: whyUntimed,
    run: (trial) => checkTimes(trial, -1),
  }),
  defineCheck({
    name: 'a timestamp in the future is refused',
    why: 'a request that is signed for later would stay valid for as long as its sender wants',
    whyNot: whyUntimed,
    run: (trial) => checkTimes(trial, 1),
  }),
  defineCheck({
    name: 'an unknown event is acknowledged',
    why: 'providers add events; many disable an endpoint that answers 4xx',
    async run(trial) {
      for (const { what, composing } of listUnknown(trial.provider, trial.event)) await checkAcknowledged(trial, what, composing);
    },
  }),
  defineCheck({
    name: 'an event that does not match its schema is acknowledged',
    why: 'providers send what their own schemas forbid, and a retry would be just as invalid',
    async run(trial) {
      const { provider, event } = trial;
      const invalid = listInvalid(provider, event);
      if (invalid.length === 0)
        throw new NotObservable(`${event} has no schema that a payload could break: name another one in options.events`);
      for (const { what, composing } of invalid) await checkAcknowledged(trial, what, composing);
    },
  }),
  defineCheck({
    name: 'a body that is not a JSON object is acknowledged',
    why: 'it is authentic: all the provider can do is send it again, for days',
    whyNot: (provider) => (signsAnyBody(provider) ? null : 'fields of the body are signed: without them no body is authentic'),
    async run(trial) {
      for (const { name, write } of nonObjects) await checkAcknowledged(trial, `an authentic ${name}`, { body: () => write(trial.mark()) });
    },
  }),
];

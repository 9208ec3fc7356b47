import type { SimulatedProvider } from '../provider.js';
import { listAlterations } from './alterations.js';
import { assertKept, type Check, defineCheck, NotObservable } from './check.js';
import type { Composing } from './compose.js';
import { coversBody, isUnsigned, signsAnyBody } from './facts.js';
import { breakUtf8, nonObjects, oddBodies } from './odd-bodies.js';
import { listMisfits, listUnknown } from './other-events.js';
import { answered, isAcknowledged, isRefused, type Trial } from './trial.js';

/** More than clocks and networks differ. */
const slackMs = 30_000;

async function checkAcknowledged({ compose, send }: Trial, what: string, composing: Composing): Promise<void> {
  const answer = await send(await compose(composing));
  assertKept(isAcknowledged(answer), `${answered(answer)} to ${what}`);
}

async function checkTimes({ provider, compose, send, now }: Trial, way: 1 | -1): Promise<void> {
  const toleranceMs = provider.signature?.toleranceMs ?? 0;
  const within = await send(await compose({ at: now() + way * Math.max(0, toleranceMs - slackMs) }));
  assertKept(isAcknowledged(within), `${answered(within)} to a signed time that is within the tolerance`);
  const beyond = await send(await compose({ at: now() + way * (toleranceMs + slackMs) }));
  assertKept(isRefused(beyond), `${answered(beyond)} to a signed time that is ${slackMs / 1000} s beyond the tolerance`);
}

const signsNoTime = ({ signature }: SimulatedProvider) => (signature?.timestamp ? null : 'the provider signs no time');

/** What the answers alone show: whom a receiver trusts, and that it accepts genuine requests. */
export const answerChecks: readonly Check[] = [
  defineCheck({
    name: 'the bytes that were sent are what is verified',
    why: 'what a parser makes of a body is another body: genuine events fail, and altered ones pass',
    whyNot: isUnsigned,
    async run(trial) {
      const { provider, compose, send } = trial;
      for (const { name, write } of oddBodies) await checkAcknowledged(trial, `an authentic body with ${name}`, { body: write });
      if (signsAnyBody(provider)) await checkAcknowledged(trial, 'an authentic body that is not UTF-8', { body: breakUtf8 });
      if (!coversBody(provider)) return;
      for (const { name, write } of oddBodies) {
        const signed = await compose();
        const text = new TextDecoder().decode(signed.body);
        if (write(text) === text) continue; // not applicable to this text
        const body = new TextEncoder().encode(write(text));
        const answer = await send({ ...signed, body });
        assertKept(isRefused(answer), `${answered(answer)} to a body with ${name} that was signed without`);
      }
    },
  }),
  defineCheck({
    name: 'what was altered is refused',
    why: 'with anything that is signed left free, a recorded request can be sent again as new',
    whyNot: isUnsigned,
    async run({ provider, compose, send }) {
      for (const { what, request } of listAlterations(provider, await compose())) {
        const answer = await send(request);
        assertKept(isRefused(answer), `${answered(answer)} to a request with ${what}`);
      }
    },
  }),
  defineCheck({
    name: 'a stale time is refused',
    why: 'a request that was recorded could be sent again at any time, once its id is forgotten',
    whyNot: signsNoTime,
    run: (trial) => checkTimes(trial, -1),
  }),
  defineCheck({
    name: 'a time in the future is refused',
    why: 'a request signed for later would be good for as long as its maker likes',
    whyNot: signsNoTime,
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
    name: 'an event that does not fit its schema is acknowledged',
    why: 'providers send what their own schemas forbid, and sending it again makes it no better',
    async run(trial) {
      const { provider, event } = trial;
      const misfits = listMisfits(provider, event);
      if (misfits.length === 0) throw new NotObservable(`${event} has no schema that a payload could break: name another as options.event`);
      for (const { what, composing } of misfits) await checkAcknowledged(trial, what, composing);
    },
  }),
  defineCheck({
    name: 'a body that is no JSON object is acknowledged',
    why: 'it is authentic: the provider can do nothing but send it again, for days',
    whyNot: (provider) => (signsAnyBody(provider) ? null : 'members of the body are signed: without them nothing is authentic'),
    async run(trial) {
      for (const { name, write } of nonObjects) await checkAcknowledged(trial, `an authentic ${name}`, { body: () => write(trial.mark()) });
    },
  }),
];

import { type Answering, type Check, insist, isAcknowledged, isRefused, show } from './check.js';
import { knownEvent, notUtf8, oddBodies, order, sign, signHeaders } from './sign.js';

/** Off the limit by more than clocks and networks are, so that these checks may run over a URL too. */
const slackMs = 30_000;

async function acknowledgesAll({ fetch, now }: Answering, bodies: readonly (string | Uint8Array<ArrayBuffer>)[]): Promise<void> {
  for (const [at, body] of bodies.entries()) {
    const { status } = await fetch(sign({ id: `msg_${at}`, body, at: now() }));
    insist(isAcknowledged(status), `answered ${status} to an authentic ${show(body)}`);
  }
}

async function judgesTimes({ fetch, now, toleranceMs }: Answering, way: 1 | -1): Promise<void> {
  const within = await fetch(sign({ id: 'msg_1', at: now() + way * (toleranceMs - slackMs) }));
  insist(isAcknowledged(within.status), `answered ${within.status} to a signed time that is within the tolerance`);
  const beyond = await fetch(sign({ id: 'msg_2', at: now() + way * (toleranceMs + slackMs) }));
  insist(isRefused(beyond.status), `answered ${beyond.status} to a signed time that is ${slackMs / 1000} s beyond the tolerance`);
}

/** What the answers alone tell: whom a receiver believes, and that it keeps what it believes. */
export const answerChecks: readonly Check<Answering>[] = [
  {
    name: 'the bytes that were sent are what is verified',
    why: 'what a parser makes of a body is another body: genuine events fail, and altered ones pass',
    async run(opened) {
      await acknowledgesAll(opened, [...oddBodies.map(({ body }) => body), notUtf8]);
      for (const { name, body } of oddBodies) {
        const signed = { id: `msg_${name.length}`, body: order, at: opened.now() };
        const same = JSON.stringify(JSON.parse(Buffer.from(body).toString()));
        const { status } = await opened.fetch(sign({ ...signed, body: same }, { body }));
        insist(isRefused(status), `answered ${status} to a body with ${name} that was signed without`);
      }
    },
  },
  {
    name: 'what was altered is refused',
    why: 'the signature covers id, time and body: with any of them free a recorded request can be sent again as new',
    async run({ fetch, now }) {
      const signed = { id: 'msg_1', at: now() };
      const { 'webhook-signature': signature = '' } = signHeaders(signed);
      const altered: { what: string; changes: Parameters<typeof sign>[1] }[] = [
        { what: 'another body', changes: { body: order.replace('o1', 'o2') } },
        { what: 'a body that goes on', changes: { body: `${order}0` } },
        { what: 'another id', changes: { headers: { 'webhook-id': 'msg_2' } } },
        { what: 'another time', changes: { headers: { 'webhook-timestamp': String(Math.floor(now() / 1000) - 1) } } },
        { what: 'half a signature', changes: { headers: { 'webhook-signature': signature.slice(0, 24) } } },
        { what: 'no signature', changes: { headers: { 'webhook-signature': '' } } },
      ];
      for (const { what, changes } of altered) {
        const { status } = await fetch(sign(signed, changes));
        insist(isRefused(status), `answered ${status} to a request with ${what}`);
      }
    },
  },
  {
    name: 'a stale time is refused',
    why: 'a request that was recorded could be sent again at any time, once its id is forgotten',
    run: (opened) => judgesTimes(opened, -1),
  },
  {
    name: 'a time in the future is refused',
    why: 'a request signed for later would be good for as long as its maker likes',
    run: (opened) => judgesTimes(opened, 1),
  },
  {
    name: 'an unknown event is acknowledged',
    why: 'providers add events; many switch an endpoint off that answers 4xx',
    run: (opened) => acknowledgesAll(opened, [JSON.stringify({ type: 'order.vanished', id: 'o1' }), '{}']),
  },
  {
    name: 'an event that does not fit its schema is acknowledged',
    why: 'providers send what their own schemas forbid, and sending it again makes it no better',
    run: (opened) => acknowledgesAll(opened, [JSON.stringify({ type: knownEvent, id: 1 }), JSON.stringify({ type: knownEvent })]),
  },
  {
    name: 'a body that is no JSON object is acknowledged',
    why: 'it is authentic: the provider can do nothing but send it again, for days',
    run: (opened) => acknowledgesAll(opened, ['no JSON', '{', '"text"', '42', 'null', '[]']),
  },
];

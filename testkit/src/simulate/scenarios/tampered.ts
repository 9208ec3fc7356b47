import type { Source } from '@hookbook/runtime';
import { describeDelivery, escapeUnits, listSources, openBody } from '@hookbook/runtime/inspect';
import { alterAt, alterPayload, alterValue } from '../alter.js';
import type { BuiltDelivery } from '../build-delivery.js';
import { coversBody, whyUnsigned } from '../facts.js';
import { judgeAcknowledged, judgeRefused } from '../judge.js';
import type { SimulatedProvider } from '../provider.js';
import type { Scenario } from '../scenario.js';
import type { Stage } from '../stage.js';
import { reseal } from './forged.js';

export const tampered: Scenario = {
  name: 'tampered',
  shows: 'Requests that were changed after signing; then one in an unusual spelling with a valid signature.',
  why: 'A signature protects only what it covers, byte by byte.',
  whyNot: whyUnsigned,
  async play(stage) {
    const { signature, title } = stage.provider;
    if (signature === null) return;
    const covers = coversBody(stage.provider);
    const sources = listSources(signature.signed).filter(({ kind }) => kind === 'header' || !covers);
    const changed = [...(covers ? await changeBody(stage) : []), ...(await changeValues(stage, sources))];
    const deliveries = [];
    for (const { trait, delivery } of changed) deliveries.push(...(await stage.send({ delivery, trait, once: true })));
    const why = 'Anyone between provider and endpoint, or with a recorded request, can change its content.';
    judgeRefused(stage, { name: 'refused', what: 'requests that were changed', why }, deliveries);
    if (!covers) {
      const named = sources.map((source) => (source.kind === 'pointer' ? source.pointer : source.header)).join(' and ');
      stage.note(
        `The signature covers only ${named}: other changes cannot be detected and were not tried. ` +
          `Treat events as hints, and read important data from ${title} itself.`,
      );
    }
    const sent = await stage.send({ delivery: await stage.build({ print: printUnusually }), trait: 'spelled in an unusual way' });
    const bytes = 'The signature covers bytes: after parsing and printing they differ, and the signature of a genuine request fails.';
    judgeAcknowledged(stage, { name: 'other-spelling-acknowledged', what: 'blanks and escapes that JSON allows', why: bytes }, sent);
    stage.expectEffects({ name: 'no-effect', what: 'requests that were changed', times: 0, why }, deliveries);
    stage.expectEffects({ name: 'one-effect', what: 'the delivery in another spelling', times: 1, why: bytes }, sent);
  },
};

interface Changed {
  readonly trait: string;
  readonly delivery: BuiltDelivery;
}

async function changeBody(stage: Stage): Promise<Changed[]> {
  const { provider } = stage;
  const value = await stage.build();
  const blank = await stage.build();
  return [
    { trait: 'a value changed', delivery: await replaceBody(provider, value, JSON.stringify(alterPayload(provider, value.payload))) },
    { trait: 'a line break added', delivery: await replaceBody(provider, blank, `${new TextDecoder().decode(blank.body)}\n`) },
  ];
}

/** The same headers, and so the same signature, with other bytes. */
async function replaceBody(provider: SimulatedProvider, delivery: BuiltDelivery, text: string): Promise<BuiltDelivery> {
  const body = new TextEncoder().encode(text);
  const headers = new Headers(await delivery.seal(0));
  return { ...delivery, body, id: await describeDelivery(provider, headers, openBody(body)) };
}

async function changeValues(stage: Stage, sources: readonly Source[]): Promise<Changed[]> {
  const changed: Changed[] = [];
  for (const source of sources) {
    const delivery = await stage.build();
    if (source.kind === 'header') {
      const name = source.header;
      const altered = reseal(delivery, (headers) => ({ ...headers, [name]: String(alterValue(headers[name])) }));
      changed.push({ trait: `${name} changed`, delivery: altered });
      continue;
    }
    const text = JSON.stringify(alterAt(delivery.payload, source.pointer));
    changed.push({ trait: `${source.pointer} changed`, delivery: await replaceBody(stage.provider, delivery, text) });
  }
  return changed;
}

/** Line breaks, escaped slashes and escaped non-ASCII characters, as PHP and Python print them. */
function printUnusually(payload: unknown): string {
  return JSON.stringify(payload, null, 2)
    .replaceAll('/', '\\/')
    .replace(/[^ -~\n]/g, escapeUnits);
}

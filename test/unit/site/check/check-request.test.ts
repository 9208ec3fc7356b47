import { beforeAll, describe, expect, it, test } from 'vitest';
import { compileEvent } from '../../../../catalogue/compile/compile.js';
import type { Json } from '../../../../catalogue/model/model.js';
import { listProviderEvents } from '../../../../cli/find-event.js';
import { type Judge, judgePayload } from '../../../../cli/validate.js';
import { type CheckInput, checkRequest, type RequestReport } from '../../../../site/theme/check/check-request.js';
import type { CheckedProvider } from '../../../../site/theme/check/checked-provider.js';
import { readHeaders } from '../../../../site/theme/check/headers.js';
import { catalogue, loadProviders, readFixtures, readMutants, type Sent } from './providers.js';

let providers: readonly CheckedProvider[];
beforeAll(async () => {
  providers = await loadProviders();
});

interface Given {
  readonly text: string;
  readonly provider?: string;
  readonly event?: string;
  readonly headers?: string;
  readonly bytes?: Uint8Array<ArrayBuffer>;
}

function check({ text, provider, event, headers = '', bytes }: Given): Promise<RequestReport> {
  const input: CheckInput = {
    ...{ text, bytes: bytes ?? null, pasted: readHeaders(headers), secret: '', now: 0 },
    event: provider === undefined || event === undefined ? null : { provider, name: event },
    providers: providers.filter(({ key }) => provider === undefined || key === provider),
  };
  return checkRequest(input);
}

/** The event and the errors, as `hookbook validate` says them. */
function summarise(report: RequestReport) {
  if (report.kind !== 'json') return report.kind;
  const { finding, errors } = report;
  if (finding.kind === 'event') {
    const { provider, event, strict } = finding.best;
    const key = `${provider.key}.${event.name}`;
    return {
      event: key,
      valid: strict.length === 0,
      errors: errors.map(({ pointer, keyword, message }) => ({ pointer, keyword, message })),
    };
  }
  return { event: null, valid: finding.kind === 'several', errors: [] };
}

const compiled = new Map<string, ReturnType<typeof compileEvent>>();
const judge: Judge = ({ provider, event }, payload) => {
  const validate = compiled.get(event.key) ?? compileEvent(provider, event, 'strict');
  compiled.set(event.key, validate);
  return validate(payload).map(({ pointer, keyword, message }) => ({ pointer, keyword, message }));
};

/** What the command says; where it names no event, its only error is that. */
function validate(payload: unknown) {
  const { event, valid, errors } = judgePayload('', payload as Json, listProviderEvents(catalogue), judge);
  return { event, valid, errors: event === null ? [] : errors };
}

describe('the answers of hookbook validate', () => {
  it('on every fixture: valid', async () => {
    const fixtures = readFixtures();
    expect(fixtures.length).toBeGreaterThan(117);
    for (const sent of fixtures) {
      const found = summarise(await check({ text: JSON.stringify(sent.payload) }));
      expect(found, describeSent(sent)).toEqual(validate(sent.payload));
      expect(found, describeSent(sent)).toMatchObject({ valid: true });
      expect(summarise(await check({ ...sent, text: JSON.stringify(sent.payload) })), describeSent(sent)).toMatchObject({ valid: true });
    }
  });

  it('on every mutant: invalid', async () => {
    const mutants = readMutants();
    expect(mutants.length).toBeGreaterThan(117);
    for (const sent of mutants) {
      const text = JSON.stringify(sent.payload);
      const found = summarise(await check({ text }));
      expect(found, describeSent(sent)).toEqual(validate(sent.payload));
      expect(summarise(await check({ ...sent, text })), describeSent(sent)).toMatchObject({ valid: false });
    }
  });
});

const describeSent = ({ provider, event, name }: Sent) => `${provider}/${event} ${name}`;

const acme = '{"id": "e1", "created_at": "2023-01-01T12:00:00Z",\n "type": "user.deleted",\n "data": {"user_id": 5}}';

describe('what a reader is told', () => {
  it('where a fault stands, and whether receivers mind it', async () => {
    const report = await check({ text: acme });
    expect(report).toMatchObject({ errors: [{ pointer: '/data/user_id', range: { line: 3, column: 22 }, refused: true }] });
  });

  it('of a missing member, the object that lacks it', async () => {
    const text = acme.replace('"user_id": 5', '"x": {}');
    const report = await check({ text });
    expect(report).toMatchObject({ errors: [{ pointer: '/data/user_id', range: { line: 3, column: 10 } }] });
  });

  it('that receivers let pass what the contract does not know', async () => {
    const sent = readFixtures().find(({ provider, event }) => provider === 'creads' && event === 'project_message.created');
    const payload = sent?.payload as { readonly resource: object };
    const text = JSON.stringify({ ...payload, resource: { ...payload.resource, type: 'brand-new' } });
    const report = await check({ text, provider: 'creads' });
    expect(report).toMatchObject({ finding: { best: { tolerant: [] } }, errors: [{ pointer: '/resource/type', refused: false }] });
  });

  it('which values are near one that no event has', async () => {
    const report = await check({ text: '{"type": "user.deletd"}', provider: 'acme' });
    expect(report).toMatchObject({ finding: { kind: 'unknown', clues: [{ said: 'user.deletd', near: ['user.deleted'] }] } });
  });

  it('that it is judged as the event that was asked for', async () => {
    const report = await check({ text: acme, provider: 'acme', event: 'user.created' });
    expect(report).toMatchObject({ asked: true, finding: { best: { event: { name: 'user.created' } } } });
  });

  test.each<{ name: string; given: Given; want: string[] }>([
    { name: 'a byte order mark', given: { text: `\uFEFF${acme}` }, want: ['bom'] },
    { name: 'a name that occurs twice', given: { text: acme.replace('{"id"', '{"id": "e0", "id"') }, want: ['repeated'] },
    { name: 'the event said twice', given: { text: acme.replace('{"id"', '{"type": "x", "id"') }, want: ['repeated', 'repeated-told'] },
    {
      name: 'a number that JavaScript changes',
      given: { text: acme.replace('{"id"', '{"n": 12345678901234567890, "id"') },
      want: ['lossy'],
    },
    { name: 'a body that receivers refuse by its size', given: { text: `${acme}${' '.repeat(1_048_576)}` }, want: ['large'] },
    { name: 'deep nesting', given: { text: acme.replace('5', `${'['.repeat(600)}${']'.repeat(600)}`) }, want: ['too-deep'] },
    { name: 'bytes that are no text', given: { text: acme, bytes: Uint8Array.of(0xff) }, want: ['not-utf-8'] },
    { name: 'nothing more', given: { text: acme }, want: [] },
  ])('$name', async ({ given, want }) => {
    expect((await check(given)).remarks.map(({ kind }) => kind)).toEqual(want);
  });

  it('where a text stops being JSON', async () => {
    expect(await check({ text: '{\n  "a": 1,\n}' })).toMatchObject({ kind: 'not-json', why: 'comma', range: { line: 3, column: 1 } });
  });

  it('prefers the provider whose signature header came, of two that come as close', async () => {
    const text = '{"type": "user.created"}';
    const plain = await check({ text });
    const signed = await check({ text, headers: 'X-Webhook-Signature: 00' });
    expect(summarise(plain)).toMatchObject({ event: 'ulule.user.created' });
    expect(summarise(signed)).toMatchObject({ event: 'acme.user.created' });
    expect(signed.signature).toMatchObject({ provider: { key: 'acme' }, result: { kind: 'no-secret' } });
  });
});

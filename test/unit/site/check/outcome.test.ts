import type { SignatureScheme } from '@hookbook/runtime';
import { refusals } from '@hookbook/runtime/inspect';
import { afterAll, beforeAll, describe, expect, it, test, vi } from 'vitest';
import { checkRequest, type RequestReport } from '../../../../site/theme/check/check-request.js';
import type { CheckedProvider } from '../../../../site/theme/check/checked-provider.js';
import { readHeaders } from '../../../../site/theme/check/headers.js';
import { loadProviders } from './providers.js';
import { askReceiver, type RealAnswer } from './real-receiver.js';
import { listPayloads, type Payload, signLines } from './sent-requests.js';
import { type Shown, showReport } from './show-report.js';
import { listSignatures, type Sent, secrets, standard, timed } from './signature-states.js';

// Files share modules: no earlier file's may lack the mock, and no later file may get it.
vi.hoisted(() => vi.resetModules());
afterAll(() => {
  vi.doUnmock('vitepress');
  vi.resetModules();
});

vi.mock('vitepress', () => ({ withBase: (path: string) => path }));

/** By whom the requests are sent: those of the committed document, and Acme as if it signed in other ways. */
const senders: readonly { readonly key: string; readonly as?: SignatureScheme }[] = [
  ...['acme', 'ecwid', 'gately', 'creads', 'ulule'].map((key) => ({ key })),
  { key: 'acme', as: timed },
  { key: 'acme', as: standard },
];

interface Judged {
  readonly title: string;
  readonly provider: CheckedProvider;
  readonly payload: Payload;
  readonly sent: Sent;
  readonly report: RequestReport;
  readonly real: RealAnswer;
}

const judged: Judged[] = [];

beforeAll(async () => {
  const loaded = await loadProviders();
  for (const { key, as } of senders) {
    const found = loaded.find((one) => one.key === key);
    if (found === undefined) throw new Error(key);
    const provider: CheckedProvider = as === undefined ? found : { ...found, contract: { ...found.contract, signature: as } };
    for (const payload of listPayloads(provider, key)) {
      for (const sent of await listSignatures(provider, payload.bytes, signedAt(provider, payload))) {
        const { text, bytes } = payload;
        const pasted = readHeaders(sent.headers);
        const report = await checkRequest({ text, bytes, pasted, secret: sent.secret, event: null, providers: [provider], now: sent.now });
        const secret = secrets[provider.contract.signature?.scheme ?? 'custom'][0] ?? '';
        const real = await askReceiver(provider, { headers: sent.real ?? sent.headers, body: bytes, secret, now: sent.now });
        const title = `${key}${as === undefined ? '' : `, ${as.scheme}`}: ${payload.name}, signature: ${sent.name}`;
        judged.push({ title, provider, payload, sent, report, real });
      }
    }
  }
}, 240_000);

/** A time that is signed in the body can't be chosen. */
function signedAt({ contract: { signature } }: CheckedProvider, { text }: Payload): number {
  const now = Date.UTC(2026, 10, 21, 12);
  if (signature?.timestamp?.kind !== 'pointer') return now;
  const found = new RegExp(`"${signature.timestamp.pointer.slice(1)}":"?([^",]+)`).exec(text)?.[1] ?? '';
  return /^\d+$/.test(found) ? Number(found) * 1000 : Date.parse(found) || now;
}

const isUnseen = ({ headers, name }: Sent) => headers === '' || name === 'a secret that can be none';

const done = { valid: 'done', tolerated: 'done', other: 'done', invalid: 'invalid', unreadable: 'invalid', unknown: 'unknown' } as const;

describe('the outcome of a request', () => {
  it('covers every state of a payload and of a signature', () => {
    expect(judged.length).toBeGreaterThan(600);
    expect([...new Set(judged.map(({ payload }) => payload.state))].sort()).toEqual([
      'invalid',
      'tolerated',
      'unknown',
      'unreadable',
      'valid',
    ]);
    const reasons = judged.flatMap(({ report: { outcome } }) => (outcome.kind === 'refused' ? [outcome.reason] : []));
    expect([...new Set(reasons)].sort()).toEqual([
      ...['header-repeated', 'signature-malformed', 'signature-mismatch', 'signature-missing', 'signed-value-missing'],
      ...['signed-value-unreadable', 'timestamp-malformed', 'timestamp-out-of-tolerance'],
    ]);
  });

  it('is what the real receiver answers, with its status and its state in the inbox', () => {
    for (const { title, payload, sent, report, real } of judged) {
      const { outcome } = report;
      // A payload without what its signature covers can't be signed, which no one can see without a signature.
      if (real.reason?.startsWith('signed-value-') && isUnseen(sent) && outcome.kind === 'answered') continue;
      if (outcome.kind === 'refused') {
        expect({ status: refusals[outcome.reason].status, reason: outcome.reason, state: null, handled: null }, title).toEqual(real);
        continue;
      }
      expect(real, title).toMatchObject({ reason: null, state: done[outcome.payload] });
      expect(outcome.payload, title).toBe(payload.state);
      expect(outcome.answer, title).toMatchObject(
        real.state === 'done' ? { kind: 'handled', status: real.status, event: real.handled } : { status: real.status, state: real.state },
      );
    }
  });

  it('takes nothing for a secret that no receiver would start with', async () => {
    for (const { title, provider, payload, sent } of judged.filter((one) => one.sent.name === 'a secret that can be none')) {
      const started = askReceiver(provider, { headers: sent.headers, body: payload.bytes, secret: sent.secret, now: sent.now });
      await expect(started, title).rejects.toThrow(TypeError);
    }
  });

  it('is that nothing was checked, exactly where the tool lacks something', () => {
    for (const { title, sent, report } of judged) {
      const { outcome } = report;
      if (outcome.kind === 'refused') continue;
      const want = sent.name === 'valid' ? 'valid' : sent.name.startsWith('unsigned') ? 'unsigned' : 'unchecked';
      expect(outcome.trust, title).toBe(want);
      expect(sent.real !== undefined || want !== 'unchecked', title).toBe(true);
    }
  });

  it('comes first, in one sentence, and no other sentence says what a receiver does', async () => {
    const seen = new Map<string, string>();
    for (const { title, report } of judged) {
      for (const language of ['en', 'fr'] as const) {
        const shown = await showReport(report, language);
        expect(shown.headline, title).toMatch(/^[A-ZÀÉ][^{}]*\.$/);
        expect(shown.below, title).not.toMatch(/[{}]|undefined|\bnull\b|NaN/);
        expect(shown.below, title).not.toMatch(answers[language]);
        expectAgreement(report, shown, language, title);
        if (language === 'en') seen.set(shown.headline, title);
      }
    }
    expect([...seen.keys()].sort()).toEqual(headlines.toSorted());
  });
});

/** What only the outcome may say. */
const answers = {
  en: /\b(?:receivers?|accept\w*|refus\w+|acknowledg\w+|quarantin\w+|handle[sd]?|handlers?|stores?)\b/i,
  fr: /destinataire|accept|refus|accuse|quarantaine|traite|enregistre/i,
};

const headlines = [
  'A receiver accepts and handles this request.',
  'A receiver acknowledges this request, but quarantines it: the payload is invalid.',
  'A receiver acknowledges this request, but quarantines it: the payload can’t be read.',
  'A receiver acknowledges this request, but quarantines it: the event is unknown.',
  'A receiver refuses this request: a header that must be unique is repeated.',
  'A receiver refuses this request: a signed value can’t be read.',
  'A receiver refuses this request: a signed value is missing.',
  'A receiver refuses this request: its signature is malformed.',
  'A receiver refuses this request: its signature is missing.',
  'A receiver refuses this request: its signature is not valid.',
  'A receiver refuses this request: its signed time is malformed.',
  'A receiver refuses this request: its signed time is too far from the current time.',
  ...['signature not checked', 'there is no signature to check'].flatMap((clause) => [
    `The payload is valid; ${clause}.`,
    `The payload is invalid; ${clause}.`,
    `The payload can’t be read; ${clause}.`,
    `The event is unknown; ${clause}.`,
    `The payload differs from the contract, but receivers tolerate it; ${clause}.`,
  ]),
];

const names = { en: { payload: 'Payload', signature: 'Signature' }, fr: { payload: 'Corps', signature: 'Signature' } } as const;
const unchecked = { en: /^Not checked/, fr: /^Non vérifiée/ };
const payloads = {
  en: {
    valid: /^Matches the contract\.$/,
    tolerated: /^Differs from the contract in .* tolerated\.$/,
    invalid: /^Does not match the contract: \d+ errors?\.$/,
    unknown: /^(?:Not checked, because the event is unknown|Compared with \S+: .*)\.$/,
    unreadable: /^(?:Not JSON\.|It begins with a byte order mark|It is not UTF-8|It nests)/,
  },
  fr: {
    valid: /^Conforme au contrat\.$/,
    tolerated: /^\d+ écarts? par rapport au contrat, .*tolérés?\.$/,
    invalid: /^Non conforme au contrat : \d+ erreurs?\.$/,
    unknown: /^(?:Non vérifié, car l’évènement est inconnu|Comparé à \S+ : .*)\.$/,
    unreadable: /^(?:Ce n’est pas du JSON\.|Il commence par une marque|Ce n’est pas de l’UTF-8|Il a plus de 512)/,
  },
} as const;

/** Each part says the same as the outcome, of its own part. */
function expectAgreement(
  { outcome, payload, signature }: RequestReport,
  { headline, parts }: Shown,
  language: 'en' | 'fr',
  title: string,
): void {
  const said = parts.get(names[language].signature) ?? '';
  const kind = signature?.result.kind;
  expect(/^Valide?\.$/.test(said), title).toBe(kind === 'valid');
  if (outcome.kind === 'answered') expect(unchecked[language].test(said), title).toBe(outcome.trust !== 'valid');
  else if (/signature (?:is|manque|est|n’est)/.test(headline)) expect(said, title).toMatch(/^(?:Not valid|Non valide|Missing|Absente)/);
  if (payload.state !== 'other') expect(parts.get(names[language].payload), title).toMatch(payloads[language][payload.state]);
}

describe('a whole request', () => {
  const body = '{"id": "e1", "created_at": "2023-01-01T12:00:00Z", "type": "user.deleted", "data": {"user_id": "5"}}';
  const secret = secrets.custom[0] ?? '';
  const bytes = new TextEncoder().encode(body);
  test.each([
    { name: 'with another method', head: 'PUT / HTTP/1.1', want: 'method-not-allowed' },
    { name: 'without a content type', head: 'POST / HTTP/1.1', type: null, want: 'unsupported-media-type' },
    { name: 'of another content type', type: 'text/plain', want: 'unsupported-media-type' },
    { name: 'that is compressed', more: 'Content-Encoding: gzip', want: 'unsupported-content-encoding' },
    { name: 'that announces too much', more: 'Content-Length: 1048577', want: 'body-too-large' },
    { name: 'that is too large', padding: 1_048_576, want: 'body-too-large' },
    { name: 'with two content types', more: 'Content-Type: application/json', want: 'unsupported-media-type' },
    { name: 'of which nothing is wrong', head: 'POST / HTTP/1.1', want: null },
  ])('$name', async ({ head, type = 'application/json', more, padding = 0, want }) => {
    const provider = (await loadProviders()).find(({ key }) => key === 'acme');
    if (provider === undefined) throw new Error('acme');
    const text = `${body}${' '.repeat(padding)}`;
    const sent = padding === 0 ? bytes : new TextEncoder().encode(text);
    const [, signature = ''] = (await signLines(provider, sent, secret, 0)).split('\n');
    const headers = [head, type === null ? null : `Content-Type: ${type}`, more, signature].filter((line) => line != null).join('\n');
    const real = await askReceiver(provider, { headers, body: sent, secret, now: 0 });
    expect(real.reason).toBe(want);
    for (const given of [secret, '']) {
      const report = await checkRequest({
        text,
        bytes: null,
        pasted: readHeaders(headers),
        secret: given,
        event: null,
        providers: [provider],
        now: 0,
      });
      expect(report.outcome).toMatchObject(want === null ? { kind: 'answered' } : { kind: 'refused', reason: want });
      const { headline, effect } = await showReport(report, 'en');
      if (want !== null)
        expect(`${headline} ${effect}`).toMatch(new RegExp(`^A receiver refuses this request: .* It answers ${real.status} ${want} `));
    }
  });
});

describe('a payload next to what was chosen', () => {
  const payload = '{"id": "e1", "created_at": "2023-01-01T12:00:00Z", "type": "user.deleted", "data": {"user_id": "5"}}';
  const check = async (event: string | null, keys: readonly string[], text = payload, headers = '') => {
    const loaded = await loadProviders();
    const providers = loaded.filter(({ key }) => keys.includes(key));
    const asked = event === null ? null : { provider: 'acme', name: event };
    return showReport(
      await checkRequest({ text, bytes: null, pasted: readHeaders(headers), secret: '', event: asked, providers, now: 0 }),
      'en',
    );
  };

  it('is its own event, and only compared with another that was chosen', async () => {
    const { headline, effect, parts } = await check('user.created', ['acme']);
    expect(headline).toBe('The payload is valid, but as another event than the one you chose; signature not checked.');
    expect(effect).toBe('If the signature passes the check, a receiver answers 200 and runs the handlers of user.deleted.');
    expect(parts.get('Event')).toBe('user.deleted; compared with user.created · Acme , as you chose');
    expect(parts.get('Payload')).toMatch(/^Compared with user\.created: \d+ errors?\.$/);
  });

  it('is handled as its own event', async () => {
    const [acme] = (await loadProviders()).filter(({ key }) => key === 'acme');
    if (acme === undefined) throw new Error('acme');
    const [secret = ''] = secrets.custom;
    const pasted = readHeaders(await signLines(acme, new TextEncoder().encode(payload), secret, 0));
    const event = { provider: 'acme', name: 'user.created' };
    const { headline, effect } = await showReport(
      await checkRequest({ text: payload, bytes: null, pasted, secret, event, providers: [acme], now: 0 }),
      'en',
    );
    expect(headline).toBe('A receiver accepts and handles this request, but as another event than the one you chose.');
    expect(effect).toBe('It answers 200 and runs the handlers of user.deleted.');
  });

  it('is unknown if no receiver knows it, whatever was chosen', async () => {
    const { headline, parts } = await check('user.deleted', ['acme'], payload.replace('user.deleted', 'user.deletd'));
    expect(headline).toBe('The event is unknown; signature not checked.');
    expect(parts.get('Payload')).toBe('Compared with user.deleted: 1 error.');
  });

  it('has no receiver if nothing distinguishes the events', async () => {
    const [acme] = (await loadProviders()).filter(({ key }) => key === 'acme');
    if (acme === undefined) throw new Error('acme');
    const { findEvent: _, ...untold } = acme.tolerant;
    const provider = { ...acme, tolerant: untold, contract: { ...acme.contract, discriminator: [], signature: null } };
    const report = await checkRequest({
      text: payload,
      bytes: null,
      pasted: readHeaders(''),
      secret: '',
      event: null,
      providers: [provider],
      now: 0,
    });
    const { headline, effect } = await showReport(report, 'en');
    expect(headline).toBe('The payload is valid; there is no signature to check.');
    expect(effect).toBe('Hookbook generates no receiver for this provider, because nothing distinguishes its events.');
  });

  it('of no known provider says what to choose, and nothing of an answer', async () => {
    const { headline, effect, parts } = await check(null, ['acme', 'gately', 'ecwid'], '{"type": "x"}');
    expect(headline).toBe('The event is unknown; signature not checked.');
    expect(effect).toBe('');
    expect(parts.get('Signature')).toBe('Not checked: choose the provider.');
  });
});

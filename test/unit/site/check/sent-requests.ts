import type { SignedPart } from '@hookbook/runtime';
import { parseSignedTime } from '@hookbook/runtime/inspect';
import { sign } from '@hookbook/testkit/simulate';
import type { CheckedProvider } from '../../../../site/theme/check/checked-provider.js';
import type { PayloadState } from '../../../../site/theme/check/read-payload.js';
import { readFixtures, readMutants } from './providers.js';

export interface Payload {
  readonly name: string;
  readonly text: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly state: PayloadState;
}

type Json = Record<string, unknown>;

const encode = (text: string) => new TextEncoder().encode(text);

/** A payload of each state, of a provider whose events are identified by top-level properties. */
export function listPayloads(provider: CheckedProvider, fixtureKey: string): Payload[] {
  const made = (name: string, state: PayloadState, text: string, bytes = encode(text)): Payload => ({ name, state, text, bytes });
  const ofState = (state: 'valid' | 'tolerated' | 'invalid') => {
    const found = [...readFixtures(), ...readMutants(), ...listGrown(fixtureKey)].find(
      (sent) => sent.provider === fixtureKey && isSignable(provider, sent.payload as Json) && stateOf(provider, sent.payload) === state,
    );
    return found === undefined ? [] : [found.payload as Json];
  };
  const [source] = provider.contract.discriminator;
  const told = source?.kind === 'pointer' ? source.pointer.slice(1) : '';
  const [valid] = ofState('valid');
  if (valid === undefined) throw new Error(`${fixtureKey} has no valid fixture`);
  const { [told]: _, ...untold } = valid;
  const text = JSON.stringify(valid);
  return [
    made('valid', 'valid', text),
    ...ofState('tolerated').map((value) => made('tolerated', 'tolerated', JSON.stringify(value))),
    ...ofState('invalid').map((value) => made('invalid', 'invalid', JSON.stringify(value))),
    ...['"x":1,"x":2', '"x":12345678901234567890'].map((added) => {
      const warned = text.replace(/}$/, `,${added}}`);
      return made(`with ${added}`, stateOf(provider, JSON.parse(warned)), warned);
    }),
    made('unknown event', 'unknown', JSON.stringify({ ...valid, [told]: 'nothing.like.it' })),
    made('no event', 'unknown', JSON.stringify(untold)),
    made('the event twice', 'unknown', text.replace('{', `{${JSON.stringify(told)}:"x",`)),
    made('not JSON', 'unreadable', text.slice(0, -1)),
    made('a byte order mark', 'unreadable', `\uFEFF${text}`),
    made('not UTF-8', 'unreadable', text, Uint8Array.of(...encode(text.slice(0, -1)), 0x2c, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d)),
    made('too deep', 'unreadable', text.replace(/}$/, `,"x":${'['.repeat(600)}${']'.repeat(600)}}`)),
  ];
}

/** Enum values that a later version of the provider may send. */
function listGrown(key: string) {
  return readFixtures().flatMap((sent) => {
    const { resource } = sent.payload as { readonly resource?: Json };
    if (sent.provider !== key || typeof resource?.['type'] !== 'string') return [];
    return [{ ...sent, payload: { ...(sent.payload as Json), resource: { ...resource, type: 'brand-new' } } }];
  });
}

function stateOf({ tolerant, strict }: CheckedProvider, payload: unknown): PayloadState {
  const name = tolerant.findEvent?.(payload, () => null) ?? null;
  if (name === null) return 'unknown';
  if (tolerant.validators[name]?.validate(payload).valid !== true) return 'invalid';
  return strict.validators[name]?.validate(payload).valid === true ? 'valid' : 'tolerated';
}

/** Whether it has what the signature covers, and a signed time that is one. */
function isSignable({ contract: { signature } }: CheckedProvider, payload: Json): boolean {
  const read = (source: SignedPart) => (source.kind === 'pointer' ? String(payload[source.pointer.slice(1)] ?? '') : null);
  const time = signature === null || signature.timestamp === null ? null : read(signature.timestamp);
  return (signature?.signed ?? []).every((part) => read(part) !== '') && (time === null || parseSignedTime(time) !== null);
}

/** The header lines of a signed request. If the payload has nothing to sign, the signature is any. */
export async function signLines({ contract }: CheckedProvider, body: Uint8Array, secret: string, at: number): Promise<string> {
  const signed = await sign(contract, body, secret, { at }).catch(() => ({ [contract.signature?.header ?? '']: 'AAAA' }));
  return ['Content-Type: application/json', ...Object.entries(signed).map(([name, value]) => `${name}: ${value}`)].join('\n');
}

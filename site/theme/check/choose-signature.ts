import type { KnownProvider } from '@hookbook/testkit/diagnose';
import type { CheckInput } from './check-request.js';
import { checkSignature, type SignatureResult } from './check-signature.js';
import type { CheckedProvider } from './checked-provider.js';
import type { Finding } from './find-event.js';

/** A provider, and the result of checking its signature. */
export interface CheckedSignature {
  readonly provider: CheckedProvider;
  readonly result: SignatureResult;
}

/** The signature of the request's provider; null if unknown. `finding` is null if the payload is not JSON. */
export async function chooseSignature(
  finding: Finding | null,
  { providers, pasted, secret, now }: CheckInput,
  body: Uint8Array<ArrayBuffer>,
): Promise<CheckedSignature | null> {
  const checked: CheckedSignature[] = [];
  for (const provider of listSigners(finding, providers, pasted.headers)) {
    const others = describeOthers(provider, providers);
    checked.push({ provider, result: await checkSignature(provider.contract.signature, { ...pasted, body, secret, now, others }) });
  }
  const [first] = checked;
  const valid = checked.find(({ result }) => result.kind === 'valid');
  const isRefused = checked.every(({ result }) => 'refusal' in result);
  return valid ?? (checked.length === 1 || isRefused ? first : undefined) ?? null;
}

/** The other providers that sign. Their secrets are unknown. */
function describeOthers(provider: CheckedProvider, providers: readonly CheckedProvider[]): KnownProvider[] {
  return providers.flatMap((other) => {
    const { signature } = other.contract;
    return other === provider || signature === null ? [] : [{ name: other.title, scheme: signature, secrets: [] }];
  });
}

/** The provider of the event, the only provider, or those whose signature header is present. */
function listSigners(finding: Finding | null, providers: readonly CheckedProvider[], headers: Headers): readonly CheckedProvider[] {
  if (finding?.kind === 'event') return [finding.best.provider];
  const possible = finding?.kind === 'several' ? [...new Set(finding.candidates.map(({ provider }) => provider))] : providers;
  if (possible.length === 1) return possible;
  return possible.filter(({ contract }) => contract.signature !== null && headers.has(contract.signature.header));
}

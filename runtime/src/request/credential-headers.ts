import type { ProviderContract, Source } from '../contract.js';

/**
 * Headers that prove who sends: whoever reads them in a database, a log or a backup could send as the provider does, or as your own
 * proxy does. A name is one of them if one of its words is (`x-gitlab-token`), or a pair of its words (`x-api-key`), or if it is
 * listed because no word tells it. Documented in docs/inbox.md, "What is not stored".
 */
const word =
  /^(?:.*(?:authorization|token|secret|password|passwd|passphrase|credential|signature|cookie|jwt|apikey|accesskey)s?|hmac.*|cookie2|sig|sas|csrf|xsrf|otp)$/;
const keyOf =
  /(?:^|[-_])(?:access|account|admin|api|app|application|auth|encryption|functions?|hook|master|private|rapidapi|sas|secret|service|shared|signing|subscription|webhook)[-_]key$/;
const listed = ['x-auth', 'x-session-id', 'x-amzn-oidc-data', 'x-trello-webhook', 'plaid-verification', 'verif-hash'];
/** `x-signature-timestamp` says something about a signature and is none. */
const about = /[-_](?:timestamp|time|date|expires|version|algorithm|alg|algo|method|type)$/;

/** Whether a header is known to be a credential, by its name in lower case. */
export function isCredentialHeader(name: string): boolean {
  if (listed.includes(name) || keyOf.test(name)) return true;
  return !about.test(name) && name.split(/[-_]/).some((part) => word.test(part));
}

/**
 * The headers that are stored with a delivery: all but credentials, of which the signature is one. What the document reads stays,
 * whatever its name: an event that is told by a header is found when the delivery is run, and may be run years later.
 */
export function headersToStore(
  headers: Headers,
  { signature, dedupe, discriminator }: Pick<ProviderContract, 'signature' | 'dedupe' | 'discriminator'>,
): [name: string, value: string][] {
  const sources = [...discriminator, ...(dedupe.by === 'sources' ? dedupe.sources : []), signature?.timestamp ?? null];
  const read = sources.flatMap(headerOf);
  return [...headers].filter(([name]) => read.includes(name) || (name !== signature?.header && !isCredentialHeader(name)));
}

function headerOf(source: Source | null): string[] {
  return source?.kind === 'header' ? [source.header] : [];
}

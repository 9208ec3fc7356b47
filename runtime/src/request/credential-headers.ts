import type { ProviderContract } from '../contract.js';
import { listHeaders } from '../sources.js';

/**
 * Headers that prove who the sender is: anyone who reads them in a database, log or backup could impersonate the
 * provider or your own proxy. A header is a credential if a word of its name says so (`x-gitlab-token`), or a pair of
 * words (`x-api-key`), or if it is listed. Documented in docs/inbox.md, "What is not stored".
 */
const credentialWord =
  /^(?:.*(?:authorization|token|secret|password|passwd|passphrase|credential|signature|cookie|jwt|apikey|accesskey)s?|hmac.*|cookie2|sig|sas|csrf|xsrf|otp)$/;
const keyName =
  /(?:^|[-_])(?:access|account|admin|api|app|application|auth|encryption|functions?|hook|master|private|rapidapi|sas|secret|service|shared|signing|subscription|webhook)[-_]key$/;
const otherNames = ['x-auth', 'x-session-id', 'x-amzn-oidc-data', 'x-trello-webhook', 'plaid-verification', 'verif-hash'];
/** `x-signature-timestamp` describes a signature but is none. */
const descriptiveName = /[-_](?:timestamp|time|date|expires|version|algorithm|alg|algo|method|type)$/;

/** Whether a header is known to be a credential, by its lower-case name. */
export function isCredentialHeader(name: string): boolean {
  if (otherNames.includes(name) || keyName.test(name)) return true;
  return !descriptiveName.test(name) && name.split(/[-_]/).some((part) => credentialWord.test(part));
}

/**
 * The headers to store with a delivery: all but credentials, including the signature. Headers that the document reads
 * are kept whatever their name, because the delivery may be processed years later.
 */
export function headersToStore(
  headers: Headers,
  { signature, dedupe, discriminator }: Pick<ProviderContract, 'signature' | 'dedupe' | 'discriminator'>,
): [name: string, value: string][] {
  const read = listHeaders([...discriminator, ...(dedupe.by === 'sources' ? dedupe.sources : []), signature?.timestamp]);
  return [...headers].filter(([name]) => read.includes(name) || (name !== signature?.header && !isCredentialHeader(name)));
}

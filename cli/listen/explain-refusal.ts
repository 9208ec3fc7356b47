import type { Source } from '@hookbook/runtime';
import { type Cause, diagnose, type Printing, type RefusedRequest, type TimeCause } from '@hookbook/testkit/diagnose';

/**
 * Explains why a signature was refused, one sentence per cause; none if the request was refused for another reason.
 * Never contains a secret or an expected signature.
 */
export async function explainRefusal(refused: RefusedRequest): Promise<readonly string[]> {
  const { reason, provider, request } = refused;
  const { missing, time, causes, likely } = await diagnose(refused);
  if (reason === 'signed-value-missing') return [`the signature covers ${missing.map(nameOf).join(' and ')}, but the request has none`];
  if (reason === 'signed-value-unreadable') return ['a signed value in the body is ambiguous: different parsers may read it differently'];
  const timeSentences = time === null ? [] : [describeTime(time)];
  if (causes !== null) {
    const causeSentences = causes.map((cause) => describeCause(cause, provider.name));
    return [...timeSentences, ...(causes.length > 0 || time === null ? causeSentences : ['apart from its time, the signature is valid'])];
  }
  if (!/^(?:signature|timestamp)-/.test(reason)) return [];
  const { header } = provider.scheme;
  const isMissing = (request.headers.get(header) ?? '') === '';
  return [...timeSentences, ...(isMissing ? [describeMissingHeader(header, likely)] : []), describeFallback(reason, provider.name)];
}

function describeMissingHeader(header: string, likely: readonly string[]): string {
  if (likely.length === 0) return `the header ${header} is missing, and no other header looks like a signature`;
  return `the header ${header} is missing; ${likely.join(', ')} looks like a signature but is not a valid one`;
}

function describeFallback(reason: string, key: string): string {
  return reason === 'signature-missing'
    ? `sign the request as ${key} does; hookbook send shows how`
    : 'no common mistake explains it: the request was signed with another secret, or the body was changed on the way';
}

const nameOf = (source: Source) => (source.kind === 'pointer' ? `${source.pointer} of the body` : `the header ${source.header}`);

function describeTime(time: TimeCause): string {
  switch (time.kind) {
    case 'milliseconds':
      return 'its signed time is in milliseconds, but must be in seconds';
    case 'malformed':
      return `its signed time (${nameOf(time.source)}) is neither unix seconds nor RFC 3339`;
    case 'off': {
      const which = `${time.ahead ? 'ahead of' : 'behind'} the clock of this machine`;
      const limit = `the limit is ${describeSpan(time.toleranceMs)}`;
      return `its signed time is ${describeSpan(time.offMs)} ${which}; ${limit}: the request was replayed, or one of the clocks is wrong`;
    }
  }
}

/** `47 min`, `26 h` or `3 days`, rounded. */
function describeSpan(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} days`;
}

const printings: Readonly<Record<Printing, string>> = {
  compact: 'without spaces',
  'indented-2': 'indented by 2',
  'indented-4': 'indented by 4',
  sorted: 'with sorted properties',
  ascii: 'with non-ASCII characters escaped',
  php: "as PHP's json_encode prints it",
  python: "as Python's json.dumps prints it",
  spaced: 'with a space after each comma and colon',
};

const blanks: Readonly<Record<(Cause & { kind: 'secret-blank' })['blank'], string>> = {
  'line feed': 'ends with a line break: trim what is read from a file or a form',
  'cr lf': 'ends with a line break (CR LF): trim what is read from a file or a form',
  space: 'ends with a space: trim what is read from a file or a form',
  tab: 'ends with a tab: trim what is read from a file or a form',
  'space before': 'begins with a space',
};

/** A sentence without its full stop. `provider` is the one to which the request was sent. */
function describeCause(cause: Cause, provider: string): string {
  switch (cause.kind) {
    case 'printed':
      return `it was signed over the same JSON in another format (${printings[cause.printing]}): sign what is sent, byte for byte`;
    case 'trimmed':
      return 'it was signed without the white space around the body';
    case 'break':
      return 'it was signed with a line break after the body, which did not arrive';
    case 'lf':
      return 'it was signed with LF line ends but arrived with CR LF';
    case 'cr-lf':
      return 'it was signed with CR LF line ends but arrived with LF';
    case 'empty':
      return 'it was signed over an empty body: was the body read before it was signed?';
    case 'secret-blank':
      return `the sender's secret ${blanks[cause.blank]}`;
    case 'secret-quoted':
      return "the sender's secret has quotation marks around it: does whatever reads its .env file keep them?";
    case 'secret-quoted-here':
      return 'the secret given here has quotation marks around it';
    case 'secret-prefixed':
      return "the sender's secret begins with whsec_, but the one given here does not";
    case 'secret-prefixed-here':
      return 'the secret given here begins with whsec_, but the sender signs without that prefix';
    case 'secret-decoded':
      return `the sender decodes the secret from ${cause.encoding} before signing`;
    case 'secret-text':
      return "the sender signs with the secret's text, but must decode what follows whsec_ from base64";
    case 'secret-text-bare':
      return "the sender signs with the secret's text after whsec_, but must decode it from base64";
    case 'header':
      return `the signature is in the header ${cause.found}, but the document defines ${cause.documented}`;
    case 'encoding':
      return `the signature is in ${cause.found}, but the document defines ${cause.documented}`;
    case 'mixed-case':
      return 'the signature mixes upper and lower case';
    case 'no-padding':
      return 'the signature lacks its padding (=)';
    case 'no-version':
      return 'the signature does not begin with v1,';
    case 'no-prefix':
      return `the signature lacks its prefix ${cause.documented}`;
    case 'other-prefix':
      return `the signature begins with ${cause.found} instead of ${cause.documented}`;
    case 'undocumented-prefix':
      return `the signature begins with ${cause.found}, but the document defines no prefix`;
    case 'hash':
      return `it was signed by HMAC with ${cause.found}, but the document defines ${cause.documented}`;
    case 'other-secret':
      return `it was signed with the secret given for ${cause.provider}`;
    case 'other-provider':
      return `it was signed as ${cause.provider} signs: was it sent to the wrong URL?`;
    case 'other-scheme':
      return `it was signed as ${cause.provider} signs, but with the secret of ${provider}`;
  }
}

import type { Source } from '@hookbook/runtime';
import { type Cause, diagnose, type Printing, type RefusedRequest, type TimeCause } from '@hookbook/testkit/diagnose';

/**
 * Why a signature was refused, a sentence each; empty if the reason is not the signature. No sentence contains a secret or an expected
 * signature.
 */
export async function explainRefusal(refused: RefusedRequest): Promise<readonly string[]> {
  const { reason, provider, request } = refused;
  const { missing, time, causes, likely } = await diagnose(refused);
  if (reason === 'signed-value-missing')
    return [`the signature covers ${missing.map(nameOf).join(' and ')}, which the request doesn't have`];
  if (reason === 'signed-value-unreadable') return ['a value that is signed stands there in a form that readers may read in two ways'];
  const ofTime = time === null ? [] : [describeTime(time)];
  if (causes !== null) {
    const said = causes.map((cause) => describeCause(cause, provider.name));
    return [...ofTime, ...(causes.length > 0 || time === null ? said : ['but for its time, the signature fits'])];
  }
  if (!/^(?:signature|timestamp)-/.test(reason)) return [];
  const { header } = provider.scheme;
  const isAbsent = (request.headers.get(header) ?? '') === '';
  return [...ofTime, ...(isAbsent ? [describeAbsence(header, likely)] : []), giveUp(reason, provider.name)];
}

function describeAbsence(header: string, likely: readonly string[]): string {
  if (likely.length === 0) return `it has no ${header}, nor any other header that looks like a signature`;
  return `it has no ${header}, but ${likely.join(', ')}, which fits nothing that was tried`;
}

function giveUp(reason: string, key: string): string {
  return reason === 'signature-missing'
    ? `sign it as ${key} does; hookbook send shows how`
    : 'nothing that senders often get wrong explains it: it was signed with another secret, or the body was changed on its way';
}

const nameOf = (source: Source) => (source.kind === 'pointer' ? `${source.pointer} of the body` : `the header ${source.header}`);

function describeTime(time: TimeCause): string {
  switch (time.kind) {
    case 'milliseconds':
      return 'its time is in milliseconds: unix seconds are wanted';
    case 'malformed':
      return `its time (${nameOf(time.source)}) is neither unix seconds nor RFC 3339`;
    case 'off': {
      const which = `${time.ahead ? 'ahead of' : 'old by'} the clock of this machine`;
      const limit = `${describeSpan(time.toleranceMs)} is allowed`;
      return `its time is ${describeSpan(time.offMs)} ${which}, and ${limit}: an old request sent again, or one of the two clocks is wrong`;
    }
  }
}

/** `47 min`, `26 h`, `3 days`: rounded, as an eye reads it. */
function describeSpan(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} days`;
}

const printings: Readonly<Record<Printing, string>> = {
  compact: 'written again without blanks',
  'indented-2': 'indented by 2',
  'indented-4': 'indented by 4',
  sorted: 'with its members sorted',
  ascii: 'with letters beyond ASCII escaped',
  php: 'as json_encode of PHP writes it',
  python: 'as json.dumps of Python writes it',
  spaced: 'with a blank after each comma and colon',
};

const blanks: Readonly<Record<(Cause & { kind: 'secret-blank' })['blank'], string>> = {
  'line feed': 'has a line break at its end: trim what it reads from a file or a form',
  'cr lf': 'has a line break (CR LF) at its end: trim what it reads from a file or a form',
  space: 'has a blank at its end: trim what it reads from a file or a form',
  tab: 'has a tab at its end: trim what it reads from a file or a form',
  'space before': 'begins with a blank',
};

/** A sentence without its full stop. `provider` is the one that the request was sent to. */
function describeCause(cause: Cause, provider: string): string {
  switch (cause.kind) {
    case 'printed':
      return `it is signed over the JSON ${printings[cause.printing]}, and not over the bytes that came: sign what is sent, byte for byte`;
    case 'trimmed':
      return 'it is signed without the white space around the body';
    case 'break':
      return 'it is signed with a line break after the body, which did not come';
    case 'lf':
      return 'it is signed with LF as line end, and came with CR LF';
    case 'cr-lf':
      return 'it is signed with CR LF as line end, and came with LF';
    case 'empty':
      return 'it is signed over an empty body: was the body read before it was signed?';
    case 'secret-blank':
      return `the sender's secret ${blanks[cause.blank]}`;
    case 'secret-quoted':
      return "the sender's secret has quotation marks around it: is it read from an .env file by something that keeps them?";
    case 'secret-quoted-here':
      return 'the secret given here has quotation marks around it';
    case 'secret-prefixed':
      return "the sender's secret begins with whsec_, and the one given here doesn't";
    case 'secret-prefixed-here':
      return 'the sender signs with the secret without whsec_';
    case 'secret-decoded':
      return `the sender decodes the secret from ${cause.encoding} before it signs`;
    case 'secret-text':
      return "the sender signs with the secret's text: it must decode what follows whsec_ from base64";
    case 'secret-text-bare':
      return "the sender signs with the secret's text without whsec_: it must decode that from base64";
    case 'header':
      return `the signature stands in ${cause.found}, and the document says ${cause.documented}`;
    case 'encoding':
      return `the signature is in ${cause.found}, and the document says ${cause.documented}`;
    case 'mixed-case':
      return 'the signature mixes upper and lower case';
    case 'no-padding':
      return 'the signature lacks its padding (=)';
    case 'no-version':
      return 'the signature does not begin with v1,';
    case 'no-prefix':
      return `the signature lacks its prefix ${cause.documented}`;
    case 'other-prefix':
      return `the signature begins with ${cause.found} and not with ${cause.documented}`;
    case 'undocumented-prefix':
      return `the signature begins with ${cause.found} where the document has no prefix`;
    case 'hash':
      return `it is signed by HMAC with ${cause.found}, and the document says ${cause.documented}`;
    case 'other-secret':
      return `it is signed with the secret that was given for ${cause.provider}`;
    case 'other-provider':
      return `it is signed as ${cause.provider} signs: was it sent to the wrong address?`;
    case 'other-scheme':
      return `it is signed as ${cause.provider} signs, with the secret of ${provider}`;
  }
}

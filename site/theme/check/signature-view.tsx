import type { Source } from '@hookbook/runtime';
import type { Cause, TimeCause } from '@hookbook/testkit/diagnose';
import { type FunctionalComponent, h, type VNodeChild } from 'vue';
import type { SignatureResult } from './check-signature.js';
import { type CheckWords, isCheckWord } from './words.js';

interface Props {
  readonly title: string;
  readonly result: SignatureResult;
  readonly words: CheckWords;
  /** The payload is a file's bytes, not pasted. */
  readonly exact: boolean;
}

/** Why a signature is not valid, and what the sender may have done wrong; nothing if there is nothing more to say. */
export const SignatureView: FunctionalComponent<Props> = ({ title, result, words, exact }) => {
  const said = [detail(result, words, exact)].flat().filter((one) => one !== null);
  return said.length === 0 ? null : (
    <section>
      <h3>{title}</h3>
      {said}
    </section>
  );
};
SignatureView.props = ['title', 'result', 'words', 'exact'];

/** null: no provider is known whose signature could be checked. */
type Found = SignatureResult | null;

export function classOf(result: Found): string {
  if (result?.kind === 'valid') return 'check-yes';
  return result !== null && 'refusal' in result ? 'check-no' : 'check-open';
}

/** In one sentence, whether it is valid. */
export function summarise(result: Found, { say, language }: CheckWords): string {
  if (result === null) return say('signedno-provider');
  if (result.kind === 'late') {
    const spans = { off: describeSpan(result.offMs, language), tolerance: describeSpan(result.toleranceMs, language) };
    return say(`${result.matches === null ? 'time' : 'signed'}${result.ahead ? 'ahead' : 'late'}`, spans);
  }
  return say(`signed${result.kind}`, 'header' in result ? { header: result.header } : {});
}

function detail(result: SignatureResult, words: CheckWords, exact: boolean): VNodeChild {
  const { say } = words;
  if (result.kind === 'wrong-secret') return <p lang="en">{result.message}</p>;
  if (result.kind === 'no-header') {
    const likely = result.likely.length === 0 ? null : <p>{say('likely', { names: result.likely.join(', ') })}</p>;
    return [likely, renderCauses(result.causes, words)];
  }
  if (result.kind !== 'invalid') return null;
  const reason = `reason${result.reason}`;
  const unexplained = result.reason === 'signature-mismatch' && result.causes.length === 0;
  return [
    isCheckWord(reason) ? <p>{say(reason)}</p> : null,
    result.missing.length === 0 ? null : <p>{say('missingValues', { names: result.missing.map(nameOf).join(', ') })}</p>,
    renderTime(result.time, words),
    renderCauses(result.causes, words),
    unexplained ? <p>{say('noCause')}</p> : null,
    exact || result.reason !== 'signature-mismatch' ? null : <p>{say('pasted')}</p>,
  ];
}

function renderCauses(causes: readonly Cause[], { say }: CheckWords): VNodeChild {
  return causes.length === 0 ? null : <p>{[say('likelyCause'), ...causes.map((cause) => sayCause(cause, say))].join(' ')}</p>;
}

function sayCause(cause: Cause, say: CheckWords['say']): string {
  const gaps = cause.kind === 'printed' ? { printing: say(`printing${cause.printing}`) } : cause;
  return say(`cause${cause.kind}`, gaps);
}

const nameOf = (source: Source) => (source.kind === 'pointer' ? source.pointer : source.header);

/** The result's sentence covers other errors of the time. */
const renderTime = (time: TimeCause | null, { say }: CheckWords): VNodeChild =>
  time?.kind === 'milliseconds' ? <p>{say('timeMilliseconds')}</p> : null;

/** `47 minutes`, `26 hours`: rounded for reading. */
function describeSpan(ms: number, language: string): string {
  const seconds = Math.round(ms / 1000);
  const [value, unit] =
    seconds < 120
      ? [seconds, 'second']
      : seconds < 7200
        ? [seconds / 60, 'minute']
        : seconds < 172_800
          ? [seconds / 3600, 'hour']
          : [seconds / 86_400, 'day'];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 }).format(value);
}

import type { Source } from '@hookbook/runtime';
import type { Cause, TimeCause } from '@hookbook/testkit/diagnose';
import { type FunctionalComponent, h, type VNodeChild } from 'vue';
import type { SignatureVerdict } from './check-signature.js';
import { type CheckWords, isCheckWord } from './words.js';

interface Props {
  readonly title: string;
  readonly verdict: SignatureVerdict;
  readonly words: CheckWords;
  /** The payload is a file's bytes, not pasted. */
  readonly exact: boolean;
}

/** Why a signature is not valid, and what the sender may have done wrong; nothing if there is nothing more to say. */
export const SignatureView: FunctionalComponent<Props> = ({ title, verdict, words, exact }) => {
  const said = [detail(verdict, words, exact)].flat().filter((one) => one !== null);
  return said.length === 0 ? null : (
    <section>
      <h3>{title}</h3>
      {said}
    </section>
  );
};
SignatureView.props = ['title', 'verdict', 'words', 'exact'];

/** null: no provider is known whose signature could be checked. */
type Found = SignatureVerdict | null;

export function classOf(verdict: Found): string {
  if (verdict?.kind === 'valid') return 'check-yes';
  return verdict !== null && 'refusal' in verdict ? 'check-no' : 'check-open';
}

/** In one sentence, whether it is valid. */
export function summarise(verdict: Found, { say, language }: CheckWords): string {
  if (verdict === null) return say('signedno-provider');
  if (verdict.kind === 'late') {
    const spans = { off: describeSpan(verdict.offMs, language), tolerance: describeSpan(verdict.toleranceMs, language) };
    return say(`${verdict.matches === null ? 'time' : 'signed'}${verdict.ahead ? 'ahead' : 'late'}`, spans);
  }
  return say(`signed${verdict.kind}`, 'header' in verdict ? { header: verdict.header } : {});
}

function detail(verdict: SignatureVerdict, words: CheckWords, exact: boolean): VNodeChild {
  const { say } = words;
  if (verdict.kind === 'wrong-secret') return <p lang="en">{verdict.message}</p>;
  if (verdict.kind === 'no-header') {
    const likely = verdict.likely.length === 0 ? null : <p>{say('likely', { names: verdict.likely.join(', ') })}</p>;
    return [likely, renderCauses(verdict.causes, words)];
  }
  if (verdict.kind !== 'invalid') return null;
  const reason = `reason${verdict.reason}`;
  const unexplained = verdict.reason === 'signature-mismatch' && verdict.causes.length === 0;
  return [
    isCheckWord(reason) ? <p>{say(reason)}</p> : null,
    verdict.missing.length === 0 ? null : <p>{say('missingValues', { names: verdict.missing.map(nameOf).join(', ') })}</p>,
    renderTime(verdict.time, words),
    renderCauses(verdict.causes, words),
    unexplained ? <p>{say('noCause')}</p> : null,
    exact || verdict.reason !== 'signature-mismatch' ? null : <p>{say('pasted')}</p>,
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

/** Other faults of the time are said by the verdict's sentence. */
const renderTime = (time: TimeCause | null, { say }: CheckWords): VNodeChild =>
  time?.kind === 'milliseconds' ? <p>{say('timeMilliseconds')}</p> : null;

/** `47 minutes`, `26 hours`: rounded, as an eye reads it. */
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

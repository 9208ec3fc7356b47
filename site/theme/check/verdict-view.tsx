import { refusals } from '@hookbook/runtime/inspect';
import { type FunctionalComponent, h } from 'vue';
import type { Verdict } from './verdict.js';
import { isCheckWord, type Say } from './words.js';

interface Props {
  readonly verdict: Verdict;
  readonly say: Say;
}

/** What a receiver does with the request. No other part of the result says anything about that. */
export const VerdictView: FunctionalComponent<Props> = ({ verdict, say }) => {
  const effect = describeEffect(verdict, say);
  return (
    <div class={`check-verdict check-${toneOf(verdict)}`}>
      <p class="check-headline">{describeVerdict(verdict, say)}</p>
      {effect === null ? null : <p>{effect}</p>}
    </div>
  );
};
VerdictView.props = ['verdict', 'say'];

function toneOf(verdict: Verdict): 'yes' | 'no' | 'warn' | 'open' {
  if (verdict.kind === 'refused') return 'no';
  const { payload, trust } = verdict;
  if (payload === 'invalid' || payload === 'unreadable' || payload === 'unknown') return 'warn';
  return trust === 'valid' ? 'yes' : 'open';
}

export function describeVerdict(verdict: Verdict, say: Say): string {
  if (verdict.kind === 'refused') {
    const why = `why${verdict.reason}`;
    return isCheckWord(why) ? say('refused', { why: say(why) }) : say('refusedOther');
  }
  const { payload, trust, answer } = verdict;
  if (trust !== 'valid') return say(trust, { payload: say(`payload${payload}`) });
  if (answer.kind === 'no-receiver') return say('signed', { payload: say(`payload${payload}`) });
  if (payload === 'invalid' || payload === 'unreadable' || payload === 'unknown') return say('quarantined', { why: say(`why${payload}`) });
  return say(payload === 'other' ? 'handledOther' : 'handled');
}

/** What follows from it, if that is known. */
function describeEffect(verdict: Verdict, say: Say): string | null {
  if (verdict.kind === 'refused') return say('effectrefused', { status: refusals[verdict.reason].status, reason: verdict.reason });
  const { trust, answer } = verdict;
  if (answer.kind === 'no-provider') return null;
  if (answer.kind === 'no-receiver') return say('effectno-receiver');
  const { kind, ...texts } = answer;
  return say(`effect${kind}${trust}`, texts);
}

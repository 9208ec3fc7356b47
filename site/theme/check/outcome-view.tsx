import { refusals } from '@hookbook/runtime/inspect';
import { type FunctionalComponent, h } from 'vue';
import type { Outcome } from './outcome.js';
import { isCheckWord, type Say } from './words.js';

interface Props {
  readonly outcome: Outcome;
  readonly say: Say;
}

/** What a receiver does with the request. No other part of the result says anything about that. */
export const OutcomeView: FunctionalComponent<Props> = ({ outcome, say }) => {
  const effect = describeEffect(outcome, say);
  return (
    <div class={`check-verdict check-${toneOf(outcome)}`}>
      <p class="check-headline">{describeOutcome(outcome, say)}</p>
      {effect === null ? null : <p>{effect}</p>}
    </div>
  );
};
OutcomeView.props = ['outcome', 'say'];

function toneOf(outcome: Outcome): 'yes' | 'no' | 'warn' | 'open' {
  if (outcome.kind === 'refused') return 'no';
  const { payload, trust } = outcome;
  if (payload === 'invalid' || payload === 'unreadable' || payload === 'unknown') return 'warn';
  return trust === 'valid' ? 'yes' : 'open';
}

export function describeOutcome(outcome: Outcome, say: Say): string {
  if (outcome.kind === 'refused') {
    const why = `why${outcome.reason}`;
    return isCheckWord(why) ? say('refused', { why: say(why) }) : say('refusedOther');
  }
  const { payload, trust, answer } = outcome;
  if (trust !== 'valid') return say(trust, { payload: say(`payload${payload}`) });
  if (answer.kind === 'no-receiver') return say('signed', { payload: say(`payload${payload}`) });
  if (payload === 'invalid' || payload === 'unreadable' || payload === 'unknown') return say('quarantined', { why: say(`why${payload}`) });
  return say(payload === 'other' ? 'handledOther' : 'handled');
}

/** What follows from it, if that is known. */
function describeEffect(outcome: Outcome, say: Say): string | null {
  if (outcome.kind === 'refused') return say('effectrefused', { status: refusals[outcome.reason].status, reason: outcome.reason });
  const { trust, answer } = outcome;
  if (answer.kind === 'no-provider') return null;
  if (answer.kind === 'no-receiver') return say('effectno-receiver');
  const { kind, ...texts } = answer;
  return say(`effect${kind}${trust}`, texts);
}

import { type FunctionalComponent, h } from 'vue';
import type { JsonPayload, RequestReport } from './check-request.js';
import { EventView } from './event-view.js';
import type { Candidate } from './find-event.js';
import { RangeButton } from './range-button.js';
import { isUnreadable } from './remarks.js';
import { classOf, summarise } from './signature-view.js';
import type { TextRange } from './text-range.js';
import type { CheckWords, Say } from './words.js';

interface Props {
  readonly report: RequestReport;
  readonly words: CheckWords;
  readonly onJump: (range: TextRange) => void;
}

/** The parts of a request that the outcome depends on, one line each. */
export const SummaryView: FunctionalComponent<Props> = ({ report, words, onJump }) => {
  const { say } = words;
  const payload = describePayload(report, say);
  const { signature } = report;
  return (
    <dl class="check-parts">
      {report.kind === 'not-json' ? null : <Part name={say('event')}>{() => <EventView report={report} say={say} />}</Part>}
      <Part name={say('payload')}>
        {() => (
          <p class={payload.tone}>
            {payload.text} {report.kind === 'not-json' ? <RangeButton range={report.range} {...{ say, onJump }} /> : null}
          </p>
        )}
      </Part>
      <Part name={say('signature')}>
        {() => <p class={classOf(signature?.result ?? null)}>{summarise(signature?.result ?? null, words)}</p>}
      </Part>
    </dl>
  );
};
SummaryView.props = ['report', 'words', 'onJump'];

const Part: FunctionalComponent<{ readonly name: string }> = ({ name }, { slots }) => (
  <div>
    <dt>{name}</dt>
    <dd>{slots['default']?.()}</dd>
  </div>
);
Part.props = ['name'];

interface Line {
  readonly text: string;
  readonly tone: 'check-yes' | 'check-no' | 'check-warn' | 'check-open';
}

function describePayload(report: RequestReport, say: Say): Line {
  if (report.kind === 'not-json') {
    const { why } = report;
    return { tone: 'check-no', text: why === 'other' ? say('notJson') : `${say('notJson')} ${say(`broken${why}`)}` };
  }
  const unreadable = report.remarks.find(isUnreadable);
  if (unreadable !== undefined) return { tone: 'check-no', text: say(`remark${unreadable.kind}`) };
  const { finding } = report;
  if (finding.kind === 'event') return compare(finding.best, report, say);
  if (finding.kind === 'several') return { tone: 'check-yes', text: say('contractYes') };
  return finding.kind === 'ambiguous' ? { tone: 'check-no', text: say('contractNone') } : { tone: 'check-open', text: say('notCompared') };
}

/** How the payload differs from the contract of its event, or from that of the event it is only compared with. */
function compare({ event }: Candidate, { errors, payload }: JsonPayload & RequestReport, say: Say): Line {
  const count = errors.length;
  const isOne = count === 1;
  if (payload.state === 'unknown' || payload.state === 'other') {
    const word = count === 0 ? 'comparedNone' : isOne ? 'comparedOne' : 'comparedSome';
    return { tone: 'check-open', text: say(word, { event: event.label, count }) };
  }
  if (count === 0) return { tone: 'check-yes', text: say('contractYes') };
  if (errors.some(({ refused }) => refused)) return { tone: 'check-no', text: say(isOne ? 'contractNoOne' : 'contractNoSome', { count }) };
  return { tone: 'check-warn', text: say(isOne ? 'contractToleratedOne' : 'contractToleratedSome', { count }) };
}

import { Fragment, type FunctionalComponent, h, type VNodeChild } from 'vue';
import type { CheckedSignature, Fault, Remark, Report } from './check-request.js';
import { cutText } from './cut-text.js';
import type { Place } from './place.js';
import { SignatureView } from './signature-view.js';
import type { CheckWords, Say } from './words.js';

interface Props {
  readonly report: Report;
  readonly words: CheckWords;
  /** The payload is a file's bytes, not pasted. */
  readonly exact: boolean;
  readonly onJump: (place: Place) => void;
}

/** What is wrong where, and why. */
export const ReportView: FunctionalComponent<Props> = ({ report, words, exact, onJump }) => {
  const { say } = words;
  return (
    <div>
      {report.kind === 'not-json' ? <p>{renderPlace(report.place, say, onJump)}</p> : renderFaults(report.faults, words, onJump)}
      {renderRemarks(report.remarks, say, onJump)}
      {report.signatures.map((one) => (
        <SignatureView key={one.provider.key} title={titleOf(one, report, say)} verdict={one.verdict} {...{ words, exact }} />
      ))}
    </div>
  );
};
ReportView.props = ['report', 'words', 'exact', 'onJump'];

/** Whose it is goes without saying where the event does. */
const titleOf = ({ provider }: CheckedSignature, report: Report, say: Say) =>
  report.kind === 'json' && report.finding.kind === 'event' ? say('signature') : say('signatureOf', { provider: provider.title });

function renderFaults(faults: readonly Fault[], { say }: CheckWords, onJump: Props['onJump']): VNodeChild {
  if (faults.length === 0) return null;
  return (
    <>
      <h3>{say('faults')}</h3>
      <ol class="check-faults">
        {faults.slice(0, 100).map((fault) => (
          <li key={`${fault.pointer} ${fault.keyword} ${fault.message}`}>
            {fault.pointer === '' ? say('whole') : <code>{fault.pointer}</code>} <span lang="en">{fault.message}</span>{' '}
            {renderPlace(fault.place, say, onJump)}
            {fault.refused ? null : <em>{` (${say('tolerated')})`}</em>}
          </li>
        ))}
      </ol>
      {faults.length >= 100 ? <p>{say('mostFaults')}</p> : null}
    </>
  );
}

function renderRemarks(remarks: readonly Remark[], say: Say, onJump: Props['onJump']): VNodeChild {
  if (remarks.length === 0) return null;
  return (
    <ul class="check-remarks">
      {remarks.map((remark, at) => (
        <li key={at}>
          {say(`remark${remark.kind}`, 'text' in remark ? { text: cutText(remark.text) } : {})}{' '}
          {'place' in remark ? renderPlace(remark.place, say, onJump) : null}
        </li>
      ))}
    </ul>
  );
}

const renderPlace = (place: Place, say: Say, onJump: Props['onJump']) => (
  <button type="button" class="check-place" onClick={() => onJump(place)}>
    {say('place', { line: place.line, column: place.column })}
  </button>
);

import { Fragment, type FunctionalComponent, h, type VNodeChild } from 'vue';
import type { Judged, Report } from './check-request.js';
import type { CheckedSignature } from './choose-signature.js';
import { cutText } from './cut-text.js';
import type { Place } from './place.js';
import { PlaceButton } from './place-button.js';
import { isUnreadable, type Remark } from './remarks.js';
import { SignatureView } from './signature-view.js';
import type { CheckWords, Say } from './words.js';

interface Props {
  readonly report: Report;
  readonly words: CheckWords;
  /** The payload is a file's bytes, not pasted. */
  readonly exact: boolean;
  readonly onJump: (place: Place) => void;
}

/** What is wrong, where and why. */
export const ReportView: FunctionalComponent<Props> = ({ report, words, exact, onJump }) => {
  const { say } = words;
  const { signature } = report;
  return (
    <div>
      {report.kind === 'not-json' ? null : renderFaults(report, words, onJump)}
      {renderRemarks(report.remarks, say, onJump)}
      {signature && <SignatureView title={titleOf(signature, report, say)} verdict={signature.verdict} {...{ words, exact }} />}
    </div>
  );
};
ReportView.props = ['report', 'words', 'exact', 'onJump'];

/** The provider is only named if the event doesn't tell it. */
const titleOf = ({ provider }: CheckedSignature, report: Report, say: Say) =>
  report.kind === 'json' && report.finding.kind === 'event' ? say('aboutSignature') : say('aboutSignatureOf', { provider: provider.title });

function renderFaults({ faults, payload }: Judged & Report, { say }: CheckWords, onJump: Props['onJump']): VNodeChild {
  if (faults.length === 0) return null;
  return (
    <>
      <h3>{say(payload.state === 'invalid' ? 'faults' : 'differences')}</h3>
      <ol class="check-faults">
        {faults.slice(0, 100).map((fault) => (
          <li key={`${fault.pointer} ${fault.keyword} ${fault.message}`}>
            {fault.pointer === '' ? say('whole') : <code>{fault.pointer}</code>} <span lang="en">{fault.message}</span>{' '}
            <PlaceButton place={fault.place} {...{ say, onJump }} />
            {fault.refused ? null : <em>{` (${say('tolerated')})`}</em>}
          </li>
        ))}
      </ol>
      {faults.length >= 100 ? <p>{say('mostFaults')}</p> : null}
    </>
  );
}

function renderRemarks(all: readonly Remark[], say: Say, onJump: Props['onJump']): VNodeChild {
  const first = all.find(isUnreadable); // which the summary shows
  const remarks = all.filter((remark) => remark !== first);
  if (remarks.length === 0) return null;
  return (
    <ul class="check-remarks">
      {remarks.map((remark, at) => (
        <li key={at}>
          {say(`remark${remark.kind}`, 'text' in remark ? { text: cutText(remark.text) } : {})}{' '}
          {'place' in remark ? <PlaceButton place={remark.place} {...{ say, onJump }} /> : null}
        </li>
      ))}
    </ul>
  );
}

import { Fragment, type FunctionalComponent, h, type VNodeChild } from 'vue';
import type { JsonPayload, RequestReport } from './check-request.js';
import type { CheckedSignature } from './choose-signature.js';
import { cutText } from './cut-text.js';
import { RangeButton } from './range-button.js';
import { isUnreadable, type Remark } from './remarks.js';
import { SignatureView } from './signature-view.js';
import type { TextRange } from './text-range.js';
import type { CheckWords, Say } from './words.js';

interface Props {
  readonly report: RequestReport;
  readonly words: CheckWords;
  /** The payload is a file's bytes, not pasted. */
  readonly exact: boolean;
  readonly onJump: (range: TextRange) => void;
}

/** What is wrong, where and why. */
export const ReportView: FunctionalComponent<Props> = ({ report, words, exact, onJump }) => {
  const { say } = words;
  const { signature } = report;
  return (
    <div>
      {report.kind === 'not-json' ? null : renderErrors(report, words, onJump)}
      {renderRemarks(report.remarks, say, onJump)}
      {signature && <SignatureView title={titleOf(signature, report, say)} result={signature.result} {...{ words, exact }} />}
    </div>
  );
};
ReportView.props = ['report', 'words', 'exact', 'onJump'];

/** The provider is only named if the event doesn't tell it. */
const titleOf = ({ provider }: CheckedSignature, report: RequestReport, say: Say) =>
  report.kind === 'json' && report.finding.kind === 'event' ? say('aboutSignature') : say('aboutSignatureOf', { provider: provider.title });

function renderErrors({ errors, payload }: JsonPayload & RequestReport, { say }: CheckWords, onJump: Props['onJump']): VNodeChild {
  if (errors.length === 0) return null;
  return (
    <>
      <h3>{say(payload.state === 'invalid' ? 'errors' : 'differences')}</h3>
      <ol class="check-errors">
        {errors.slice(0, 100).map((error) => (
          <li key={`${error.pointer} ${error.keyword} ${error.message}`}>
            {error.pointer === '' ? say('whole') : <code>{error.pointer}</code>} <span lang="en">{error.message}</span>{' '}
            <RangeButton range={error.range} {...{ say, onJump }} />
            {error.refused ? null : <em>{` (${say('tolerated')})`}</em>}
          </li>
        ))}
      </ol>
      {errors.length >= 100 ? <p>{say('mostFaults')}</p> : null}
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
          {'range' in remark ? <RangeButton range={remark.range} {...{ say, onJump }} /> : null}
        </li>
      ))}
    </ul>
  );
}

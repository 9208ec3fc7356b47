import { withBase } from 'vitepress';
import { Fragment, type FunctionalComponent, h, type VNodeChild } from 'vue';
import type { CheckedSignature, Fault, Judged, NoJson, Remark, Report } from './check-request.js';
import type { Candidate, Clue, Finding } from './find-event.js';
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

/** What the tool found: first, for all to hear, which event it is and whether it is valid; then what is wrong where. */
export const ReportView: FunctionalComponent<Props> = ({ report, words, exact, onJump }) => {
  const { say } = words;
  return (
    <div>
      {report.kind === 'not-json' ? renderNoJson(report, say, onJump) : renderJudged(report, words, onJump)}
      {renderRemarks(report.remarks, say, onJump)}
      {report.signatures.map((one) => (
        <SignatureView key={one.provider.key} title={titleOf(one, report, say)} verdict={one.verdict} {...{ words, exact }} />
      ))}
    </div>
  );
};
ReportView.props = ['report', 'words', 'exact', 'onJump'];

function renderNoJson({ why, place }: NoJson, say: Say, onJump: Props['onJump']): VNodeChild {
  return [
    <div role="status">
      <p class="check-no">{why === 'other' ? say('notJson') : `${say('notJson')} ${say(`broken${why}`)}`}</p>
    </div>,
    <p>{renderPlace(place, say, onJump)}</p>,
  ];
}

function renderJudged(report: Judged & Pick<Report, 'remarks'>, words: CheckWords, onJump: Props['onJump']): VNodeChild {
  const { finding, asked, faults } = report;
  return [
    <div role="status">
      {renderFinding(finding, asked, words.say)}
      {finding.kind === 'event' ? renderVerdicts(report, finding.best, words.say) : null}
    </div>,
    renderFaults(faults, words, onJump),
  ];
}

/** Whose it is goes without saying where the event does. */
const titleOf = ({ provider }: CheckedSignature, report: Report, say: Say) =>
  report.kind === 'json' && report.finding.kind === 'event' ? say('signature') : say('signatureOf', { provider: provider.title });

function renderFinding(finding: Finding, asked: boolean, say: Say): VNodeChild {
  if (finding.kind === 'unknown') return renderUnknown(finding.clues, say);
  if (finding.kind === 'untold') return <p class="check-no">{say('isUntold', { count: finding.count })}</p>;
  if (finding.kind === 'several') return [<p class="check-yes">{say('isSeveral')}</p>, listEvents(finding.candidates)];
  const { best, candidates } = finding;
  const others = candidates.filter((one) => one !== best);
  const word = asked ? 'asEvent' : others.length > 0 && best.strict.length > 0 ? 'mostlyEvent' : 'isEvent';
  return [
    <p>{fillNodes(say(word, { event: '\0', provider: '\x01' }), [linkEvent(best), best.provider.title])}</p>,
    others.length > 0 && best.strict.length > 0 ? [<p>{say('couldBe')}</p>, listEvents(others.slice(0, 10))] : null,
  ];
}

/** A sentence whose gaps are elements. */
function fillNodes(sentence: string, nodes: readonly VNodeChild[]): VNodeChild[] {
  return sentence.split(/([\0\x01])/).map((part) => (part === '\0' ? nodes[0] : part === '\x01' ? nodes[1] : part));
}

const linkEvent = ({ provider, event }: Candidate) => (
  <a href={withBase(`/reference/${provider.key}/${event.slug}/`)}>
    <code>{event.name}</code>
  </a>
);

const listEvents = (candidates: readonly Candidate[]) => (
  <ul>
    {candidates.map((one) => (
      <li key={`${one.provider.key}/${one.event.slug}`}>
        {linkEvent(one)} · {one.provider.title}
      </li>
    ))}
  </ul>
);

function renderUnknown(clues: readonly Clue[], say: Say): VNodeChild {
  const [only] = clues;
  const near = clues.filter((clue) => clue.near.length > 0);
  const told = clues.length === 1 ? clues : near;
  return [
    <p class="check-no">{clues.length === 1 && only ? say('isUnknownOf', { provider: only.provider.title }) : say('isUnknown')}</p>,
    told.map(({ provider, source, said, near: names }) => {
      const from = source.kind === 'pointer' ? source.pointer : say('sourceHeader', { header: source.header });
      const fact = { provider: provider.title, source: from, said: said === null ? '' : JSON.stringify(cut(said)) };
      const meant = names.map((name) => JSON.stringify(name)).join(', ');
      return (
        <p key={provider.key}>
          {say(said === null ? 'clueMissing' : 'clueSaid', fact)} {meant === '' ? '' : say('clueNear', { near: meant })}
        </p>
      );
    }),
  ];
}

const cut = (text: string) => (text.length > 80 ? `${text.slice(0, 80)}…` : text);

function renderVerdicts({ remarks }: Pick<Report, 'remarks'>, { strict, tolerant }: Candidate, say: Say): VNodeChild {
  const kinds = remarks.map(({ kind }) => kind);
  const unreadable = kinds.some((kind) => kind === 'bom' || kind === 'not-utf-8' || kind === 'too-deep');
  const unknown = kinds.includes('repeated-told');
  const accepted = tolerant.length === 0 && !unreadable && !unknown;
  const receiver = unreadable ? 'receiverUnreadable' : unknown ? 'receiverUnknown' : accepted ? 'receiverYes' : 'receiverNo';
  const contract = strict.length === 0 ? 'contractYes' : strict.length === 1 ? 'contractNoOne' : 'contractNo';
  return (
    <ul class="check-verdicts">
      <li class={strict.length === 0 ? 'check-yes' : 'check-no'}>{say(contract, { count: strict.length })}</li>
      <li class={accepted ? 'check-yes' : 'check-no'}>{say(receiver)}</li>
    </ul>
  );
}

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
          {say(`remark${remark.kind}`, 'text' in remark ? { text: cut(remark.text) } : {})}{' '}
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

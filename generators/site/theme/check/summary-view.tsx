import { withBase } from 'vitepress';
import { type FunctionalComponent, h, type VNodeChild } from 'vue';
import type { NoJson, Report } from './check-request.js';
import { cutText } from './cut-text.js';
import type { Candidate, Clue, Finding } from './find-event.js';
import { classOf, summarise } from './signature-view.js';
import type { CheckWords, Say } from './words.js';

interface Props {
  readonly report: Report;
  readonly words: CheckWords;
}

/** What a visitor wants to know first: which event it is, whether it is valid, whether its signature holds. */
export const SummaryView: FunctionalComponent<Props> = ({ report, words }) => {
  const { say } = words;
  const best = report.kind === 'json' && report.finding.kind === 'event' ? report.finding.best : null;
  const lines = [...(best === null ? [] : renderVerdicts(report, best, say)), ...renderSignatures(report, best === null, words)];
  return (
    <div>
      {report.kind === 'not-json' ? renderNoJson(report, say) : renderFinding(report.finding, report.asked, say)}
      {lines.length === 0 ? null : <ul class="check-verdicts">{lines}</ul>}
    </div>
  );
};
SummaryView.props = ['report', 'words'];

/** Whose they are, where no event says so. */
const renderSignatures = ({ signatures }: Report, named: boolean, words: CheckWords): VNodeChild[] =>
  signatures.map(({ provider, verdict }) => (
    <li key={provider.key} class={classOf(verdict)}>
      {`${named ? `${provider.title}: ` : ''}${summarise(verdict, words)}`}
    </li>
  ));

const renderNoJson = ({ why }: NoJson, say: Say) => (
  <p class="check-no">{why === 'other' ? say('notJson') : `${say('notJson')} ${say(`broken${why}`)}`}</p>
);

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
    <code>{event.label}</code>
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
      const fact = { provider: provider.title, source: from, said: said === null ? '' : JSON.stringify(cutText(said)) };
      const meant = names.map((name) => JSON.stringify(name)).join(', ');
      return (
        <p key={provider.key}>
          {say(said === null ? 'clueMissing' : 'clueSaid', fact)} {meant === '' ? '' : say('clueNear', { near: meant })}
        </p>
      );
    }),
  ];
}

function renderVerdicts({ remarks }: Pick<Report, 'remarks'>, { strict, tolerant }: Candidate, say: Say): VNodeChild[] {
  const kinds = remarks.map(({ kind }) => kind);
  const unreadable = kinds.some((kind) => kind === 'bom' || kind === 'not-utf-8' || kind === 'too-deep');
  const unknown = kinds.includes('repeated-told');
  const accepted = tolerant.length === 0 && !unreadable && !unknown;
  const receiver = unreadable ? 'receiverUnreadable' : unknown ? 'receiverUnknown' : accepted ? 'receiverYes' : 'receiverNo';
  const contract = strict.length === 0 ? 'contractYes' : strict.length === 1 ? 'contractNoOne' : 'contractNo';
  return [
    <li class={strict.length === 0 ? 'check-yes' : 'check-no'}>{say(contract, { count: strict.length })}</li>,
    <li class={accepted ? 'check-yes' : 'check-no'}>{say(receiver)}</li>,
  ];
}

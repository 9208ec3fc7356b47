import { withBase } from 'vitepress';
import { type FunctionalComponent, h, type VNodeChild } from 'vue';
import type { JsonPayload, RequestReport } from './check-request.js';
import { cutText } from './cut-text.js';
import type { Candidate, Clue, Finding } from './find-event.js';
import type { CheckWord, Say } from './words.js';

interface Props {
  readonly report: JsonPayload & RequestReport;
  readonly say: Say;
}

/** Which event the request is, or why it is none. */
export const EventView: FunctionalComponent<Props> = ({ report, say }) => {
  const { finding } = report;
  if (finding.kind === 'unknown') return <div>{renderUnknown(finding.clues, say)}</div>;
  if (finding.kind === 'ambiguous') return <p class="check-no">{say('isAmbiguous', { count: finding.count })}</p>;
  return (
    <div>
      {finding.kind === 'several' ? [<p>{say('isSeveral')}</p>, listEvents(finding.candidates)] : renderEvent(finding, report, say)}
    </div>
  );
};
EventView.props = ['report', 'say'];

function renderEvent(
  { best, candidates }: Extract<Finding, { kind: 'event' }>,
  { payload, asked }: JsonPayload & RequestReport,
  say: Say,
): VNodeChild {
  const others = best.strict.length === 0 ? [] : candidates.filter((one) => one !== best);
  const found = best.provider.events.find(({ name }) => name === payload.event);
  const sentence = say(chooseWord(payload.state, asked, others.length > 0), { event: '\0', other: found?.label ?? '' });
  return [
    <p class={payload.state === 'unknown' ? 'check-no' : undefined}>{fillNode(sentence, nameEvent(best))}</p>,
    others.length > 0 ? [<p>{say('couldBe')}</p>, listEvents(others.slice(0, 10))] : null,
  ];
}

function chooseWord(state: RequestReport['payload']['state'], asked: boolean, isDoubtful: boolean): CheckWord {
  if (state === 'unknown') return 'comparedWith';
  if (state === 'unreadable') return 'looksLike';
  if (state === 'other') return 'otherEvent';
  if (asked) return 'asEvent';
  return isDoubtful ? 'mostlyEvent' : 'isEvent';
}

/** A sentence whose gap is an element. */
const fillNode = (sentence: string, node: VNodeChild): VNodeChild[] => sentence.split(/(\0)/).map((part) => (part === '\0' ? node : part));

const nameEvent = ({ provider, event }: Candidate) => (
  <span>
    <a href={withBase(`/reference/${provider.key}/${event.slug}/`)}>
      <code>{event.label}</code>
    </a>
    {` · ${provider.title}`}
  </span>
);

const listEvents = (candidates: readonly Candidate[]) => (
  <ul>
    {candidates.map((one) => (
      <li key={`${one.provider.key}/${one.event.slug}`}>{nameEvent(one)}</li>
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

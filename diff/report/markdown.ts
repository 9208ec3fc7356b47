import { groupBy } from '../../catalogue/model/group.js';
import { fillMarkdown, heading, inlineCode, joinMarkdown, literalText, type Markdown, markdown } from '../../generators/render/markdown.js';
import type { Verdict } from '../change.js';
import { type ChangeGroup, groupChanges, nameEvents } from './group.js';
import { nameIgnore } from './ignore.js';
import { countChanges, type DiffReport, describeVersion, sideWords, verdicts } from './report.js';

/** GitHub takes comments of 65,536 characters and drops longer ones. */
const maxCharacters = 60_000;

/**
 * The report for a pull request. Every text from a document is printed as code: there it is neither markup nor, on
 * GitHub, a mention of someone or a link to an issue.
 */
export function renderMarkdown(report: DiffReport): string {
  const groups = verdicts.flatMap((verdict) => groupChanges(report.changes.filter((change) => change.verdict === verdict)));
  const head = [renderHead(report), ...renderIgnored(report)];
  const rows = groups.map(renderRow);
  const details = renderDetails(groups.filter(({ change }) => change.verdict !== 'safe'));
  const table = takeFitting(rows, maxCharacters / 2);
  const shownDetails = takeFitting(details, maxCharacters - lengthOf(table) - lengthOf(head));
  const blocks = [
    head[0],
    ...(table.length === 0 ? [] : [joinMarkdown([markdown`| Verdict | Where | Change | Code |\n|---|---|---|---|`, ...table], '\n')]),
    ...(table.length < rows.length ? [leftOut(rows.length - table.length, 'change')] : []),
    ...shownDetails,
    ...(shownDetails.length < details.length
      ? [leftOut(details.length - shownDetails.length, 'group of details', 'groups of details')]
      : []),
    ...head.slice(1),
  ].filter((block) => block !== undefined);
  return `${joinMarkdown(blocks, '\n\n')}\n`;
}

const verdictWords: Readonly<Record<Verdict | 'none', string>> = {
  breaking: 'breaking for {side}',
  risky: 'risky for {side}',
  safe: 'safe for {side}',
  none: 'no changes',
};

function renderHead(report: DiffReport): Markdown {
  const { older, newer, side, verdict } = report;
  const title = fillMarkdown(`Webhook contract: ${verdictWords[verdict ?? 'none']}`, { side: literalText(sideWords[side]) });
  const compared = markdown`${inlineCode(older.label)} ${inlineCode(older.version)} → ${inlineCode(newer.label)} ${inlineCode(newer.version)}`;
  return markdown`${heading(2, title)}\n\n${compared}\n\n${literalText(countChanges(report))}; ${inlineVersion(report)}.`;
}

/** The sentence contains versions, which are texts from the documents. */
const inlineVersion = (report: DiffReport): Markdown => inlineCode(describeVersion(report));

function renderRow(group: ChangeGroup): Markdown {
  const { verdict, message, code } = group.change;
  const word = verdict === 'safe' ? literalText(verdict) : markdown`**${literalText(verdict)}**`;
  return markdown`| ${word} | ${inlineCode(nameEvents(group))} | ${inlineCode(message)} | ${inlineCode(code)} |`;
}

/** For each event, or group of events: why each change matters and what to do. */
function renderDetails(groups: readonly ChangeGroup[]): Markdown[] {
  return [...groupBy(groups, (group) => nameEvents(group, 8))].map(([title, inside]) => {
    const items = inside.map(({ change: { verdict, category, message, reason, remedy } }) => {
      const what = markdown`**${literalText(verdict)}** (${literalText(category)}) ${inlineCode(message)}`;
      return markdown`- ${what}\n  - why: ${renderRuleText(reason)}\n  - fix: ${renderRuleText(remedy)}`;
    });
    return markdown`${heading(3, inlineCode(title))}\n\n${joinMarkdown(items, '\n')}`;
  });
}

/** A rule's text is ours, and has code in backticks. */
function renderRuleText(text: string): Markdown {
  const parts = text.split('`').map((part, index) => (index % 2 === 1 ? inlineCode(part) : literalText(part)));
  return joinMarkdown(parts, '');
}

function renderIgnored({ ignored }: DiffReport): Markdown[] {
  if (ignored.length === 0) return [];
  const reasons = new Map(ignored.map(({ change, ignore }) => [change, ignore]));
  const items = groupChanges(ignored.map(({ change }) => change)).map((group) => {
    const ignore = reasons.get(group.change);
    const why = ignore ? (ignore.reason ?? `--ignore ${nameIgnore(ignore)}`) : '';
    return markdown`- ${inlineCode(nameEvents(group))}: ${inlineCode(group.change.message)} (${inlineCode(why)})`;
  });
  const shown = takeFitting(items, maxCharacters / 8);
  const rest = shown.length < items.length ? [leftOut(items.length - shown.length, 'ignored change')] : [];
  return [joinMarkdown([markdown`### Ignored\n\n${joinMarkdown(shown, '\n')}`, ...rest], '\n\n')];
}

/** The first parts, as many as fit. */
function takeFitting(parts: readonly Markdown[], room: number): Markdown[] {
  let left = room;
  const end = parts.findIndex((part) => {
    left -= part.length + 2;
    return left < 0;
  });
  return end === -1 ? [...parts] : parts.slice(0, end);
}

const lengthOf = (parts: readonly Markdown[]) => parts.reduce((sum, part) => sum + part.length + 2, 0);

const leftOut = (number: number, noun: string, plural = `${noun}s`): Markdown =>
  markdown`${number} more ${literalText(number === 1 ? noun : plural)}: ${inlineCode('hookbook diff')} prints them all.`;

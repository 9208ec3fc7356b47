import type { Verdict } from '../../diff/change.js';
import { type ChangeGroup, groupChanges, nameEvents } from '../../diff/report/group.js';
import { nameIgnore } from '../../diff/report/ignore.js';
import { countChanges, type DiffReport, describeVersion, sideWords, verdicts } from '../../diff/report/report.js';
import { count } from '../diagnostics.js';
import { printable } from '../printable.js';
import type { Colour, Terminal } from '../terminal.js';

type Paint = Terminal['paint'];

const colours: Readonly<Record<Verdict, Colour>> = { breaking: 'red', risky: 'yellow', safe: 'green' };

/** The report for people: by verdict, then by provider and event, with what to do; the sum comes last. */
export function renderText(report: DiffReport, paint: Paint): string {
  const { older, newer, side } = report;
  const head = [
    `${paint('bold', printable(older.label))} ${printable(older.version)} → ${paint('bold', printable(newer.label))} ${printable(newer.version)}`,
    `judged for ${sideWords[side]}`,
  ].join(', ');
  const sections = verdicts.flatMap((verdict) => renderVerdict(report, verdict, paint));
  const sum = `${countChanges(report)}; ${printable(describeVersion(report))}`;
  return [head, ...sections, ...renderIgnored(report, paint), paint('bold', sum)].join('\n\n');
}

function renderVerdict({ changes }: DiffReport, verdict: Verdict, paint: Paint): string[] {
  const groups = groupChanges(changes.filter((change) => change.verdict === verdict));
  if (groups.length === 0) return [];
  const explained = new Set<string>();
  const lines = groups.flatMap((group) => renderGroup(group, explained, paint));
  return [[paint(colours[verdict], paint('bold', verdict)), ...lines].join('\n')];
}

/** One line; for changes that aren't safe also why and what to do, once for each code. */
function renderGroup(group: ChangeGroup, explained: Set<string>, paint: Paint): string[] {
  const { code, category, verdict, message, event, pointer, reason, remedy } = group.change;
  const location = event !== null || pointer === '' || message.includes(pointer) ? '' : paint('dim', ` (${printable(pointer)})`);
  const line = `  ${paint('bold', printable(nameEvents(group)))}  ${printable(message)}${location}  ${paint('dim', `${category} ${code}`)}`;
  if (verdict === 'safe' || explained.has(code)) return [line];
  explained.add(code);
  return [line, `    ${paint('cyan', 'why:')} ${printable(reason)}`, `    ${paint('cyan', 'fix:')} ${printable(remedy)}`];
}

function renderIgnored({ ignored }: DiffReport, paint: Paint): string[] {
  if (ignored.length === 0) return [];
  const reasons = new Map(ignored.map(({ change, ignore }) => [change, ignore]));
  const lines = groupChanges(ignored.map(({ change }) => change)).map((group) => {
    const ignore = reasons.get(group.change);
    const why = ignore ? (ignore.reason ?? `--ignore ${nameIgnore(ignore)}`) : '';
    const { verdict, message, code } = group.change;
    return `  ${printable(nameEvents(group))}  ${printable(message)}  ${paint('dim', `${verdict} ${code}: ${printable(why)}`)}`;
  });
  return [[paint('dim', `ignored (${count(ignored.length, 'change')})`), ...lines].join('\n')];
}

/** What a receiver keeps of its promises: plain JSON data, without a secret or a signature in it. */
export interface ConformanceReport {
  readonly provider: string;
  /** Nothing is broken; what was not checked is no fault. */
  readonly ok: boolean;
  readonly checks: readonly CheckReport[];
}

export interface CheckReport {
  readonly name: string;
  /** What goes wrong for the people who run a receiver that fails it. */
  readonly why: string;
  readonly verdict: 'kept' | 'broken' | 'not-checked';
  /** What the receiver did, or what is missing to see it; empty where the promise is kept. */
  readonly message: string;
}

/** For people: what is broken and why that matters, then what was not checked and what would show it. */
export function describeConformance({ provider, checks }: ConformanceReport): string {
  const of = (verdict: CheckReport['verdict']) => checks.filter((check) => check.verdict === verdict);
  const [kept, broken, open] = [of('kept'), of('broken'), of('not-checked')];
  const count = `${provider}: ${kept.length} kept, ${broken.length} broken, ${open.length} not checked`;
  const faults = broken.map(({ name, why, message }) => `\n\nbroken  ${name}\n        ${message}\n        why it matters: ${why}`);
  return `${count}${faults.join('')}${open.length === 0 ? '' : `\n\n${describeOpen(open)}`}\n`;
}

const maxNamed = 8;

/** What is missing, and the checks that miss it. */
function describeOpen(open: readonly CheckReport[]): string {
  const missing = new Map<string, string[]>();
  for (const { name, message } of open) missing.set(message, [...(missing.get(message) ?? []), name]);
  return [...missing]
    .map(([message, names]) => `not checked: ${message}${names.slice(0, maxNamed).map(onLine).join('')}${countRest(names)}`)
    .join('\n');
}

const onLine = (text: string) => `\n        ${text}`;
const countRest = ({ length }: readonly string[]) => (length > maxNamed ? onLine(`and ${length - maxNamed} others`) : '');

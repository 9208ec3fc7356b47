/** What a receiver keeps of its promises, as plain JSON data without a secret or a signature. */
export interface ConformanceReport {
  readonly provider: string;
  /** True if nothing is broken; unchecked promises don't count. */
  readonly ok: boolean;
  readonly checks: readonly CheckReport[];
}

export interface CheckReport {
  readonly name: string;
  /** What a broken promise means for those who run the receiver. */
  readonly why: string;
  readonly verdict: 'kept' | 'broken' | 'not-checked';
  /** What the receiver did, or what is needed to check it; empty if the promise is kept. */
  readonly message: string;
}

/** Describes the report as text: broken promises and why they matter, then unchecked ones and what they need. */
export function describeConformance({ provider, checks }: ConformanceReport): string {
  const of = (verdict: CheckReport['verdict']) => checks.filter((check) => check.verdict === verdict);
  const [kept, broken, open] = [of('kept'), of('broken'), of('not-checked')];
  const count = `${provider}: ${kept.length} kept, ${broken.length} broken, ${open.length} not checked`;
  const faults = broken.map(({ name, why, message }) => `\n\nbroken  ${name}\n        ${message}\n        why it matters: ${why}`);
  return `${count}${faults.join('')}${open.length === 0 ? '' : `\n\n${describeOpen(open)}`}\n`;
}

const maxNamed = 8;

/** What is needed, followed by the checks that need it. */
function describeOpen(open: readonly CheckReport[]): string {
  const missing = new Map<string, string[]>();
  for (const { name, message } of open) missing.set(message, [...(missing.get(message) ?? []), name]);
  return [...missing]
    .map(([message, names]) => `not checked: ${message}${names.slice(0, maxNamed).map(onLine).join('')}${countRest(names)}`)
    .join('\n');
}

const onLine = (text: string) => `\n        ${text}`;
const countRest = ({ length }: readonly string[]) => (length > maxNamed ? onLine(`and ${length - maxNamed} others`) : '');

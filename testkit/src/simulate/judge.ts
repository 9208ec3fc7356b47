import type { Attempt, DeliveryReport, ScenarioVerdict } from './report.js';
import type { Stage } from './stage.js';

/** What a verdict is about: its name, the deliveries as text, and why it matters. */
export interface Judged extends Pick<ScenarioVerdict, 'name' | 'why'> {
  readonly what: string;
}

/** All of the deliveries must have been acknowledged. */
export function judgeAcknowledged(stage: Stage, { name, what, why }: Judged, deliveries: readonly DeliveryReport[]): void {
  const failed = deliveries.filter(({ outcome }) => outcome !== 'acknowledged');
  const ok = failed.length === 0;
  const message = ok ? `acknowledged: ${what}` : `not acknowledged: ${what} (${describeFailures(stage, failed, deliveries.length)})`;
  stage.judge({ name, ok, message, why });
}

/** All of the deliveries must have been refused with a 4xx status. */
export function judgeRefused(stage: Stage, { name, what, why }: Judged, deliveries: readonly DeliveryReport[]): void {
  const wrong = deliveries.filter(({ attempts }) => !isRefusal(attempts.at(-1)));
  const accepted = wrong.some(({ attempts }) => attempts.some(({ status }) => status !== null && status < 300));
  const ok = wrong.length === 0;
  const statuses = [...new Set(deliveries.map(({ attempts }) => describeAttempt(attempts.at(-1))))].join(', ');
  const failure = `${accepted ? 'accepted' : 'neither accepted nor refused'}: ${what} (${describeFailures(stage, wrong, deliveries.length)})`;
  stage.judge({ name, ok, message: ok ? `refused: ${what} (${statuses})` : failure, why });
}

export function isRefusal(attempt: Attempt | undefined): boolean {
  return attempt?.status != null && attempt.status >= 400 && attempt.status < 500;
}

const maxNamed = 3;

export function describeFailures({ policy }: Stage, failed: readonly DeliveryReport[], of: number): string {
  const named = failed.slice(0, maxNamed).map(({ event, trait, attempts, outcome }) => {
    const last = attempts.at(-1);
    const how = outcome === 'disabled' ? 'not sent: the provider has stopped sending' : describeAttempt(last);
    const uncounted = last?.status != null && last.status < 300 && !last.acknowledged && last.played === null;
    const counts = uncounted ? `, which doesn't count: ${policy.acknowledgedBy} does` : '';
    return `${event}${trait === null ? '' : `, ${trait}`}: ${how}${counts}`;
  });
  const more = failed.length > maxNamed ? `; ${failed.length} of ${of} in all` : '';
  return `${named.join('; ')}${more}`;
}

export function describeAttempt(attempt: Attempt | undefined): string {
  if (attempt === undefined) return 'not sent';
  return attempt.status === null ? (attempt.error ?? 'no answer') : `answered ${attempt.status}`;
}

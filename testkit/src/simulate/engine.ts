import type { BuiltDelivery } from './build-delivery.js';
import type { Policy } from './policy.js';
import type { Attempt, DeliveryReport, Outcome, SimulatedFault } from './report.js';
import { sendRequest, type Wire } from './send-request.js';
import type { VirtualTime } from './virtual-time.js';

/** A delivery to send. */
export interface PlannedDelivery {
  readonly delivery: BuiltDelivery;
  readonly trait?: string | null;
  /** What the simulator does to an attempt; the first attempt is 0. */
  readonly faults?: (attempt: number) => SimulatedFault | null;
  /** Sends it only once, because the scenario needs a single answer. */
  readonly once?: boolean;
}

export interface Engine {
  /** When the provider stopped sending, in virtual milliseconds; null if it hasn't. */
  readonly disabledAt: number | null;
  /** Sends the deliveries at once and retries each by the provider's schedule. Never rejects. */
  send(sendings: readonly PlannedDelivery[]): Promise<DeliveryReport[]>;
  /** Lets the provider send again, as an account owner can. */
  enable(): void;
}

export interface EngineParts {
  readonly wire: Wire;
  readonly policy: Policy;
  readonly time: VirtualTime;
  /** How long to wait for an answer, in real milliseconds. */
  readonly timeoutMs: number;
  /** How many attempts at a delivery the endpoint may fail. */
  readonly maxAttempts: number;
  /** Called each time the provider stops sending. */
  onDisabled(at: number): void;
  /** Called when the endpoint hangs and answers are only awaited this long from now on, in real milliseconds. */
  onHung(limitMs: number): void;
}

/** An endpoint that hangs this often for the provider's whole timeout is considered hung. */
const maxHangs = 2;
/** How long answers of a hung endpoint are awaited, in real milliseconds. */
const hungTimeoutMs = 1000;

/** Sockets are limited. */
const maxAtOnce = 200;

/** What the provider sees of an attempt. */
type Seen = Pick<Attempt, 'status' | 'error' | 'durationMs'>;

/** A delivery between its attempts. */
interface Waiting {
  readonly sending: PlannedDelivery;
  readonly attempts: Attempt[];
  /** When the next attempt is due, in virtual milliseconds. */
  due: number;
  outcome: Outcome | null;
}

/** Simulates the provider's policy in virtual time: sends what is due first, and what is due together at once. */
export function createEngine({ wire, policy, time, timeoutMs, maxAttempts, onDisabled, onHung }: EngineParts): Engine {
  let disabledAt: number | null = null;
  let failingSince: number | null = null;
  let hangs = 0;

  async function send(sendings: readonly PlannedDelivery[]): Promise<DeliveryReport[]> {
    const all = sendings.map((sending): Waiting => ({ sending, attempts: [], due: time.elapsedMs, outcome: null }));
    for (;;) {
      const open = all.filter(({ outcome }) => outcome === null);
      if (open.length === 0) return all.map(describeSending);
      const due = Math.min(...open.map((waiting) => waiting.due));
      if (disabledAt === null) await time.waitUntil(due);
      const batch = open.filter((waiting) => waiting.due === due).slice(0, maxAtOnce);
      await Promise.all(batch.map((waiting) => attemptNext(waiting, batch.length === 1)));
    }
  }

  async function attemptNext(waiting: Waiting, alone: boolean): Promise<void> {
    const { sending, attempts } = waiting;
    if (disabledAt !== null && !sending.once) {
      waiting.outcome = 'disabled';
      return;
    }
    const played = sending.faults?.(attempts.length) ?? null;
    const seen = await makeAttempt(sending.delivery, played, alone);
    const { status, error, durationMs } = seen;
    const acknowledged = status !== null && played === null && policy.acknowledges(status);
    attempts.push({ at: time.elapsedMs, status, error, acknowledged, played, durationMs });
    if (!sending.once) noteHealth(acknowledged);
    const wait = policy.waitsMs[attempts.length - 1];
    if (acknowledged) waiting.outcome = 'acknowledged';
    else if (sending.once) waiting.outcome = status === null ? 'failed' : 'refused';
    else if (wait === undefined) waiting.outcome = 'given-up';
    else if (attempts.filter((attempt) => attempt.played === null).length >= maxAttempts) waiting.outcome = 'cut-short';
    else waiting.due += wait;
  }

  async function makeAttempt(delivery: BuiltDelivery, played: SimulatedFault | null, alone: boolean): Promise<Seen> {
    if (played === 'not-delivered') return { status: 500, error: null, durationMs: null };
    const { url, body } = delivery;
    const limitMs = hangs < maxHangs ? timeoutMs : Math.min(timeoutMs, hungTimeoutMs);
    const answer = await sendRequest(wire, { url, body, headers: await delivery.seal(time.now()) }, limitMs, played);
    if (played === null && alone) noteHang(answer.late, limitMs);
    if (played === null) return answer;
    if (played === 'answer-lost') return { ...answer, status: 500, error: null };
    const error = played === 'hung-up' ? 'the sender hung up before the answer' : 'the connection broke in the middle of the body';
    return { ...answer, status: null, error };
  }

  function noteHang(late: boolean, limitMs: number): void {
    hangs = late ? hangs + 1 : 0;
    if (hangs === maxHangs && limitMs > hungTimeoutMs) onHung(hungTimeoutMs);
  }

  function noteHealth(acknowledged: boolean): void {
    failingSince = acknowledged ? null : (failingSince ?? time.elapsedMs);
    if (policy.disableAfterMs === null || failingSince === null || disabledAt !== null) return;
    if (time.elapsedMs - failingSince < policy.disableAfterMs) return;
    disabledAt = time.elapsedMs;
    onDisabled(disabledAt);
  }

  function enable(): void {
    disabledAt = null;
    failingSince = null;
  }

  return {
    get disabledAt() {
      return disabledAt;
    },
    send,
    enable,
  };
}

function describeSending({ sending, attempts, outcome }: Waiting): DeliveryReport {
  const { delivery, trait = null } = sending;
  return { event: delivery.event, id: delivery.id, trait, attempts, outcome: outcome ?? 'cut-short' };
}

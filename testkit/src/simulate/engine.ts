import type { BuiltDelivery } from './build-delivery.js';
import type { Policy } from './policy.js';
import type { Attempt, DeliveryReport, Fault, Outcome } from './report.js';
import { sendRequest, type Wire } from './send-request.js';
import type { VirtualTime } from './virtual-time.js';

/** A delivery on its way, and what has become of it. */
export interface Sending {
  readonly delivery: BuiltDelivery;
  readonly trait?: string | null;
  /** What the simulator does to the attempts, the first one at 0. */
  readonly faults?: (attempt: number) => Fault | null;
  /** It is sent once: what comes of it is all that the scenario wants to know. */
  readonly once?: boolean;
}

export interface Engine {
  /** When the provider stopped sending, in virtual milliseconds; null: it hasn't. */
  readonly disabledAt: number | null;
  /** Sends them at once, and each again by the provider's schedule until it is acknowledged or given up. Never rejects. */
  send(sendings: readonly Sending[]): Promise<DeliveryReport[]>;
  /** The account switches the endpoint on again. */
  enable(): void;
}

export interface EngineParts {
  readonly wire: Wire;
  readonly policy: Policy;
  readonly time: VirtualTime;
  /** Real milliseconds that an answer may take. */
  readonly timeoutMs: number;
  /** How often the endpoint may fail at a delivery. */
  readonly most: number;
  /** Told once for each time that the provider stops sending. */
  disabled(at: number): void;
  /** Told where the endpoint hangs, and answers are awaited for this many real milliseconds from now on. */
  impatient(limitMs: number): void;
}

/**
 * Who hung so often over a single request, for as long as the provider waits, is taken to hang: what follows is awaited this long in
 * reality, in milliseconds.
 */
const maxHangs = 2;
const hungMs = 1000;

/** Sockets are few. */
const maxAtOnce = 200;

/** What the provider sees of an attempt. */
type Seen = Pick<Attempt, 'status' | 'error' | 'durationMs'>;

/** A delivery between its attempts. */
interface Waiting {
  readonly sending: Sending;
  readonly attempts: Attempt[];
  /** When the next attempt is due, in virtual milliseconds. */
  due: number;
  outcome: Outcome | null;
}

/** Plays the provider's policy, event by event in virtual time: what is due first is sent first, what is due together at once. */
export function createEngine({ wire, policy, time, timeoutMs, most, disabled, impatient }: EngineParts): Engine {
  let disabledAt: number | null = null;
  let failingSince: number | null = null;
  let hangs = 0;

  async function send(sendings: readonly Sending[]): Promise<DeliveryReport[]> {
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
    else if (attempts.filter((attempt) => attempt.played === null).length >= most) waiting.outcome = 'cut-short';
    else waiting.due += wait;
  }

  async function makeAttempt(delivery: BuiltDelivery, played: Fault | null, alone: boolean): Promise<Seen> {
    if (played === 'not-delivered') return { status: 500, error: null, durationMs: null };
    const { url, body } = delivery;
    const limitMs = hangs < maxHangs ? timeoutMs : Math.min(timeoutMs, hungMs);
    const answer = await sendRequest(wire, { url, body, headers: await delivery.seal(time.now()) }, limitMs, played);
    if (played === null && alone) noteHang(answer.late, limitMs);
    if (played === null) return answer;
    if (played === 'answer-lost') return { ...answer, status: 500, error: null };
    const error = played === 'hung-up' ? 'the sender hung up before the answer came' : 'the connection broke in the middle of the body';
    return { ...answer, status: null, error };
  }

  function noteHang(late: boolean, limitMs: number): void {
    hangs = late ? hangs + 1 : 0;
    if (hangs === maxHangs && limitMs > hungMs) impatient(hungMs);
  }

  function noteHealth(acknowledged: boolean): void {
    failingSince = acknowledged ? null : (failingSince ?? time.elapsedMs);
    if (policy.disableAfterMs === null || failingSince === null || disabledAt !== null) return;
    if (time.elapsedMs - failingSince < policy.disableAfterMs) return;
    disabledAt = time.elapsedMs;
    disabled(disabledAt);
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

import type { SimulatedProvider } from '../provider.js';
import type { Report } from '../report.js';
import type { ScenarioName } from '../scenario-names.js';
import type { Composing, SignedRequest } from './compose.js';
import type { HandlerRun, Need, Probe, StoredRequest } from './probe.js';

/** What a check has in its hands. Others were run on the receiver before, so it counts what is of its own requests alone. */
export interface Trial<Needed extends Need = never> {
  readonly provider: SimulatedProvider;
  readonly event: string;
  readonly probe: Probe & Required<Pick<Probe, Needed>>;
  /** The receiver's clock, in unix milliseconds. */
  now(): number;
  /** Lets time pass; where the receiver's clock can't be advanced, half a second of it in reality at most. */
  pass(ms: number): Promise<void>;
  /** Lets time pass only where the clock can be advanced. */
  advance(ms: number): Promise<void>;
  /** An authentic request, like no other. */
  compose(composing?: Composing): Promise<SignedRequest>;
  /** Digits that no one was given before. */
  mark(): string;
  /** What came of it, once that is known. */
  send(request: Sendable): Promise<Answer>;
  /** Sends, and waits for nothing. */
  start(request: Sendable): Sending;
  /** The runs of a delivery's handler; none where the probe doesn't show any. */
  runsOf(delivery: { readonly id: string }): Promise<readonly HandlerRun[]>;
  rowsOf(delivery: { readonly id: string }): Promise<readonly StoredRequest[]>;
  /** Plays a scenario of the simulator. */
  play(scenario: ScenarioName): Promise<Report>;
}

export type Sendable = Pick<SignedRequest, 'url' | 'headers' | 'body'>;

/** What came of a request. */
export interface Answer {
  /** null: there is none. */
  readonly status: number | null;
  /** Why there is none, in words; null where that is not known yet. */
  readonly error: string | null;
}

/** A request on its way. */
export interface Sending {
  /** What has come of it so far. */
  answer(): Answer;
  /** Resolves once there is an answer, or its time is up; never rejects. */
  settled(): Promise<Answer>;
}

export const isAcknowledged = ({ status }: Answer) => status !== null && status >= 200 && status < 300;
export const isRefused = ({ status }: Answer) => status !== null && status >= 400 && status < 500;

/** For the beginning of a message. */
export function answered({ status, error }: Answer): string {
  if (status !== null) return `answered ${status}`;
  return error === null ? 'answered nothing' : `answered nothing (${error})`;
}

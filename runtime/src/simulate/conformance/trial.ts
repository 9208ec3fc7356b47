import type { SimulatedProvider } from '../provider.js';
import type { Report } from '../report.js';
import type { ScenarioName } from '../scenario.js';
import type { Need } from './check.js';
import type { Composing, SignedRequest } from './compose.js';
import type { HandlerRun, Probe, StoredRequest } from './probe.js';

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
  /** The answer's status; null where there is none in time, or the connection broke. */
  send(request: Sendable): Promise<number | null>;
  /** Sends, and waits for nothing. */
  start(request: Sendable): Answer;
  /** The runs of a delivery's handler; none where the probe doesn't show any. */
  runsOf(delivery: { readonly id: string }): Promise<readonly HandlerRun[]>;
  rowsOf(delivery: { readonly id: string }): Promise<readonly StoredRequest[]>;
  /** Plays a scenario of the simulator. */
  play(scenario: ScenarioName): Promise<Report>;
}

export type Sendable = Pick<SignedRequest, 'url' | 'headers' | 'body'>;

/** An answer that may be on its way. */
export interface Answer {
  /** null: there is none so far. */
  status(): number | null;
  /** As `send`. */
  settled(): Promise<number | null>;
  /** Why there is none, in words. */
  error(): string | null;
}

export const isAcknowledged = (status: number | null) => status !== null && status >= 200 && status < 300;
export const isRefused = (status: number | null) => status !== null && status >= 400 && status < 500;

/** `answered 401`, for the beginning of a message. */
export const answered = (status: number | null) => `answered ${status ?? 'nothing'}`;

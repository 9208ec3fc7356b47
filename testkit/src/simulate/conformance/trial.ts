import type { SimulatedProvider } from '../provider.js';
import type { SimulationReport } from '../report.js';
import type { ScenarioName } from '../scenarios/index.js';
import type { Answer as SentAnswer, SentRequest } from '../send-request.js';
import type { Composing, SignedRequest } from './compose.js';
import type { HandlerRun, Need, Probe, StoredRequest } from './probe.js';

/** What a check works with. Earlier checks used the same receiver, so it only counts its own requests. */
export interface Trial<Needed extends Need = never> {
  readonly provider: SimulatedProvider;
  readonly event: string;
  readonly probe: Probe & Required<Pick<Probe, Needed>>;
  /** The receiver's clock, in unix milliseconds. */
  now(): number;
  /** Lets time pass. If the receiver's clock can't be advanced, at most half a second of real time. */
  pass(ms: number): Promise<void>;
  /** Lets time pass if the clock can be advanced; otherwise does nothing. */
  advance(ms: number): Promise<void>;
  /** Composes a unique genuine request. */
  compose(composing?: Composing): Promise<SignedRequest>;
  /** Returns digits that were never returned before. */
  mark(): string;
  /** Sends a request and waits for the answer. */
  send(request: SentRequest): Promise<Answer>;
  /** Sends a request without waiting. */
  start(request: SentRequest): PendingRequest;
  /** The runs of the handlers of these requests, in their order; none if the probe doesn't show them. */
  runsOf(...requests: readonly SignedRequest[]): Promise<readonly HandlerRun[]>;
  /** What is stored of these requests, in their order; nothing if the probe doesn't show it. */
  rowsOf(...requests: readonly SignedRequest[]): Promise<readonly StoredRequest[]>;
  /** Runs a scenario of the simulator. */
  play(scenario: ScenarioName): Promise<SimulationReport>;
}

/** While a request is pending, status and error are null. */
export type Answer = Pick<SentAnswer, 'status' | 'error'>;

export interface PendingRequest {
  /** The answer so far. */
  answer(): Answer;
  /** Resolves once there is an answer or the time is up. Never rejects. */
  settled(): Promise<Answer>;
}

export const isAcknowledged = ({ status }: Answer) => status !== null && status >= 200 && status < 300;
export const isRefused = ({ status }: Answer) => status !== null && status >= 400 && status < 500;

/** The start of a message. */
export function answered({ status, error }: Answer): string {
  if (status !== null) return `answered ${status}`;
  return error === null ? 'answered nothing' : `answered nothing (${error})`;
}

/** Plays a provider: signs as it does, sends as it does, and tells what a receiver gets wrong. */
export type { DeliveryPolicy, ProviderFacts } from './contract.js';
export { type Building, type BuiltDelivery, buildDelivery } from './simulate/build-delivery.js';
export type { ConformanceOptions, ConformanceTarget } from './simulate/conformance/options.js';
export type { Commits, DigestTrace, HandlerRun, Probe, ProbedClock, StoredRequest } from './simulate/conformance/probe.js';
export { type CheckReport, type ConformanceReport, describeConformance } from './simulate/conformance/report.js';
export { describeDuration } from './simulate/describe-duration.js';
export { describeReport } from './simulate/describe-report.js';
export type { Freshening } from './simulate/freshen.js';
export type { Effect, SimulatedClock, SimulateOptions } from './simulate/options.js';
export { assumedPolicy, type Policy, resolvePolicy } from './simulate/policy.js';
export type { Sample, SimulatedProvider } from './simulate/provider.js';
export type { Assumption, Attempt, DeliveryReport, Fault, Notice, Outcome, Report, Verdict } from './simulate/report.js';
export { type Scenario, type ScenarioName, scenarioNames } from './simulate/scenario.js';
export { scenarios } from './simulate/scenarios/index.js';
export { createRandom, type SeededRandom } from './simulate/seeded-random.js';
export { type SignOptions, sign } from './simulate/sign.js';
export { simulate } from './simulate/simulate.js';

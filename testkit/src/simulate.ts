/** Simulates a provider: signs and sends as it does, and reports what a receiver gets wrong. */
export type { DeliveryPolicy, ProviderFacts } from '@hookbook/runtime';
export { type Building, type BuiltDelivery, buildDelivery } from './simulate/build-delivery.js';
export { BrokenPromise } from './simulate/conformance/check.js';
export { conformance } from './simulate/conformance/conformance.js';
export type { ConformanceOptions, ConformanceTarget } from './simulate/conformance/options.js';
export type { Commits, DigestTrace, HandlerRun, Probe, ProbedClock, StoredRequest } from './simulate/conformance/probe.js';
export { type CheckReport, type ConformanceReport, describeConformance } from './simulate/conformance/report.js';
export { describeDuration } from './simulate/describe-duration.js';
export { describeReport } from './simulate/describe-report.js';
export { type Fresh, type Freshening, freshen } from './simulate/freshen.js';
export type { Effect, SimulateOptions } from './simulate/options.js';
export { assumedPolicy, type Policy, resolvePolicy } from './simulate/policy.js';
export type { Sample, SimulatedProvider } from './simulate/provider.js';
export { renewTime } from './simulate/renew-value.js';
export type {
  Assumption,
  Attempt,
  DeliveryReport,
  Notice,
  Outcome,
  ScenarioVerdict,
  SimulatedFault,
  SimulationReport,
} from './simulate/report.js';
export type { Scenario } from './simulate/scenario.js';
export { type ScenarioName, scenarioNames, scenarios } from './simulate/scenarios/index.js';
export { createRandom, type SeededRandom } from './simulate/seeded-random.js';
export { type SignOptions, sign } from './simulate/sign.js';
export { simulate } from './simulate/simulate.js';
export type { SimulatedClock } from './simulate/virtual-time.js';

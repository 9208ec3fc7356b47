/** Plays a provider: signs as it does, sends as it does, and tells what a receiver gets wrong. */
export type { DeliveryPolicy, ProviderFacts } from './contract.js';
export type { Effect, SimulatedClock, SimulateOptions } from './simulate/options.js';
export type { Sample, SimulatedProvider } from './simulate/provider.js';
export type { Assumption, Attempt, DeliveryReport, Fault, Notice, Outcome, Report, Verdict } from './simulate/report.js';
export { type Scenario, type ScenarioName, scenarioNames } from './simulate/scenario.js';
export { type SignOptions, sign } from './simulate/sign.js';

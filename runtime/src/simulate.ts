/** Plays a provider: signs as it does, sends as it does, and tells what a receiver gets wrong. */
export type { DeliveryPolicy, ProviderFacts } from './contract.js';
export type { Sample, SimulatedProvider } from './simulate/provider.js';
export { type SignOptions, sign } from './simulate/sign.js';

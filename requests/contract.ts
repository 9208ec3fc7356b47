import type { ProviderContract, Validation } from '@hookbook/runtime';
import { compileEvent } from '../catalogue/compile/compile.js';
import type { Provider } from '../catalogue/model/model.js';
import type { Policy } from '../catalogue/schema/policy.js';
import { buildContract } from '../generators/contracts/contract.js';
import { findEvent } from './find-event.js';

/** A provider's contract without generated code. It has all that a receiver needs. */
export function openContract(provider: Provider): ProviderContract {
  const judge = openJudge(provider, 'tolerant');
  const validators = Object.create(null) as Record<string, { validate(value: unknown): Validation }>;
  for (const { name } of provider.events) validators[name] = { validate: (value) => judge(name, value) };
  return { ...buildContract(provider), findEvent: (value, header) => findEvent(provider, value, header), validators };
}

/** Validates a provider's events by name. An event is compiled when it is first used. Throws for unknown events. */
export function openJudge(provider: Provider, policy: Policy): (name: string, value: unknown) => Validation {
  const compiled = new Map<string, ReturnType<typeof compileEvent>>();
  return (name, value) => {
    const event = provider.events.find((each) => each.name === name);
    if (event === undefined) throw new Error(`${provider.key} has no event ${JSON.stringify(name)}`);
    const validate = compiled.get(name) ?? compileEvent(provider, event, policy);
    compiled.set(name, validate);
    const errors = validate(value);
    return errors.length === 0 ? { valid: true } : { valid: false, errors };
  };
}

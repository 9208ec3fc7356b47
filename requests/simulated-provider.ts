import type { DeliveryPolicy, SimulatedProvider } from '@hookbook/testkit/simulate';
import type { Provider } from '../catalogue/model/model.js';
import { buildDelivery } from '../generators/contracts/contract.js';
import { factsOf, openJudge } from './contract.js';
import { buildSample } from './sample.js';

/** The provider as a simulator plays it, straight from the document. Its `sample` throws for an event that it doesn't have. */
export function openProvider(provider: Provider): SimulatedProvider {
  return {
    ...factsOf(provider),
    delivery: policyOf(provider),
    sample: (name) => {
      const event = provider.events.find((each) => each.name === name);
      if (event === undefined) throw new Error(`${provider.key} has no event ${JSON.stringify(name)}`);
      return buildSample(provider, event);
    },
    validate: openJudge(provider, 'strict'),
  };
}

/** How the provider sends, in the runtime's own type: `buildDelivery` makes plain data of that shape. */
export function policyOf(provider: Provider): DeliveryPolicy {
  return buildDelivery(provider) as unknown as DeliveryPolicy;
}

import type { SimulatedProvider } from '@hookbook/testkit/simulate';
import type { Provider } from '../catalogue/model/model.js';
import { buildContract, buildDelivery } from '../generators/contracts/contract.js';
import { openJudge } from './contract.js';
import { buildSample } from './sample.js';

/** A provider of the document for the simulator. Its `sample` throws for unknown events. */
export function openProvider(provider: Provider): SimulatedProvider {
  return {
    ...buildContract(provider),
    delivery: buildDelivery(provider),
    sample: (name) => {
      const event = provider.events.find((each) => each.name === name);
      if (event === undefined) throw new Error(`${provider.key} has no event ${JSON.stringify(name)}`);
      return buildSample(provider, event);
    },
    validate: openJudge(provider, 'strict'),
  };
}

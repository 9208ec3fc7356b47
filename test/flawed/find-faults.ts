import type { ConformanceReport } from '../../testkit/src/simulate.js';
import { openReceiver, type Program } from '../conformance/receiver/open-receiver.js';
import { checkNames, runChecks } from '../conformance/receiver-conformance.js';

/** The checks that a receiver fails, and what they say, each over a receiver of its own. */
export async function findFaults(program: () => Program, names: readonly string[] = checkNames): Promise<Record<string, string>> {
  const faults: Record<string, string> = {};
  for (const name of names) Object.assign(faults, faultsOf(await runChecks(async () => openReceiver(program()), [name])));
  return faults;
}

export function faultsOf({ checks }: Pick<ConformanceReport, 'checks'>): Record<string, string> {
  const broken = checks.filter(({ verdict }) => verdict === 'broken');
  return Object.fromEntries(broken.map(({ name, message }) => [name, message]));
}

import {
  describeReport,
  type ScenarioName,
  type SimulatedProvider,
  type SimulationReport,
  scenarios,
  simulate,
} from '@hookbook/testkit/simulate';
import { alignColumns } from '../columns.js';
import { exit, UsageError } from '../exit.js';
import { printable, printableLines, renderJson } from '../printable.js';
import type { Terminal } from '../terminal.js';
import type { SendRequest } from './options.js';

export interface ScenarioInputs {
  readonly provider: SimulatedProvider;
  /** The events to send. */
  readonly events: readonly string[];
  readonly url: string;
  readonly secret: string | null;
  readonly previousSecret: string | null;
}

/** Lists the scenarios with a sentence each, for the help. */
export function listScenarios(): string {
  const rows = Object.values(scenarios).map(({ name, shows }) => [name, shows]);
  return ['Scenarios:', ...alignColumns(rows, 200).map((row) => `  ${row}`)].join('\n');
}

/** Throws a UsageError for an unknown scenario or for options that cannot be combined with one. */
export function checkScenario(request: SendRequest): ScenarioName {
  const name = Object.keys(scenarios).find((one): one is ScenarioName => one === request.scenario);
  if (name === undefined)
    throw new UsageError(
      `there is no scenario ${JSON.stringify(request.scenario)}; the scenarios are ${Object.keys(scenarios).join(', ')}`,
    );
  const conflicting = [
    ...(request.mode === 'send' ? [] : [`--${request.mode}`]),
    ...(request.duplicate ? ['--duplicate'] : []),
    ...(request.fresh === false ? ['--no-fresh'] : []),
    ...(Object.keys(request.headers).length === 0 ? [] : ['--header']),
  ];
  if (conflicting.length > 0)
    throw new UsageError(`${conflicting.join(' and ')} cannot be combined with --scenario, which builds its own requests`);
  return name;
}

/** Runs a scenario against the receiver and prints its report. Returns 1 if the receiver got something wrong. */
export async function runScenario(
  inputs: ScenarioInputs,
  request: SendRequest,
  { json, terminal }: { readonly json: boolean; readonly terminal: Terminal },
): Promise<number> {
  const scenario = checkScenario(request);
  const { provider, events, url, secret, previousSecret } = inputs;
  if (previousSecret === null && needsPreviousSecret(provider, scenario)) {
    throw new UsageError(`${scenario} needs --previous-secret, a second secret that the receiver accepts`);
  }
  let report: SimulationReport;
  try {
    report = await simulate({
      ...{ provider, events, url, scenario },
      ...(secret === null ? {} : { secret }),
      ...(secret === null || previousSecret === null ? {} : { previousSecret }),
      ...(request.times === null ? {} : { count: request.times }),
      ...(request.timeoutMs === null ? {} : { timeoutMs: request.timeoutMs }),
    });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    terminal.tell(`${terminal.paintMessage('red', 'not run')}: ${printable(error.message)}`);
    return exit.fault;
  }
  const attempts = report.deliveries.flatMap((delivery) => delivery.attempts);
  if (attempts.length > 0 && attempts.every(({ status }) => status === null)) {
    terminal.tell(`no answer from ${new URL(url).host}: is the receiver running?`);
  }
  terminal.print(json ? renderJson(report) : printableLines(describeReport(report)));
  return report.ok ? exit.fine : exit.fault;
}

function needsPreviousSecret(provider: SimulatedProvider, scenario: ScenarioName): boolean {
  const { whyNot } = scenarios[scenario];
  return whyNot(provider, {}) !== null && whyNot(provider, { previousSecret: 'given' }) === null;
}

import { describeReport, type Report, type ScenarioName, type SimulatedProvider, scenarios, simulate } from '@hookbook/testkit/simulate';
import { alignColumns } from '../columns.js';
import { exit, UsageError } from '../exit.js';
import { printable, printableLines, renderJson } from '../printable.js';
import type { Terminal } from '../terminal.js';
import type { SendRequest } from './options.js';

export interface Playing {
  readonly provider: SimulatedProvider;
  /** The events to send. */
  readonly events: readonly string[];
  readonly url: string;
  readonly secret: string | null;
  readonly previousSecret: string | null;
}

/** The scenarios with a sentence each, for the help. */
export function listScenarios(): string {
  const rows = Object.values(scenarios).map(({ name, shows }) => [name, shows]);
  return ['Scenarios:', ...alignColumns(rows, 200).map((row) => `  ${row}`)].join('\n');
}

/** Throws a UsageError where there is no such scenario, or where an option makes no sense with it. */
export function checkScenario(request: SendRequest): ScenarioName {
  const name = Object.keys(scenarios).find((one): one is ScenarioName => one === request.scenario);
  if (name === undefined)
    throw new UsageError(`there is no scenario ${JSON.stringify(request.scenario)}: ${Object.keys(scenarios).join(', ')}`);
  const unfit = [
    ...(request.mode === 'send' ? [] : [`--${request.mode}`]),
    ...(request.duplicate ? ['--duplicate'] : []),
    ...(request.fresh === false ? ['--no-fresh'] : []),
    ...(Object.keys(request.headers).length === 0 ? [] : ['--header']),
  ];
  if (unfit.length > 0) throw new UsageError(`${unfit.join(' and ')} can't go with --scenario, which makes its own requests`);
  return name;
}

/** Plays a scenario to the receiver and prints its report: 1 where the receiver got something wrong. */
export async function playScenario(
  playing: Playing,
  request: SendRequest,
  { json, terminal }: { readonly json: boolean; readonly terminal: Terminal },
): Promise<number> {
  const scenario = checkScenario(request);
  const { provider, events, url, secret, previousSecret } = playing;
  if (previousSecret === null && lacksPrevious(provider, scenario)) {
    throw new UsageError(`${scenario} needs the secret before as well: --previous-secret, one that the receiver takes beside its own`);
  }
  let report: Report;
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
    terminal.tell(`${terminal.paintMessage('red', 'not played')}: ${printable(error.message)}`);
    return exit.fault;
  }
  const attempts = report.deliveries.flatMap((delivery) => delivery.attempts);
  if (attempts.length > 0 && attempts.every(({ status }) => status === null)) {
    terminal.tell(`nobody answers at ${new URL(url).host}: does the receiver run?`);
  }
  terminal.print(json ? renderJson(report) : printableLines(describeReport(report)));
  return report.ok ? exit.fine : exit.fault;
}

function lacksPrevious(provider: SimulatedProvider, scenario: ScenarioName): boolean {
  const { whyNot } = scenarios[scenario];
  return whyNot(provider, {}) !== null && whyNot(provider, { previousSecret: 'given' }) === null;
}

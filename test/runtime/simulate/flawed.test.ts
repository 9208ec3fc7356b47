import { describe, expect, test } from 'vitest';
import { describeReport, scenarioNames } from '../../../testkit/src/simulate.js';
import { flawed, play, thin } from './flaws.js';

describe('a receiver written by hand, and well', () => {
  test.each(scenarioNames.map((scenario) => ({ scenario })))('stands $scenario', async ({ scenario }) => {
    const report = await play(scenario);
    expect(report.ok, describeReport(report)).toBe(true);
    expect(report.skipped).toBeNull();
  });

  test.each(scenarioNames.map((scenario) => ({ scenario })))('stands $scenario where little is signed', async ({ scenario }) => {
    const report = await play(scenario, { provider: thin });
    expect(report.ok, describeReport(report)).toBe(true);
  });
});

describe('each scenario finds the faults that it is for', () => {
  test.each(flawed)('$scenario: a receiver that $name', async ({ scenario, want, ...given }) => {
    const report = await play(scenario, given);
    expect(
      report.verdicts.filter(({ ok }) => !ok).map(({ name }) => name),
      describeReport(report),
    ).toEqual(want);
    expect(report.ok).toBe(want.length === 0);
  });

  test('there is none without a fault that it finds', () => {
    expect(scenarioNames.filter((name) => !flawed.some(({ scenario }) => scenario === name))).toEqual([]);
  });
});

import { describeAttempt } from '../judge.js';
import type { Scenario } from '../scenario.js';

export const redirect: Scenario = {
  name: 'redirect',
  shows: 'One delivery to the URL as given. Redirects are not followed.',
  why: 'Providers send only to the URL they were given: with http instead of https, or without the trailing slash, every delivery is lost.',
  whyNot: () => null,
  async play(stage) {
    const deliveries = await stage.send({ delivery: await stage.build(), once: true });
    const attempt = deliveries[0]?.attempts[0];
    const redirected =
      attempt?.error?.startsWith('a redirect') || (attempt?.status != null && attempt.status >= 300 && attempt.status < 400);
    const ok = !redirected && attempt?.status != null;
    const message = redirected
      ? `the endpoint redirects (${describeAttempt(attempt)}), which counts as a failure`
      : `${ok ? 'no redirect' : 'no answer'}: the endpoint ${describeAttempt(attempt)}`;
    stage.judge({ name: 'no-redirect', ok, message, why: 'Give the provider the URL to which the endpoint redirects.' });
  },
};

import { describeAttempt } from '../judge.js';
import type { Scenario } from '../scenario.js';

export const redirect: Scenario = {
  name: 'redirect',
  shows: 'One delivery to the address as it is given; a redirect is not followed.',
  why: 'Providers send to the address they were given, and no other: to http instead of https, or without the slash at its end, all is lost.',
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
    stage.judge({ name: 'no-redirect', ok, message, why: 'Give the provider the address at which the endpoint answers by itself.' });
  },
};

import type { Scenario } from '../scenario.js';
import { burst } from './burst.js';
import { duplicates } from './duplicates.js';
import { forged } from './forged.js';
import { happy } from './happy.js';
import { outOfOrder } from './out-of-order.js';
import { outage } from './outage.js';
import { oversized } from './oversized.js';
import { redirect } from './redirect.js';
import { lastAttempt, retryAfter500, retryAfterTimeout } from './retries.js';
import { rotatedSecret } from './rotated-secret.js';
import { stale } from './stale.js';
import { tampered } from './tampered.js';
import { unknownEvent, unknownField } from './unknown.js';

export const scenarios = {
  happy,
  duplicates,
  'out-of-order': outOfOrder,
  'retry-after-500': retryAfter500,
  'retry-after-timeout': retryAfterTimeout,
  'last-attempt': lastAttempt,
  outage,
  forged,
  stale,
  tampered,
  'rotated-secret': rotatedSecret,
  'unknown-event': unknownEvent,
  'unknown-field': unknownField,
  oversized,
  redirect,
  burst,
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof scenarios;

export const scenarioNames = Object.keys(scenarios) as readonly ScenarioName[];

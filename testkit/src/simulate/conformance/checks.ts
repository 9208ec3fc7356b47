import { answerChecks } from './answer-checks.js';
import { byteChecks } from './byte-checks.js';
import type { Check } from './check.js';
import { commitChecks } from './commit-checks.js';
import { duplicateChecks } from './duplicate-checks.js';
import { genuineCheck } from './genuine-check.js';
import { retryChecks } from './retry-checks.js';
import { scenarioChecks } from './scenario-checks.js';
import { signatureChecks } from './signature-checks.js';

/** What people rely on in any webhook receiver, in the order of the checks. */
export const conformanceChecks: readonly Check[] = [
  genuineCheck,
  ...answerChecks,
  ...signatureChecks,
  ...byteChecks,
  ...duplicateChecks,
  ...retryChecks,
  ...commitChecks,
  ...scenarioChecks,
];

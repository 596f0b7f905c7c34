// All steps of a deployment, in order: each stands on those before it.
import type { Step } from '../step.ts';
import { ACCOUNT_STEPS } from './accounts.ts';
import { ADDON_STEPS } from './addon.ts';
import { CALL_STEPS } from './calls.ts';
import { DATA_STEPS } from './data.ts';
import { FUNCTION_STEPS } from './functions.ts';
import { KEY_STEPS } from './keys.ts';
import { PROJECT_STEPS } from './project.ts';
import { WATCH_STEPS } from './watch.ts';

export const STEPS: readonly Step[] = [
  ...PROJECT_STEPS,
  ...ACCOUNT_STEPS,
  ...DATA_STEPS,
  ...KEY_STEPS,
  ...FUNCTION_STEPS,
  ...CALL_STEPS,
  ...WATCH_STEPS,
  ...ADDON_STEPS,
];

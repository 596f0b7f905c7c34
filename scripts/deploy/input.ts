// What a deployment is told by the person who starts it.
import type { Place, SECRETS } from '../../functions/src/deploy/place.ts';

export type SecretName = (typeof SECRETS)[number];

export interface DeployInput extends Place {
  /** The Apps Script project that the add-on is pushed to; without one the add-on stays as it is. */
  scriptId: string | undefined;
  /** Which version of the add-on it is, in words. */
  release: string;
  /** Whether a person can answer questions. */
  interactive: boolean;
  /** Whether firebase-tools may delete functions that are no longer in the list, without asking. */
  force: boolean;
  /** `012345-6789AB-CDEF01`: who pays, where the project has no billing account yet. */
  billingAccount: string | undefined;
  /** A month's budget in whole units of the billing account's currency; 0 is none. It warns, and stops nothing. */
  budget: number;
  /** Where alerts go; without one they are seen in the console only. */
  alertMail: string | undefined;
  /** Values of secrets that are given by hand; those that are there already are kept without one. */
  secrets: Partial<Record<SecretName, string>>;
  /** Secrets that get a new value of ours. */
  rotate: readonly SecretName[];
}

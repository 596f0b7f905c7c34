// Whose properties, cache or lock a scope means.
import type { Scope } from '../calls.ts';
import type { Execution } from '../execution.ts';

/** A key that is the same for all executions that share the scope. */
export function ownerOf(scope: Scope, { input }: Execution): string {
  return scope === 'user' ? `user:${input.effectiveEmail}` : scope;
}

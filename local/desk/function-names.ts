// The functions as they are called in production.

import { ENDPOINTS, type EndpointName } from '../../functions/src/deploy/endpoints.ts';

export type FunctionName = EndpointName;
export const FUNCTIONS: readonly FunctionName[] = ENDPOINTS.map(({ name }) => name);

/** One thing for each function. */
export function forEachFunction<T>(make: (name: FunctionName) => T): Record<FunctionName, T> {
  return Object.fromEntries(FUNCTIONS.map(name => [name, make(name)])) as Record<FunctionName, T>;
}

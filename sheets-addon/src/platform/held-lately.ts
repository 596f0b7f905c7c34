// Asks the service what cells held a moment ago.
import type { HeldAnswer, HeldRequest } from '../../../functions/src/contract/held.ts';
import { call, deskPath } from './service.ts';

/**
 * Whether records held texts in cells of theirs a moment ago, in this order; `true` also where nobody can tell. Throws
 * `ServiceFailure`.
 */
export const heldLately = (deskId: string, cells: HeldRequest['cells']): readonly boolean[] =>
  call<HeldAnswer>('post', `${deskPath(deskId)}/held`, { held: 'list' }, { cells } satisfies HeldRequest)
    .held;

// The desk as the service describes it: remembered, and fetched again when it may have changed.
import type { DeskDescription } from '../../functions/src/http/contract.ts';
import { recallDesk, rememberDesk } from './memory.ts';
import type { Spreadsheet } from './platform.ts';
import { describeDesk } from './service.ts';

/** Fetches the description anew. Throws `ServiceFailure`. */
export function fetchDesk(spreadsheet: Spreadsheet): DeskDescription {
  const desk = describeDesk(spreadsheet.getId());
  if (recallDesk()?.version !== desk.version) rememberDesk(desk);
  return desk;
}

/** The remembered description, fetched when there is none. Throws `ServiceFailure`. */
export const knownDesk = (spreadsheet: Spreadsheet): DeskDescription =>
  recallDesk() ?? fetchDesk(spreadsheet);

// The desk as the service describes it: remembered, and fetched again when it may have changed.
import type { ContractForm, DeskDescription } from '../../../functions/src/contract/contract.ts';
import type { Spreadsheet } from '../platform/platform.ts';
import { describeDesk } from '../platform/service.ts';
import { clearUnserved } from '../sheet/unserved.ts';
import { markAdopted } from './adopt.ts';
import { recallDesk, rememberDesk } from './memory.ts';

/**
 * Fetches the description anew; what already stands under columns that it brings is marked to be sent, and the first
 * one takes away that there is no desk. Throws
 * `ServiceFailure`.
 */
export function fetchDesk(spreadsheet: Spreadsheet): DeskDescription {
  const desk = describeDesk(spreadsheet.getId());
  const known = recallDesk();
  if (known?.version === desk.version) return desk;
  rememberDesk(desk);
  if (known) markAdopted(spreadsheet, known, desk);
  else clearUnserved(spreadsheet);
  return desk;
}

/** The remembered description, fetched when there is none. Throws `ServiceFailure`. */
export const knownDesk = (spreadsheet: Spreadsheet): DeskDescription =>
  recallDesk() ?? fetchDesk(spreadsheet);

const CONTRACT: ContractForm = 2;

/** Whether add-on and service are of releases that may misunderstand each other. */
export const isOtherRelease = (desk: DeskDescription): boolean => {
  const spoken: unknown = desk.contract;
  return spoken !== CONTRACT;
};

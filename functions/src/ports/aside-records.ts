// Records that cannot be decided: what is asked of them.

import type { DeskRecord } from '../core/record/record.ts';

export interface AsideRecords {
  /** Records that are set aside, the latest first. */
  recordsAside(deskId: string, limit: number): Promise<DeskRecord[]>;
  /** Keys of records that were set aside by another program or configuration than this. */
  keysToTryAgain(deskId: string, judgedBy: string, limit: number): Promise<string[]>;
  /** Desks with records that were set aside by another release than this, but for those excepted. */
  desksToTryAgain(release: string, limit: number, except?: ReadonlySet<string>): Promise<string[]>;
}

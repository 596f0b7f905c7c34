// Everything that is kept, as one: what was acknowledged is here.

import type { Filed } from '../core/similarity/fingerprint-text.ts';
import type { AsideRecords } from './aside-records.ts';
import type { SealedStore } from './desk-keys.ts';
import type { DeskRegistry } from './desks.ts';
import type { FigureStore } from './figures.ts';
import type { NoticeStore } from './notices.ts';
import type { RecordStore } from './records.ts';
import type { DeskTransaction } from './transaction.ts';

/** Everything that is kept. */
export interface DeskStore
  extends AsideRecords,
    RecordStore,
    FigureStore,
    NoticeStore,
    DeskRegistry,
    SealedStore {
  /** @throws RecordExists, CommitTooLarge */
  transaction<T>(deskId: string, work: (transaction: DeskTransaction) => Promise<T>): Promise<T>;
  /**
   * Files what earlier programs kept of records in buckets, where nothing newer is filed. Costs nothing once it is
   * done.
   */
  refileBuckets(deskId: string, refiled: (text: string) => { key: string; filed: Filed }): Promise<void>;
}

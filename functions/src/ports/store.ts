// Everything that is kept, as one: what was acknowledged is here.

import type { AsideRecords } from './aside-records.ts';
import type { DeskRegistry } from './desks.ts';
import type { FigureStore } from './figures.ts';
import type { NoticeStore } from './notices.ts';
import type { RecordStore } from './records.ts';
import type { DeskTransaction } from './transaction.ts';

/** Everything that is kept. */
export interface DeskStore extends AsideRecords, RecordStore, FigureStore, NoticeStore, DeskRegistry {
  transaction<T>(deskId: string, work: (transaction: DeskTransaction) => Promise<T>): Promise<T>;
}

// Records by the person whom they are about, all that is kept of them beside, and what is carried out for a person.

import type { Instant } from '../core/lib/time.ts';
import type { Notice } from '../core/notices/notice.ts';
import type { PersonTask } from '../core/record/person-task.ts';
import type { DeskRecord, RecordEvent } from '../core/record/record.ts';

/** Records of one person, found by marks (see `core/record/persons.ts`), and tasks about them. */
export interface PersonStore {
  /** Records with a mark, in the order of their keys, after this one. */
  recordsMarked(deskId: string, mark: string, after: string, limit: number): Promise<DeskRecord[]>;
  /** Records of a table that were closed by a time, the earliest first, after this one. */
  closedBy(
    deskId: string,
    table: string,
    until: Instant,
    after: { at: Instant; key: string },
    limit: number,
  ): Promise<DeskRecord[]>;
  /** The latest events of a record and notices about it, as far as there are not more than `limit` of each. */
  told(deskId: string, key: string, limit: number): Promise<{ events: RecordEvent[]; notices: Notice[] }>;
  /** Writes every event of a record, and every notice about it, anew where it becomes another one. */
  rewriteTold(deskId: string, key: string, renewed: RewriteTold): Promise<void>;
  /** Keys of records whose texts hide names that what was told of them does not, see `DeskRecord.toHide`. */
  recordsToHide(deskId: string, limit: number): Promise<string[]>;
  /** Keeps a task as it stands; what is erased stays in the list once it is done. */
  keepTask(deskId: string, task: PersonTask): Promise<void>;
  /** Tasks that are not done. */
  openTasks(deskId: string, limit: number): Promise<PersonTask[]>;
  /** Erasures that were asked for after a time and are done, the earliest first, and then all tasks that are open. */
  tasksToLookAt(deskId: string, since: Instant, limit: number): Promise<PersonTask[]>;
}

/** What becomes of what is told of a record. */
export interface RewriteTold {
  event: (event: RecordEvent) => RecordEvent;
  /** Subject or text of a notice. */
  text: (text: string) => string;
}

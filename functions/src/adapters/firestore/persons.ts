// Records by the marks of a person, all that is kept of them beside, and the tasks about them.

import {
  type CollectionReference,
  type DocumentData,
  FieldPath,
  type Firestore,
  type Query,
  type QueryDocumentSnapshot,
} from '@google-cloud/firestore';
import type { Instant } from '../../core/lib/time.ts';
import type { Notice } from '../../core/notices/notice.ts';
import type { PersonTask } from '../../core/record/person-task.ts';
import type { DeskRecord, RecordEvent } from '../../core/record/record.ts';
import type { PersonStore, RewriteTold } from '../../ports/persons.ts';
import { deskRef, eventOf, recordOf, storedEvent } from './documents.ts';
import { fromStore, toStore } from './forms.ts';
import { OPEN_TASK } from './kinds.ts';
import { readPage } from './read-page.ts';

/** `lookAt` of a task that nobody has to look at again. */
const DONE_WITH = 0;

/** Most that is written anew in one transaction. */
const PAGE = { records: 200, bytes: 4_000_000 };

export class FirestorePersons implements PersonStore {
  private readonly client: () => Firestore;

  constructor(client: () => Firestore) {
    this.client = client;
  }

  async recordsMarked(deskId: string, mark: string, after: string, limit: number): Promise<DeskRecord[]> {
    const ordered = this.of(deskId, 'records')
      .where('persons', 'array-contains', mark)
      .orderBy(FieldPath.documentId())
      .limit(limit);
    const page = await (after ? ordered.startAfter(after) : ordered).get();
    return page.docs.map(each => recordOf(each.data()));
  }

  async recordsToHide(deskId: string, limit: number): Promise<string[]> {
    const flagged = this.of(deskId, 'records').where('toHide', '==', true).limit(limit);
    return (await flagged.select().get()).docs.map(each => each.id);
  }

  async closedBy(
    deskId: string,
    table: string,
    until: Instant,
    { at, key }: { at: Instant; key: string },
    limit: number,
  ): Promise<DeskRecord[]> {
    const closed = this.of(deskId, 'records').where('table', '==', table).where('closedAt', '<=', until);
    const ordered = closed.orderBy('closedAt').orderBy(FieldPath.documentId()).limit(limit);
    const page = await (key === '' ? ordered : ordered.startAfter(at, key)).get();
    return page.docs.map(each => recordOf(each.data()));
  }

  async told(
    deskId: string,
    key: string,
    limit: number,
  ): Promise<{ events: RecordEvent[]; notices: Notice[] }> {
    const [events, notices] = await Promise.all([
      this.eventsOf(deskId, key).limit(limit).get(),
      this.noticesOf(deskId, key).limit(limit).get(),
    ]);
    return {
      events: events.docs.map(each => eventOf(each.data())),
      notices: notices.docs.map(each => fromStore('notice', each.data()).notice),
    };
  }

  async rewriteTold(deskId: string, key: string, { event, text }: RewriteTold): Promise<void> {
    await this.rewrite(this.eventsOf(deskId, key), data => storedEvent(event(eventOf(data))));
    await this.rewrite(this.noticesOf(deskId, key), data => {
      const stored = fromStore('notice', data);
      const { subject, text: told } = stored.notice;
      const notice: Notice = { ...stored.notice, subject: text(subject), text: text(told) };
      return toStore('notice', { ...stored, notice });
    });
  }

  async keepTask(deskId: string, task: PersonTask): Promise<void> {
    const done = task.does.kind === 'erase' ? task.at : DONE_WITH;
    const stored = toStore('personTask', { ...task, lookAt: task.place === null ? done : OPEN_TASK });
    await this.of(deskId, 'tasks').doc(task.id).set(stored);
  }

  async openTasks(deskId: string, limit: number): Promise<PersonTask[]> {
    const open = this.of(deskId, 'tasks').where('lookAt', '==', OPEN_TASK).limit(limit);
    return (await open.get()).docs.map(taskOf);
  }

  async tasksToLookAt(deskId: string, since: Instant, limit: number): Promise<PersonTask[]> {
    const later = this.of(deskId, 'tasks').where('lookAt', '>', since).orderBy('lookAt').limit(limit);
    return (await later.get()).docs.map(taskOf);
  }

  private of(deskId: string, collection: string): CollectionReference {
    return deskRef(this.client(), deskId).collection(collection);
  }

  private eventsOf(deskId: string, key: string): Query {
    return this.of(deskId, 'events').where('key', '==', key).orderBy('at', 'desc');
  }

  private noticesOf(deskId: string, key: string): Query {
    return this.of(deskId, 'notices').where('notice.about.key', '==', key);
  }

  /** Writes every document of a query anew, page by page, each as it stands then. */
  private async rewrite(all: Query, renewed: (data: DocumentData) => DocumentData): Promise<void> {
    const db = this.client();
    for (let last: QueryDocumentSnapshot | undefined; ; ) {
      const rest = last ? all.startAfter(last) : all;
      const { docs, full } = await db.runTransaction(async transaction => {
        const page = await readPage(rest, PAGE, transaction);
        for (const { data, place } of page.docs) transaction.set(place.ref, renewed(data));
        return page;
      });
      last = docs.at(-1)?.place;
      if (!full) return;
    }
  }
}

function taskOf(found: QueryDocumentSnapshot): PersonTask {
  const { lookAt: _, ...task } = fromStore('personTask', found.data());
  return task;
}

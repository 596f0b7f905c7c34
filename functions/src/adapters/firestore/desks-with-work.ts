// Which desks have something left to do: asked by walking through what waits, so that one desk with much of it hides no
// other. And which of them fail.

import { FieldPath, type Firestore, type Query } from '@google-cloud/firestore';
import { GRACE_MS } from '../../core/figures/closed-periods.ts';
import type { Instant } from '../../core/lib/time.ts';
import type { FailingDesk } from '../../ports/desks.ts';
import { fromStore, isKnown, toStore } from './forms.ts';
import { OPEN_TASK } from './kinds.ts';

/** Documents read at a time. */
const PAGE_SIZE = 300;

/**
 * Desks with something due, unsent, not yet summed up or carried out, or a period that has ended, at most `limit` of
 * each sort. Costs a read for each document that waits.
 */
export async function desksWithWork(
  db: Firestore,
  now: Instant,
  limit: number,
  except: ReadonlySet<string> = new Set(),
): Promise<string[]> {
  const waiting = (group: string, field: string) =>
    db.collectionGroup(group).where(field, '<=', now).orderBy(field).select(field);
  const found = await Promise.all(
    [
      waiting('records', 'nextActionAt'),
      waiting('notices', 'nextTryAt'),
      db.collectionGroup('changes').orderBy(FieldPath.documentId()).select(),
      db.collectionGroup('comparisons').orderBy(FieldPath.documentId()).select(),
      db.collectionGroup('tasks').where('lookAt', '==', OPEN_TASK).select(),
      ...ofDesks(db, now),
    ].map(documents => desksOf(documents, limit, except)),
  );
  return [...new Set(found.flat())];
}

/**
 * What desks have to do for themselves: as they are stored now, and as they were when all of a desk was in one
 * document.
 */
function ofDesks(db: Firestore, now: Instant): Query[] {
  const [state, undivided] = [db.collectionGroup('state'), db.collection('desks')];
  const ended = (desks: Query, field: string) =>
    desks
      .where(field, '<=', now - GRACE_MS)
      .orderBy(field)
      .select(field);
  return [
    state.where('unfinished', '==', true).select(),
    ended(state, 'endsAt'),
    undivided.where('unfinished', '==', true).select(),
    ended(undivided, 'periodEndsAt'),
  ];
}

/** The desks that documents are, or belong to, in the order of the documents, but for those excepted. */
export async function desksOf(
  documents: Query,
  limit: number,
  except: ReadonlySet<string>,
): Promise<string[]> {
  const desks = new Set<string>();
  for (let rest = documents; desks.size < limit; ) {
    const page = await rest.limit(PAGE_SIZE).get();
    for (const { ref } of page.docs) {
      const desk = (ref.parent.parent ?? ref).id;
      if (!except.has(desk) && desks.size < limit) desks.add(desk);
    }
    const last = page.docs.at(-1);
    if (!last || page.size < PAGE_SIZE) break;
    rest = documents.startAfter(last);
  }
  return [...desks];
}

/** Desks that failed when the sweep looked after them, by id: kept, because each sweep is a process of its own. */
export async function failingDesks(db: Firestore): Promise<Map<string, FailingDesk>> {
  const found = await failing(db).get();
  // What a newer program has noted of one desk must not end the sweep of all.
  const known = found.docs.filter(each => isKnown('failing', each.data()));
  return new Map(known.map(each => [each.id, fromStore('failing', each.data())]));
}

/** Notes how a desk fails, or (`null`) that it does not any more. */
export async function noteFailing(db: Firestore, deskId: string, as: FailingDesk | null): Promise<void> {
  const ref = failing(db).doc(deskId);
  await (as ? ref.set(toStore('failing', as)) : ref.delete());
}

const failing = (db: Firestore) => db.collection('failing');

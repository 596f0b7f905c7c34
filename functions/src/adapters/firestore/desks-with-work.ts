// Which desks have something left to do: asked by walking through what waits, so that one desk with much of it hides no other.

import { FieldPath, type Firestore, type Query } from '@google-cloud/firestore';
import { GRACE } from '../../core/figures/closed-periods.ts';
import type { Instant } from '../../core/lib/time.ts';

/** Documents read at a time. */
const PAGE = 300;

/**
 * Desks with something due, unsent, not yet summed up or carried out, or a period that has ended, at most `limit` of each sort. Costs a
 * read for each document that waits.
 */
export async function desksWithWork(db: Firestore, now: Instant, limit: number): Promise<string[]> {
  const waiting = (group: string, field: string) =>
    db.collectionGroup(group).where(field, '<=', now).orderBy(field).select(field);
  const found = await Promise.all([
    desksOf(waiting('records', 'nextActionAt'), limit),
    desksOf(waiting('notices', 'nextTryAt'), limit),
    desksOf(db.collectionGroup('changes').orderBy(FieldPath.documentId()).select(), limit),
  ]);
  const themselves = await Promise.all(ofDesks(db, now).map(query => query.limit(limit).select().get()));
  const deskIds = themselves.flatMap(({ docs }) => docs.map(({ ref }) => ref.parent.parent?.id ?? ref.id));
  return [...new Set([...found.flat(), ...deskIds])];
}

/** What desks have to do for themselves: as they are stored now, and as they were when all of a desk was in one document. */
function ofDesks(db: Firestore, now: Instant): Query[] {
  const [state, undivided] = [db.collectionGroup('state'), db.collection('desks')];
  return [
    state.where('unfinished', '==', true),
    state.where('endsAt', '<=', now - GRACE).orderBy('endsAt'),
    undivided.where('unfinished', '==', true),
    undivided.where('periodEndsAt', '<=', now - GRACE).orderBy('periodEndsAt'),
  ];
}

/** The desks that documents belong to, in the order of the documents. */
async function desksOf(documents: Query, limit: number): Promise<string[]> {
  const desks = new Set<string>();
  for (let rest = documents; desks.size < limit; ) {
    const page = await rest.limit(PAGE).get();
    for (const each of page.docs) {
      const desk = each.ref.parent.parent?.id;
      if (desk !== undefined && desks.size < limit) desks.add(desk);
    }
    const last = page.docs.at(-1);
    if (!last || page.size < PAGE) break;
    rest = documents.startAfter(last);
  }
  return [...desks];
}

// Where the documents of a desk are, and how a client for them is made.

import { createHash } from 'node:crypto';
import { type DocumentReference, Firestore, type Timestamp } from '@google-cloud/firestore';
import type { Instant } from '../../core/lib/time.ts';
import type { Notice } from '../../core/notices/notice.ts';
import type { DeskRecord } from '../../core/record/record.ts';

/** A client for the project's database. `address` (host:port) leads to another server, without TLS or credentials. */
export function firestoreOf(projectId: string, address: string | undefined): Firestore {
  return new Firestore({ projectId, ...(address !== undefined && { host: address, ssl: false }) });
}

export function deskRef(db: Firestore, deskId: string): DocumentReference {
  return db.collection('desks').doc(deskId);
}

/** Notices are found by what they say, hashed: ids in order would pile up in one place of the index. */
export function noticeRef(db: Firestore, deskId: string, id: string): DocumentReference {
  return deskRef(db, deskId)
    .collection('notices')
    .doc(createHash('sha256').update(id).digest('hex').slice(0, 40));
}

/** A notice as it is stored: due to be sent at once. `nextTryAt` is null when there is nothing left to try. */
export interface StoredNotice {
  notice: Notice;
  attempt: number;
  nextTryAt: Instant | null;
  /** The pass that took it first; null while it waits for one. */
  claim: string | null;
  sentAt: Instant | null;
  /** When it turned out to be no longer true. */
  droppedAt: Instant | null;
  /** When it was given up. */
  deadAt: Instant | null;
  /** Why it was not sent, the last time. */
  reason: string | null;
}

export function noticeToSend(notice: Notice): StoredNotice {
  return {
    notice,
    attempt: 0,
    nextTryAt: 0,
    claim: null,
    sentAt: null,
    droppedAt: null,
    deadAt: null,
    reason: null,
  };
}

/** A record as stored: with the server's time of the write, by which sheets ask for what is new. */
export type StoredRecord = DeskRecord & { syncedAt: Timestamp };

/** A stored record as the desk knows it. */
export function recordOf(data: FirebaseFirestore.DocumentData): DeskRecord {
  const { syncedAt: _, ...record } = data as StoredRecord;
  return record;
}

// Where a desk's configuration is, and beside it the parts of its state, each in a document of its own. A desk that was
// stored before these were parted is read from its one document, and is parted by the first transaction that writes of
// it.

import type { DocumentReference, DocumentSnapshot, Firestore, Transaction } from '@google-cloud/firestore';
import type { Desk } from '../../core/desk/desk.ts';
import {
  type DeskState,
  isUnfinished,
  type StatePart,
  withChange,
  withoutMembers,
} from '../../core/desk/desk-state.ts';
import { leavers, mailOf } from '../../core/desk/staff.ts';
import { divided, isUndivided } from '../../core/desk/undivided-desk.ts';
import { withRows } from '../../core/desk/with-rows.ts';
import type { DeskOverview } from '../../ports/desks.ts';
import type { Writes } from '../../ports/transaction.ts';
import type { DeskCache } from './desk-cache.ts';
import { deskRef } from './documents.ts';
import { fromStore, readStored, toStore } from './forms.ts';
import type { DocumentKind } from './kinds.ts';

const PARTS: readonly StatePart[] = ['members', 'periods', 'upkeep'];

/** What kind of document each of them is. */
const KINDS = {
  members: 'deskMembers',
  periods: 'deskPeriods',
  upkeep: 'deskUpkeep',
} as const satisfies Record<StatePart, DocumentKind>;

/** A desk as it stands, and whether it is stored in parts already. */
interface Standing {
  desk: Desk;
  state: DeskState;
  isParted: boolean;
  /** Whether its version stands beside it. */
  isVersioned: boolean;
}

function partRef(db: Firestore, deskId: string, part: StatePart): DocumentReference {
  return deskRef(db, deskId).collection('state').doc(part);
}

/** A desk's configuration, from its document. */
function deskOf(found: DocumentSnapshot | undefined): Desk | undefined {
  return found && readStored('desk', found);
}

export function versionRef(db: Firestore, deskId: string): DocumentReference {
  return deskRef(db, deskId).collection('state').doc('version');
}

/**
 * The version that a desk's configuration has, from its document; none where an earlier program has stored the desk.
 */
export function versionOf(found: DocumentSnapshot | undefined): number | undefined {
  return found && readStored('deskVersion', found)?.version;
}

/** A desk's configuration, which is read only where its version is not known here. */
export async function readDesk(
  db: Firestore,
  deskId: string,
  version: number | undefined,
  cache: DeskCache,
  reader: Pick<Firestore | Transaction, 'getAll'> = db,
): Promise<Desk | undefined> {
  const known = version === undefined ? undefined : cache.find(deskId, version);
  if (known) return known;
  const desk = deskOf((await reader.getAll(deskRef(db, deskId)))[0]);
  if (desk && version !== undefined) cache.keep(deskId, desk);
  return desk;
}

/** A part of a desk's state, read outside of transactions or in one. */
export async function readPart<Part extends StatePart>(
  db: Firestore,
  deskId: string,
  part: Part,
  reader: Pick<Firestore | Transaction, 'getAll'> = db,
): Promise<DeskState[Part] | undefined> {
  const [version, own] = await reader.getAll(versionRef(db, deskId), partRef(db, deskId, part));
  // What has a version is stored in parts.
  if (own && versionOf(version) !== undefined) return storedPart(part, own);
  const [desk] = await reader.getAll(deskRef(db, deskId));
  return desk && own && partOf(part, desk, own);
}

/** A desk with what its own work goes by, read at once. */
export async function readOverview(
  db: Firestore,
  deskId: string,
  cache: DeskCache,
): Promise<DeskOverview | undefined> {
  const [beside, periods, upkeep] = await db.getAll(
    versionRef(db, deskId),
    partRef(db, deskId, 'periods'),
    partRef(db, deskId, 'upkeep'),
  );
  const version = versionOf(beside);
  const desk = await readDesk(db, deskId, version, cache);
  if (!desk || !periods || !upkeep) return undefined;
  if (version !== undefined)
    return { desk, periods: storedPart('periods', periods), upkeep: storedPart('upkeep', upkeep) };
  const parts = [await readPart(db, deskId, 'periods'), await readPart(db, deskId, 'upkeep')] as const;
  return parts[0] && parts[1] && { desk, periods: parts[0], upkeep: parts[1] };
}

/** The desk's own document tells whether it has been parted, so it decides. */
function partOf<Part extends StatePart>(
  part: Part,
  desk: DocumentSnapshot,
  own: DocumentSnapshot,
): DeskState[Part] | undefined {
  const data = desk.data();
  if (!data) return undefined;
  return isUndivided(data) ? divided(data).state[part] : storedPart(part, own);
}

function storedPart<Part extends StatePart>(part: Part, own: DocumentSnapshot): DeskState[Part] {
  const stored = own.data();
  if (!stored) throw new Error(`the desk has no ${part}`);
  const fields: FirebaseFirestore.DocumentData = fromStore(KINDS[part], stored);
  const { unfinished: _, ...rest } = fields;
  return rest as DeskState[Part];
}

/** The desk as a transaction finds it when it has something of it to write; none where there is no desk. */
export async function deskStanding(
  db: Firestore,
  deskId: string,
  transaction: Transaction,
): Promise<Standing | undefined> {
  const refs = [versionRef(db, deskId), ...PARTS.map(part => partRef(db, deskId, part))];
  const [found, version, ...parts] = await transaction.getAll(deskRef(db, deskId), ...refs);
  const desk = deskOf(found);
  if (!desk || !found) return undefined;
  const state = Object.fromEntries(
    PARTS.map((part, at) => [part, partOf(part, found, parts[at] as DocumentSnapshot)]),
  ) as unknown as DeskState;
  const isVersioned = versionOf(version) !== undefined;
  return { desk, state, isParted: !isUndivided(found.data() ?? {}), isVersioned };
}

/** Whether something of the desk itself is among these. */
export function isOfDesk({ opened, configured, appointed, state }: Writes): boolean {
  return [opened, configured, appointed, state].some(each => each !== undefined);
}

/**
 * Writes what changes of a desk, put into what the transaction has found.
 * @throws Error where there is no desk to change.
 */
export function writeDesk(
  db: Firestore,
  deskId: string,
  transaction: Transaction,
  found: Standing | undefined,
  writes: readonly Writes[],
): void {
  const opened = writes.find(each => each.opened)?.opened;
  const before = found ?? (opened && { ...opened, isParted: false, isVersioned: false });
  if (!before) throw new Error('there is no desk whose state could be changed');
  let { desk, state } = before;
  for (const { configured, appointed, state: change } of writes) {
    if (configured) {
      const after = withRows(desk, configured);
      state = withoutMembers(state, leavers(desk, after).map(mailOf));
      desk = after;
    }
    if (appointed) desk = { ...desk, ...appointed, version: desk.version + 1 };
    if (change) state = withChange(state, change);
  }
  const isNew = !before.isParted;
  if (isNew || desk !== before.desk || !before.isVersioned) {
    transaction.set(deskRef(db, deskId), toStore('desk', desk));
    transaction.set(versionRef(db, deskId), toStore('deskVersion', { version: desk.version }));
  }
  for (const part of PARTS) {
    // A change of the configuration has to be carried out for the whole desk.
    const isChanged = state[part] !== before.state[part] || (part === 'upkeep' && desk !== before.desk);
    if (isNew || isChanged) transaction.set(partRef(db, deskId, part), stored(part, desk, state));
  }
}

function stored(part: StatePart, desk: Desk, state: DeskState): FirebaseFirestore.DocumentData {
  if (part !== 'upkeep') return toStore(KINDS[part], state[part]);
  return toStore('deskUpkeep', { ...state.upkeep, unfinished: isUnfinished(desk, state.upkeep) });
}

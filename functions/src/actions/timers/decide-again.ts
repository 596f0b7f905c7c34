// Carries what people, settings or calendar have become through to the records. Open ones are decided again and get the
// names of today; those that are over keep what they were decided with, and their words: only the figures of periods
// that still run count them anew.

import { holidaysVersion } from '../../core/calendar/provisional-year.ts';
import { redecide } from '../../core/decide/decide.ts';
import { replan } from '../../core/decide/replan.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import type { Deciding, Upkeep } from '../../core/desk/desk-state.ts';
import { changeOfAll, countName } from '../../core/figures/count.ts';
import { periodAt } from '../../core/figures/periods.ts';
import { countedAnew } from '../../core/identity/carry.ts';
import type { DeskRecord, RecordEvent } from '../../core/record/record.ts';
import { References, referencesOf } from '../../core/record/references.ts';
import { PERIOD_KINDS } from '../../core/schema/period.ts';
import { titleOf } from '../../core/tables/index.ts';
import type { DeskOverview } from '../../ports/desks.ts';
import type { Ports } from '../../ports/ports.ts';
import type { DeskTransaction, Snapshot, Writes } from '../../ports/transaction.ts';
import { inDesk } from '../desk/carrying.ts';
import { deskContext } from '../desk/desk-contexts.ts';
import { Failures } from '../desk/failures.ts';
import { OneAtATime } from '../desk/one-at-a-time.ts';
import { judgedBy, SetAside } from '../desk/set-aside.ts';
import { findReferences } from '../propagate/following.ts';
import { refreshShowing } from '../propagate/referring-rows.ts';

/** Records in one transaction: few, so that people's edits seldom wait for it. */
const BATCH_SIZE = 50;

/** Records in one turn: figures and tabs wait for it, and must not wait for all records of a large desk. */
const TURN_SIZE = 1_000;

const turns = new OneAtATime();

/**
 * Carries the configuration, and the holidays, through to every record that they concern, and notes for which ones that
 * was. With more open records than have room in one turn, the next summary goes on where this one has ended. May die at
 * any point: it is begun again by the next summary or sweep, and what has been done is not done twice. While one turn
 * is under way in this process another summary leaves it to that, and asks for one more: it would wait for the very
 * records that the other has, and the changes of people would wait with it. A record that cannot be decided is set
 * aside.
 * @throws what failed for single records, when all others of the turn are decided
 */
export async function decideAgain(
  ports: Ports,
  deskId: string,
  turnSize = TURN_SIZE,
  known?: DeskOverview,
): Promise<void> {
  const { store } = ports;
  const holidays = holidaysVersion(ports.holidays);
  const isDone = ({ desk, upkeep }: DeskOverview): boolean =>
    upkeep.decided >= desk.version && upkeep.holidays === holidays && upkeep.usesKnown === true;
  if (known && isDone(known)) return;
  await turns.run(ports, deskId, async () => {
    // What was known may be of before a turn that has just ended.
    const found = await store.overview(deskId);
    if (found && !isDone(found)) await takeTurn(ports, found, holidays, turnSize);
  });
}

async function takeTurn(
  ports: Ports,
  { desk: stored, upkeep }: DeskOverview,
  holidays: string,
  turnSize: number,
): Promise<void> {
  const { store } = ports;
  const deskId = stored.id;
  const desk = deskContext(ports, stored);
  const failures = new Failures(ports.log, deskId);
  const begun = begunWith(upkeep.deciding, stored.version, holidays);
  let { after } = begun;
  for (let had = 0; ; ) {
    const keys = await store.openKeys(deskId, after, Math.min(BATCH_SIZE, turnSize));
    if (keys.length === 0) break;
    await failures.apart(keys, some => decideThese(ports, deskId, some));
    after = keys.at(-1) ?? after;
    had += keys.length;
    if (had < turnSize) continue;
    const missed = begun.missed || failures.keys.size > 0;
    await keepUpkeep(ports, deskId, () => ({ deciding: { ...begun, after, missed } }));
    await ports.alarms.plantSummary(deskId, ports.now(), ports.now());
    return failures.end();
  }
  if (desk.names.renamedAt > upkeep.decided) {
    await nameRows(ports, desk);
    await countOthers(ports, desk, failures);
  }
  // What a newer program has to decide is left to it; all else is tried again from the beginning.
  if (begun.missed || failures.keys.size > 0) {
    await keepUpkeep(ports, deskId, () => ({ deciding: null }));
    return failures.end();
  }
  await keepUpkeep(ports, deskId, ({ decided }) => ({
    decided: Math.max(decided, stored.version),
    holidays,
    usesKnown: true,
    deciding: null,
  }));
  await plantNext(ports, deskId);
}

/** Where to go on: at the beginning, unless what is under way goes by the same configuration and holidays. */
function begunWith(deciding: Upkeep['deciding'], version: number, holidays: string): Deciding {
  const isSame = deciding?.version === version && deciding.holidays === holidays;
  return isSame ? deciding : { version, holidays, after: '', missed: false };
}

async function keepUpkeep(
  ports: Ports,
  deskId: string,
  change: (upkeep: Upkeep) => Partial<Upkeep>,
): Promise<void> {
  await ports.store.transaction(deskId, async transaction => {
    const upkeep = await transaction.state('upkeep');
    if (upkeep) transaction.write({ state: { upkeep: change(upkeep) } });
  });
}

/** Tries records once more that another release or configuration has set aside. */
export async function tryAgain(ports: Ports, deskId: string, known?: DeskOverview): Promise<void> {
  const stored = known?.desk ?? (await ports.store.desk(deskId));
  const judged = judgedBy(ports, deskContext(ports, stored));
  const failures = new Failures(ports.log, deskId);
  const tried = new Set<string>();
  for (;;) {
    const found = await ports.store.keysToTryAgain(deskId, judged, BATCH_SIZE + tried.size);
    const keys = found.filter(key => !tried.has(key));
    if (keys.length === 0) break;
    for (const key of keys) tried.add(key);
    await failures.apart(keys, some => decideThese(ports, deskId, some));
  }
  if (tried.size > 0) await plantNext(ports, deskId);
  failures.end();
}

async function decideThese(ports: Ports, deskId: string, keys: readonly string[]): Promise<void> {
  await inDesk(ports, deskId, async transaction => {
    const { desk, records } = await read(ports, transaction, keys);
    const aside = new SetAside(ports, desk);
    const references = new References(titleOf);
    const named = [...records.values()].flatMap(({ table, cells }) =>
      referencesOf(desk.tableOf(table), cells).filter(({ by }) => by !== undefined),
    );
    await findReferences(named, references, transaction);
    const decided = [...records.values()].flatMap(
      before =>
        aside.decide(before, table => {
          const now = ports.now();
          const moved = replan(table, before, now, desk);
          const after = redecide(table, moved?.after ?? before, now, desk, references) ?? moved?.after;
          return after ? [{ before, after, ...(moved && { event: moved.event }) }] : [];
        }) ?? [],
    );
    const current = new Map(records);
    for (const { after } of decided) current.set(after.key, after);
    const referring = { transaction, current, references, aside };
    const shown = await refreshShowing(decided, desk, ports.now(), referring);
    const refreshed = shown.flatMap(({ before, accepted: { after, event } }) =>
      before ? [{ before, after, event }] : [],
    );
    writeAll(transaction, ports, desk, [...decided, ...refreshed], aside.marks());
  });
}

/** Rows of people and settings name each other, and are never open: reading them carries the names through. */
async function nameRows(ports: Ports, { desk: { id, rows } }: DeskContext): Promise<void> {
  const keys = Object.keys(rows);
  for (let start = 0; start < keys.length; start += BATCH_SIZE) {
    await inDesk(ports, id, async transaction => {
      const { desk } = await read(ports, transaction, keys.slice(start, start + BATCH_SIZE));
      writeAll(transaction, ports, desk, []);
    });
  }
}

/** Has the running week and month count by today's names what was closed in them under others. */
async function countOthers(
  ports: Ports,
  { desk: { id }, tables, zone }: DeskContext,
  failures: Failures,
): Promise<void> {
  const running = PERIOD_KINDS.map(kind => periodAt(kind, ports.now(), zone).document);
  const names = tables.flatMap(table => running.map(document => countName(table, document)));
  for (const name of names) {
    for (let after = ''; ; ) {
      const page = await ports.store.recordsCountedIn(id, name, after, BATCH_SIZE);
      const closed = page.filter(({ closedAt }) => closedAt !== null).map(({ key }) => key);
      if (closed.length > 0) await failures.apart(closed, some => countThese(ports, id, some));
      if (page.length < BATCH_SIZE) break;
      after = page.at(-1)?.key ?? '';
    }
  }
}

/** Counts records anew that are over. Not `inDesk`: their own cells stay as they were written. */
async function countThese(ports: Ports, deskId: string, keys: readonly string[]): Promise<void> {
  await ports.store.transaction(deskId, async transaction => {
    const { desk, records } = await read(ports, transaction, keys);
    const aside = new SetAside(ports, desk);
    const changed = [...records.values()].flatMap(before => {
      const after =
        before.closedAt === null ? undefined : aside.decide(before, () => countedAnew(before, desk));
      return after ? [{ before, after }] : [];
    });
    writeAll(transaction, ports, desk, changed);
  });
}

async function read(
  ports: Ports,
  transaction: DeskTransaction,
  keys: readonly string[],
): Promise<{ desk: DeskContext; records: Snapshot['records'] }> {
  const { desk, records } = await transaction.read(keys, []);
  return { desk: deskContext(ports, desk), records };
}

function writeAll(
  transaction: DeskTransaction,
  ports: Ports,
  desk: DeskContext,
  changed: readonly { before: DeskRecord; after: DeskRecord; event?: RecordEvent }[],
  aside?: Writes['aside'],
): void {
  const figures = changeOfAll(
    changed.map(each => ({ ...each, table: desk.tableOf(each.before.table) })),
    desk.zone,
  );
  transaction.write({
    records: changed.map(({ after, event }) => ({ after, ...(event && { event }) })),
    ...(aside && { aside }),
    change: { at: ports.now(), figures },
  });
}

async function plantNext(ports: Ports, deskId: string): Promise<void> {
  const next = await ports.store.nextActionAt(deskId);
  if (next !== undefined) await ports.alarms.plantRing(deskId, next, ports.now());
}

// What becomes of a row: from the record before, the cells that arrived and the time, to the record after and all that
// follows from it. Pure: the same input decides the same, so a repeated request changes nothing.

import { showCell } from '../cells/cell-codec.ts';
import { askedProblems, missing, missingProblems } from '../cells/validate-row.ts';
import { deriveClocks } from '../clocks/clocks.ts';
import { occurrencesAfter } from '../clocks/finished-occurrences.ts';
import { plannedOnOpenDays } from '../clocks/open-days.ts';
import type { DeskContext } from '../desk/desk.ts';
import { countedBy, figureChange } from '../figures/count.ts';
import type { Figures } from '../figures/figures.ts';
import { limitCells, withClocks } from '../figures/with-clocks.ts';
import { senderRemarks } from '../identity/leaving.ts';
import { clearedInUse } from '../identity/renumber.ts';
import { isTakenOut } from '../identity/usage.ts';
import type { Instant } from '../lib/time.ts';
import { assignments } from '../notices/assigned.ts';
import { matterOf } from '../notices/matter.ts';
import type { RecordAnnouncement } from '../notices/notice.ts';
import { hideCells, withoutNamesTold } from '../record/hide.ts';
import type { DeskRecord, PrivateCells, RecordEvent } from '../record/record.ts';
import { type References, referencesOf } from '../record/references.ts';
import { isMet, linksIn } from '../record/states.ts';
import type { Cell, Cells, Source, StaffColumn, TypedTexts } from '../schema/column.ts';
import { hasErrors, type Problem, problem } from '../schema/problem.ts';
import type { Reopening, Table } from '../schema/table.ts';
import { autofill } from './autofill.ts';
import { attemptProblems } from './contact-attempts.ts';
import type { Incoming } from './incoming.ts';
import { naming, recordAfter } from './record-after.ts';

/** What is committed together when a row is accepted. */
export interface Accepted {
  outcome: 'saved';
  /** Without its number when it is new, as is the event: the number is drawn when it is certain that it is needed. */
  readonly after: DeskRecord;
  readonly event: RecordEvent;
  privateCells: PrivateCells;
  change: Figures;
  /** What people hear of at once, beside what the clocks will say. */
  announcements: RecordAnnouncement[];
  problems: Problem[];
}

export type Decision =
  | Accepted
  | { outcome: 'unchanged'; problems: Problem[] }
  | { outcome: 'draft' | 'refused'; problems: Problem[] };

/** Decides on a row. */
export function decide(given: Incoming, desk: DeskContext): Decision {
  const { table, before, now } = given;
  const planned = plannedOnOpenDays(table, given.row.values, given, desk);
  const found = [...planned.problems, ...senderRemarks(table, before, planned.values, desk)];
  const row = { values: planned.values, problems: [...given.row.problems, ...found] };
  const remarks = [...(given.remarks ?? []), ...found];
  const incoming = withoutNamesTold({ ...given, row, remarks }, desk);
  const links = linksIn(before?.cycle ?? 1, incoming.links ?? before?.links ?? {});
  // A cleared row of people or settings is asked for nothing: it is taken out, and what is typed there again is new.
  const takenOut = before !== undefined && isTakenOut(table, row.values);
  const isNew = !before || isTakenOut(table, before.cells);
  const by = { desk, now, before, references: incoming.references, links };
  const completed = takenOut
    ? { values: row.values, proposed: {}, problems: [] }
    : autofill(table, row.values, by);
  const blank = takenOut ? [] : missing(table, completed.values);
  // What could not be read is blank as well, and has been told.
  const told = new Set(row.problems.filter(each => each.severity === 'error').map(each => each.column));
  // A row that the system opened may still lack what was never there.
  const emptied = blank.filter(({ key }) => !told.has(key) && (before?.cells[key] ?? null) !== null);
  const cleared = before ? clearedProblems(emptied, before, desk) : [];
  const untimely = attemptProblems(table, row.values, now, desk.zone);
  const refusing = [...row.problems.filter(each => each.code !== 'conflict'), ...cleared, ...untimely];
  if (hasErrors(refusing))
    return { outcome: 'refused', problems: [...incoming.row.problems, ...cleared, ...untimely] };

  const asked = takenOut ? [] : askedProblems(table, completed.values);
  const said = incoming.row.problems;
  const problems = [...said, ...completed.problems, ...asked, ...missingProblems(blank)];
  if (blank.length > 0 && isNew && !incoming.origin) return { outcome: 'draft', problems };
  const { shown, privateCells, standing, ...hidden } = hideCells(table, completed.values, incoming, desk);
  const filled = Object.keys(completed.proposed);
  // What was proposed is kept with the record, so it is kept as the record shows it.
  const proposed = Object.fromEntries(filled.map(key => [key, shown[key] ?? null]));
  const after = recordAfter(incoming, { proposed, values: shown, privateCells }, desk);
  // What was told of them has the names still: the upkeep goes through that.
  const isTold = before?.toHide || Object.keys(standing).length > 0;
  const record: DeskRecord = isTold ? { ...after.record, toHide: true } : after.record;
  const blanks = Object.fromEntries(filled.map(key => [key, null]));
  const changes = changesOf(
    table,
    before && { ...before, cells: { ...before.cells, ...standing } },
    record,
    { cells: { ...shown, ...blanks }, over: incoming.written },
    privateCells,
  );
  const isNews = ({ column }: Problem) =>
    !said.some(each => each.code === 'data_hidden' && each.column === column);
  problems.push(...hidden.problems.filter(isNews));
  if (before && changes.length === 0 && !incoming.links && !incoming.found)
    return { outcome: 'unchanged', problems: [...problems, ...after.problems] };
  return {
    outcome: 'saved',
    after: record,
    event: eventFor(incoming, record, changes),
    privateCells,
    change: figureChange(table, before, record, desk.zone, after.figures),
    announcements: announced(incoming, { ...after, record }, desk),
    problems: [...problems, ...after.problems],
  };
}

/** What is said at once, and by whom it was done; who hears of more than his having it needs no word of that. */
function announced(
  incoming: Incoming,
  { record, reopening }: Pick<ReturnType<typeof recordAfter>, 'record' | 'reopening'>,
  desk: DeskContext,
): RecordAnnouncement[] {
  const { table, before, by } = incoming;
  const said = [
    ...reopenedAnnouncement(reopening, record, incoming, desk),
    ...announcementsOf(table, record, before),
  ];
  const heard = new Set(said.flatMap(({ to }) => to.map(each => JSON.stringify(each))));
  const given = assignments(record, incoming, desk);
  return [
    ...said.map(each => ({ ...each, by })),
    ...given.filter(({ to }) => to.every(each => !heard.has(JSON.stringify(each)))),
  ];
}

/** What those hear of at once whom a table tells, since the record came to be as it is. */
function announcementsOf(
  { announces = [] }: Table,
  record: DeskRecord,
  before: DeskRecord | undefined,
): RecordAnnouncement[] {
  const was = before?.cycle === record.cycle ? before.cells : {};
  return announces
    .filter(({ when }) => isMet(when, record.cells, {}) && !isMet(when, was, {}))
    .map(({ kind, to, title, what }) => ({
      kind,
      occasion: String(record.cycle),
      title,
      what,
      why: '您收到这条通知，是因为这件事按规则要马上告诉您；同一轮只通知一次。',
      to,
    }));
}

/** Whose matter a row is about and what it is, by the first record that it refers to. */
function matterReferred(table: Table, cells: Cells, references: References | undefined, desk: DeskContext) {
  const [referred] = referencesOf(table, cells).flatMap(reference => references?.find(reference) ?? []);
  const of = referred && desk.tableOf(referred.table);
  return of ? matterOf(of, referred) : '';
}

/** What those hear of at once whom a reopening tells. */
function reopenedAnnouncement(
  reopening: Reopening | undefined,
  { cycle, cells }: DeskRecord,
  { table, references }: Incoming,
  desk: DeskContext,
): RecordAnnouncement[] {
  if (!reopening?.notifies) return [];
  const { title, what = '客户不满意或问题没有解决。' } = reopening.says ?? {};
  const matter = reopening.says ? matterReferred(table, cells, references, desk) : '';
  const said = [title, `第 ${cycle} 轮处理`, matter].filter(Boolean).join('，');
  return [
    {
      kind: 'reopened',
      occasion: String(cycle),
      title: said,
      what: `${matter === '' ? '' : `${matter}：`}${what}记录已重新打开，开始第 ${cycle} 轮处理。`,
      why: '您收到这条通知，是因为记录重新打开时要告诉您；同一轮只通知一次。',
      to: reopening.notifies,
    },
  ];
}

/**
 * A record decided again without a new row: after its clocks were acted on, or when policy, calendar, a linked record
 * or what is counted changed. `undefined` when that changes nothing. `references`: whom it refers to, where that was
 * looked up.
 */
export function redecide(
  table: Table,
  before: DeskRecord,
  now: Instant,
  desk: DeskContext,
  references?: References,
): DeskRecord | undefined {
  const clocks = deriveClocks(table, { ...before, now }, before.clocks, desk);
  const { counted: was, ...record } = before;
  const is = countedBy(table);
  const { uses } = naming(table, before, { before, references }, desk);
  const isShown = Object.entries(limitCells(table, clocks)).every(
    ([key, cell]) => cell === (before.cells[key] ?? null),
  );
  const same = inOrder(clocks) === inOrder(before.clocks) && String(was) === String(is.counted) && isShown;
  // One that was set aside comes back, whatever else is as it was.
  if (same && String(before.uses) === String(uses) && before.aside === undefined) return undefined;
  const turns = occurrencesAfter(table, before, clocks, desk);
  return withClocks(table, desk.zone, { ...record, ...is, uses, clocks, turns });
}

/** As one text, with the keys of all objects in order: a stored map comes back with its keys in any. */
function inOrder(clocks: DeskRecord['clocks']): string {
  return JSON.stringify(clocks, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

function clearedProblems(blank: readonly StaffColumn[], before: DeskRecord, desk: DeskContext): Problem[] {
  return blank.map(
    ({ key, label, unique }) =>
      (unique && clearedInUse(key, before, desk)) ||
      problem(key, 'required_cleared', { label, was: showCell(before.cells[key] ?? null, desk.zone) }),
  );
}

/**
 * What an event tells: each cell that is different, and each that was given another full value behind the same mask. A
 * cell that did not stay as it was `written` is told twice, as written and as it became: put away by a reopening, or
 * filled in once it was cleared. A text that was written over is told before it.
 */
function changesOf(
  table: Table,
  before: DeskRecord | undefined,
  after: DeskRecord,
  written: { cells: Cells; over?: TypedTexts | undefined },
  privateCells: PrivateCells,
): RecordEvent['changes'] {
  return table.columns.flatMap(column => {
    const { key, label } = column;
    const was: Cell = before?.cells[key] ?? null;
    const is: Cell = after.cells[key] ?? null;
    if (column.owner === 'system' && STAMPS.has(column.source.from)) return [];
    const between =
      column.owner === 'staff' ? [...(written.over?.[key] ?? []), written.cells[key] ?? null] : [];
    const steps = [was, ...between, is].filter((cell, at, all) => at === 0 || cell !== all[at - 1]);
    const changes = steps
      .slice(1)
      .map((after, at) => ({ column: key, label, before: steps[at] ?? null, after }));
    if (changes.length > 0 || !(key in privateCells)) return changes;
    return [{ column: key, label, before: was, after: is }];
  });
}

/** Columns that follow from others, and tell nothing that is not told already. */
const STAMPS: ReadonlySet<Source['from']> = new Set(['updated', 'number', 'nearestDue', 'reopened']);

function eventFor(
  { before, found, copiedFrom, bulk, by, now }: Incoming,
  after: DeskRecord,
  changes: RecordEvent['changes'],
): RecordEvent {
  return {
    key: after.key,
    table: after.table,
    number: after.number,
    version: after.version,
    at: now,
    by,
    cycle: after.cycle,
    state: { before: before?.state ?? null, after: after.state },
    changes,
    ...(found?.why !== undefined && { why: found.why }),
    ...(!before && copiedFrom !== undefined && { copiedFrom }),
    ...(bulk && { bulk }),
  };
}

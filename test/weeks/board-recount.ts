// 看板 counted anew from the records, with loops: what stands in its tab has to be that.
import { recordOf } from '../../functions/src/adapters/firestore/documents.ts';
import type { DeskRecord } from '../../functions/src/core/record/record.ts';
import type { Table } from '../../functions/src/core/schema/table.ts';
import { TABLES } from '../../functions/src/core/tables/index.ts';
import type { DeskDoors } from '../fixtures/journeys/desk-doors.ts';
import { documentsOf } from '../fixtures/journeys/record-book.ts';

const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;
/** 1970 began on a Thursday. */
const FIRST_MONDAY_MS = 4 * DAY_MS;

const COUNTED = TABLES.filter(({ counts }) => counts !== undefined);

/** Figures of 看板 by section and line: those of open records, and what came in this week and last. */
export type BoardFigures = Record<string, Record<string, number>>;

/** What the tab shows, lines of nothing left out. */
export async function shownBoard(doors: DeskDoors): Promise<BoardFigures> {
  const lines = await doors.grid('看板');
  const figures = (section: string, name: (line: string[]) => string, at: number) => {
    const head = lines.findIndex(([first]) => first === section);
    const heading = lines.findIndex((line, at) => at > head && line.filter(text => text !== '').length > 1);
    const end = lines.findIndex(([first], at) => at > heading && (first?.endsWith('合计') ?? false));
    if (head < 0 || end < 0) throw new Error(`看板 has no section ${section}`);
    return Object.fromEntries(
      lines
        .slice(heading + 1, end + 1)
        .map(line => [name(line), Number(line[at])] as const)
        .filter(([, amount]) => amount !== 0),
    );
  };
  const first = ([label = '']: string[]) => label;
  return {
    tables: figures('按表', first, 1),
    dueToday: figures('按表', first, 2),
    overdue: figures('按表', first, 3),
    people: figures('按责任人', first, 1),
    states: figures(
      '按状态',
      ([table = '', state = '']) => (table === '合计' ? table : `${table} ${state}`),
      2,
    ),
    thisWeek: figures('本周与上周', first, 1),
    lastWeek: figures('本周与上周', first, 2),
  };
}

/** What it should show, as of a moment. */
export async function countedBoard(doors: DeskDoors, now: number): Promise<BoardFigures> {
  const records = (await documentsOf(doors, 'records')).map(each => recordOf(each.data()));
  const board = {
    tables: {},
    dueToday: {},
    overdue: {},
    people: {},
    states: {},
    thisWeek: {},
    lastWeek: {},
  };
  const add = (section: Record<string, number>, ...labels: string[]) => {
    for (const label of labels) section[label] = (section[label] ?? 0) + 1;
  };
  const tonight = (Math.floor((now + SHANGHAI_MS) / DAY_MS) + 1) * DAY_MS - SHANGHAI_MS;
  const week = (at: number) => Math.floor((at + SHANGHAI_MS - FIRST_MONDAY_MS) / (7 * DAY_MS));
  for (const record of records) {
    const table = COUNTED.find(({ key }) => key === record.table);
    const state = table?.states.find(({ name }) => name === record.state);
    if (!table || !state || state.void) continue;
    if (state.category === 'open' || state.category === 'solved') {
      add(board.tables, table.title, '合计');
      add(board.states, `${table.title} ${record.state}`, '合计');
      add(board.people, personOf(table, record) ?? '未分派', '合计');
    }
    for (const dueAt of runningLimits(table, record)) {
      if (dueAt <= now) add(board.overdue, table.title, '合计');
      else if (dueAt < tonight) add(board.dueToday, table.title, '合计');
    }
    if (table.counts !== 'matters' || goesOn(table, record)) continue;
    const came = week(receivedAt(table, record));
    if (came === week(now)) add(board.thisWeek, table.title, '客户事项合计');
    if (came === week(now) - 1) add(board.lastWeek, table.title, '客户事项合计');
  }
  return board;
}

function personOf(table: Table, { cells }: DeskRecord): string | undefined {
  const column = table.dimensions.find(({ name }) => name === 'person')?.column;
  const name = column === undefined ? null : (cells[column] ?? null);
  return name === null ? undefined : String(name);
}

/** When what somebody has to keep to is due. */
function runningLimits({ clocks: rules }: Table, { clocks }: DeskRecord): number[] {
  return rules.flatMap(({ id, opens }) => {
    const clock = clocks[id];
    return !opens && clock?.stoppedAt === null && clock.dueAt !== null ? [clock.dueAt] : [];
  });
}

const goesOn = ({ measures }: Table, { cells }: DeskRecord): boolean =>
  (measures?.goesOn ?? []).some(column => (cells[column] ?? null) !== null);

function receivedAt({ measures }: Table, { cells, createdAt }: DeskRecord): number {
  const received = measures?.received === undefined ? null : cells[measures.received];
  return typeof received === 'number' ? received : createdAt;
}

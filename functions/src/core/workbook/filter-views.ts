// The filter views that the desk keeps in each staff tab: what is late, what is due today, whom to call back, what is
// urgent, and each person's and department's own. People's own views are theirs.
// https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/sheets#filterview

import type { DeskContext } from '../desk/desk.ts';
import { digestOf } from '../lib/digest.ts';
import type { Column } from '../schema/column.ts';
import type { Dimension, Table } from '../schema/table.ts';
import { type ExistingView, freeTitle, type SheetRequest } from './sheet-request.ts';

/** A condition on one column, by its key. */
type Criteria = Readonly<Record<string, object>>;

interface View {
  /** What it stays the same by when it is renamed. */
  key: string;
  title: string;
  criteria: Criteria;
}

/** Views of one person or department each in a tab: more would bury the others in Google's menu. */
const MAX_OF_EACH = 30;

/** Titles of views that come and go with people and departments begin so. */
const OWN = { person: '待办：', department: '部门：' } as const;

/** Ids of a tab's views lie in a room of their own, by the tab's fixed id. */
const ROOM = 1_000_000;
const IDS_USED = 100_000;

/**
 * Requests that bring the tab's views to what the table declares: those that are missing come, those that are there are
 * brought up to date, those of people and departments that left go. `header` are the texts of row 1 as they will be.
 */
export function filterViewRequests(
  table: Table,
  header: readonly string[],
  desk: DeskContext,
  existing: readonly ExistingView[],
): SheetRequest[] {
  const wanted = withIds(table, viewsOf(table, desk));
  const isOurs = ({ id, title }: ExistingView) =>
    roomOf(id) === table.sheetId && (wanted.has(id) || Object.values(OWN).some(own => title.startsWith(own)));
  const kept = existing.filter(isOurs);
  // One whose title another takes goes first: no two of a tab may be named alike, not even for a moment.
  const leaving = kept.filter(({ id, title }) =>
    wanted.has(id) ? [...wanted].some(([other, view]) => other !== id && view.title === title) : true,
  );
  const staying = new Set(kept.filter(each => !leaving.includes(each)).map(({ id }) => id));
  const taken = new Set(existing.filter(each => !kept.includes(each)).map(({ title }) => title));
  return [
    ...leaving.map(({ id }) => ({ deleteFilterView: { filterId: id } })),
    ...[...wanted].map(([filterViewId, view]): SheetRequest => {
      const filter = {
        filterViewId,
        title: freeTitle(view.title, taken),
        range: { sheetId: table.sheetId, startRowIndex: 0, startColumnIndex: 0 },
        filterSpecs: specsOf(table, view.criteria, header),
      };
      return staying.has(filterViewId)
        ? { updateFilterView: { filter, fields: 'title,range,filterSpecs' } }
        : { addFilterView: { filter } };
    }),
  ];
}

const roomOf = (id: number) => Math.floor(id / ROOM);

/** Each view under an id that follows from what it is, so that it is known again and never there twice. */
function withIds(table: Table, views: readonly View[]): Map<number, View> {
  const found = new Map<number, View>();
  for (const view of views) {
    let id = table.sheetId * ROOM + (Number.parseInt(digestOf(view.key).slice(0, 8), 16) % IDS_USED);
    while (found.has(id)) id += 1;
    found.set(id, view);
  }
  return found;
}

/** The conditions by the places of their columns; one whose column the tab lacks cannot be asked for. */
function specsOf(table: Table, criteria: Criteria, header: readonly string[]): object[] {
  return Object.entries(criteria).flatMap(([key, filterCriteria]) => {
    const columnIndex = header.indexOf(table.columns.find(each => each.key === key)?.label ?? '');
    return columnIndex < 0 ? [] : [{ columnIndex, filterCriteria }];
  });
}

function viewsOf(table: Table, desk: DeskContext): View[] {
  const state = table.columns.find(isState)?.key;
  if (table.role !== 'work' || state === undefined) return [];
  const open = table.states.filter(({ category }) => category === 'open').map(({ name }) => name);
  if (open.length === 0) return [];
  const { due, callBack, lately } = table.views ?? {};
  const done = table.states.filter(state => state.category !== 'open' && !state.void).map(({ name }) => name);
  const within = (names: readonly string[]) => ({ [state]: only(table, names) });
  const late = due && { ...within(due.states ?? open) };
  const urgent = table.columns.find(isPriority);
  return [
    ...(due && late
      ? [
          { key: 'late', title: '已超时', criteria: { ...late, [due.column]: between('1', '=NOW()') } },
          {
            key: 'today',
            title: '今日到期',
            criteria: { ...late, [due.column]: between('=TODAY()', '=TODAY()+1') },
          },
        ]
      : []),
    ...(callBack ? [{ key: 'callBack', title: '待回访', criteria: within(callBack) }] : []),
    ...(lately
      ? [
          {
            key: 'lately',
            title: lately.title,
            criteria: {
              ...within(done),
              [lately.column]: between(`=NOW()-${lately.days}`, '=NOW()'),
            },
          },
        ]
      : []),
    ...(urgent
      ? [{ key: 'urgent', title: '紧急', criteria: { ...within(open), ...mostUrgent(urgent) } }]
      : []),
    ...ownViews(table, 'person', working(desk), within(open)),
    ...ownViews(
      table,
      'department',
      desk.options.departments.map(name => ({ key: name, name })),
      within(open),
    ),
  ];
}

/** A view of the open records of each; those that hold it in the column by which the table is broken down. */
function ownViews(
  table: Table,
  dimension: Dimension & keyof typeof OWN,
  each: readonly { key: string; name: string }[],
  open: Criteria,
): View[] {
  const column = table.dimensions.find(({ name }) => name === dimension)?.column;
  if (column === undefined) return [];
  return each.slice(0, MAX_OF_EACH).map(({ key, name }) => ({
    key: `${dimension}/${key}`,
    title: `${OWN[dimension]}${name}`,
    criteria: { ...open, [column]: { condition: { type: 'TEXT_EQ', values: entered(name) } } },
  }));
}

const working = ({ people }: DeskContext) => people.filter(({ left, name }) => !left && name !== '');

const isState = (column: Column) => column.owner === 'system' && column.source.from === 'state';

const isPriority = (column: Column) => column.owner === 'staff' && column.propose?.rule === 'priority';

/** The options of a priority stand in the order of their weight. */
function mostUrgent(column: Column): Criteria {
  const kind = column.owner === 'staff' ? column.kind : undefined;
  const [first] = kind?.type === 'option' && 'options' in kind ? kind.options : [];
  if (first === undefined) return {};
  return { [column.key]: { condition: { type: 'TEXT_EQ', values: entered(first) } } };
}

/** A condition takes one text only, so all other states are hidden, and rows that have none yet. */
function only(table: Table, names: readonly string[]): object {
  const others = table.states.map(({ name }) => name).filter(name => !names.includes(name));
  return { hiddenValues: ['', ...others] };
}

/** A time between two; not merely before one, since a blank cell counts as nought. */
function between(from: string, to: string): object {
  return { condition: { type: 'NUMBER_BETWEEN', values: entered(from, to) } };
}

const entered = (...values: string[]) => values.map(userEnteredValue => ({ userEnteredValue }));

// The filter views that the desk keeps in each staff tab: what is open, late, due today, whom to call back, what is
// urgent or nobody's, each person's and department's own, and what each week and month brought. People's own views are
// theirs.

import { digestOf } from '../lib/digest.ts';
import type { Column } from '../schema/column.ts';
import { type Dimension, systemColumn, type Table } from '../schema/table.ts';
import type { DeskContext } from './desk.ts';
import { type SpanViewKey, spanViews, TYPE_TITLES } from './span-views.ts';

/** Conditions by the keys of their columns, as the Sheets API's FilterCriteria. */
export type ViewCriteria = Readonly<Record<string, object>>;

export interface TabView {
  /** Its fixed id in the workbook. */
  id: number;
  title: string;
  criteria: ViewCriteria;
}

/** What names a view: it stays the same however the view is called. */
export type ViewKey =
  | 'open'
  | 'late'
  | 'today'
  | 'callBack'
  | 'lately'
  | 'urgent'
  | `no/${OwnDimension}`
  | `${OwnDimension}/${string}`
  | `group/${string}`
  | SpanViewKey;

type View = Omit<TabView, 'id'> & { key: ViewKey };

/** Views of one person or department each in a tab: more would bury the others in Google's menu. */
const MAX_OF_EACH = 30;

/** Titles of views that come and go with people and departments begin so. */
const OWN = { person: '待办：', department: '部门：' } as const;

type OwnDimension = keyof typeof OWN;

/** Views of what belongs to none. */
const NONE: Record<OwnDimension, string> = { person: '未分派', department: '部门：未填' };

/** Ids of a tab's views lie in a room of their own, by the tab's fixed id. */
const ROOM = 1_000_000;
const IDS_USED = 100_000;
const firstId = ({ sheetId }: Table) => sheetId * ROOM;

/** As days: what is due this very moment has passed, and both ends of a condition belong to it. */
const A_SECOND = 0.00001;
const LAST_SECOND = 0.99999;

/** Whether an id lies among those of a table's views. */
export const isViewOf = (table: Table, id: number) => id >= firstId(table) && id < firstId(table) + ROOM;

/** What a view that somebody asked for shows of a figure: the rows that it counts, or those below the line alone. */
export type ViewPart = 'counted' | 'rest';

/** Titles of views that somebody asked for begin so; whose they are follows. */
const ASKED: Record<ViewPart, string> = { counted: '明细：', rest: '明细（未计入）：' };

export const askedViewTitle = (part: ViewPart, name: string) => `${ASKED[part]}${name}`;

/** The id of such a view: beside those that the desk keeps, the same whenever that person asks. */
export const askedViewId = (table: Table, part: ViewPart, person: string) =>
  firstId(table) +
  IDS_USED +
  (Number.parseInt(digestOf(`${part}/${person}`).slice(0, 8), 16) % (ROOM - IDS_USED));

/** Whether a title is one of views that come and go. */
export const comesAndGoes = (title: string) =>
  [...Object.values(OWN), ...Object.values(ASKED), ...TYPE_TITLES].some(own => title.startsWith(own));

/** Views by the desk and the table that they are of: a page asks for them with each of its figures. */
const known = new WeakMap<DeskContext, Map<Table, ReadonlyMap<ViewKey, TabView>>>();

/** The views of a table, each under an id that follows from what it is: it is known again and never there twice. */
export function tabViews(table: Table, desk: DeskContext): ReadonlyMap<ViewKey, TabView> {
  const ofDesk = known.get(desk) ?? new Map<Table, ReadonlyMap<ViewKey, TabView>>();
  const views = ofDesk.get(table) ?? viewsOf(table, desk);
  known.set(desk, ofDesk.set(table, views));
  return views;
}

function viewsOf(table: Table, desk: DeskContext): Map<ViewKey, TabView> {
  const found = new Map<ViewKey, TabView>();
  const taken = new Set<number>();
  for (const { key, ...view } of [...groupViews(table), ...workViews(table, desk)]) {
    let id = firstId(table) + (Number.parseInt(digestOf(key).slice(0, 8), 16) % IDS_USED);
    while (taken.has(id)) id += 1;
    taken.add(id);
    found.set(key, { id, ...view });
  }
  return found;
}

/** The key of the view of a person, a department, or of what has none, as a record names it. */
export function ownViewKey(dimension: OwnDimension, value: string, desk: DeskContext): ViewKey | undefined {
  if (value === '') return `no/${dimension}`;
  const named = namedIn(dimension, desk).find(({ name }) => name === value);
  return named && `${dimension}/${named.key}`;
}

/** A view of each group of rows; blank rows stay in view, so that one can be added. */
function groupViews({ views, columns }: Table): View[] {
  const { column = '', titles = {} } = views?.groups ?? {};
  const all = optionsOf(columns.find(({ key }) => key === column));
  return Object.entries(titles).map(([title, values]) => ({
    key: `group/${title}`,
    title,
    criteria: { [column]: { hiddenValues: all.filter(value => !values.includes(value)) } },
  }));
}

function workViews(table: Table, desk: DeskContext): View[] {
  const state = systemColumn(table, 'state')?.key;
  if (table.role !== 'work' || state === undefined) return [];
  const namesOf = (isWanted: (each: Table['states'][number]) => boolean) =>
    table.states.filter(isWanted).map(({ name }) => name);
  const open = namesOf(({ category }) => category === 'open');
  if (open.length === 0) return spanViews(table, state, desk);
  const { callBack, lately } = table.views ?? {};
  const done = namesOf(({ category, void: isVoid }) => category !== 'open' && !isVoid);
  const within = (names: readonly string[]): ViewCriteria => ({ [state]: only(table, names) });
  const [nearest, ahead] = [limitColumn(table), limitColumn(table, true)];
  const urgent = table.columns.find(isPriority);
  return [
    // As 看板 and 待办提醒 count: whatever limit it is, as long as it runs.
    ...(nearest
      ? [{ key: 'late' as const, title: '已超时', criteria: { [nearest]: between('1', '=NOW()') } }]
      : []),
    ...(ahead
      ? [
          {
            key: 'today' as const,
            title: '今日到期',
            criteria: { [ahead]: between(`=NOW()+${A_SECOND}`, `=TODAY()+${LAST_SECOND}`) },
          },
        ]
      : []),
    ...(callBack ? [{ key: 'callBack' as const, title: '待回访', criteria: within(callBack) }] : []),
    ...(lately
      ? [
          {
            key: 'lately' as const,
            title: lately.title,
            criteria: {
              ...within(done),
              [lately.column]: between(`=NOW()-${lately.days}`, '=NOW()'),
            },
          },
        ]
      : []),
    ...(urgent
      ? [{ key: 'urgent' as const, title: '紧急', criteria: { ...within(open), ...mostUrgent(urgent) } }]
      : []),
    // What the summaries call open: whatever is not closed, a call-back that waits as well.
    {
      key: 'open',
      title: '未关闭',
      criteria: within(namesOf(({ category }) => category === 'open' || category === 'solved')),
    },
    ...ownViews(table, 'person', desk, within(open)),
    ...ownViews(table, 'department', desk, within(open)),
    ...spanViews(table, state, desk),
  ];
}

/** A view of the open records of each, and of nobody's: by the column by which the table is broken down. */
function ownViews(table: Table, dimension: OwnDimension, desk: DeskContext, open: ViewCriteria): View[] {
  const column = table.dimensions.find(({ name }) => name === (dimension satisfies Dimension))?.column;
  if (column === undefined) return [];
  const none = { condition: { type: 'BLANK', values: [] } };
  return [
    ...namedIn(dimension, desk)
      .slice(0, MAX_OF_EACH)
      .map(
        ({ key, name }): View => ({
          key: `${dimension}/${key}`,
          title: `${OWN[dimension]}${name}`,
          criteria: { ...open, [column]: { condition: { type: 'TEXT_EQ', values: entered(name) } } },
        }),
      ),
    { key: `no/${dimension}`, title: NONE[dimension], criteria: { ...open, [column]: none } },
  ];
}

/** Who, or which departments, have views of their own. */
function namedIn(dimension: OwnDimension, { people, options }: DeskContext): { key: string; name: string }[] {
  return dimension === 'person'
    ? people.filter(({ left, name }) => !left && name !== '')
    : options.departments.map(name => ({ key: name, name }));
}

/** The column of the nearest limit; of the nearest that is still ahead. */
const limitColumn = ({ columns }: Table, ahead?: true) =>
  columns.find(
    each => each.owner === 'system' && each.source.from === 'nearestDue' && each.source.ahead === ahead,
  )?.key;

const isPriority = (column: Column) => column.owner === 'staff' && column.propose?.rule === 'priority';

/** The options that a column declares. */
function optionsOf(column: Column | undefined): readonly string[] {
  const kind = column?.owner === 'staff' ? column.kind : undefined;
  return kind?.type === 'option' && 'options' in kind ? kind.options : [];
}

/** The options of a priority stand in the order of their weight. */
function mostUrgent(column: Column): ViewCriteria {
  const [first] = optionsOf(column);
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

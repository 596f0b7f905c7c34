// The filter views that show what a week or some months brought: rows by when they came in, were solved, closed, rated
// or called, and by type. They go by the present day, so that none has to be made anew when a period ends.

import type { MeasureName } from '../schema/measures.ts';
import { systemColumn, type Table } from '../schema/table.ts';
import type { DeskContext } from './desk.ts';

/** Spans of whole days that figures are shown of. */
export type Span = '本周' | '上周' | '本月' | '上月' | '近 3 个月' | '此前 3 个月';

/** What happened to rows within a span, by the column that tells when. */
export type Moment = 'new' | 'came' | 'solved' | 'closed' | 'reopened' | 'rated' | 'called' | 'responded';

export type SpanViewKey = `span/${Span}/${Moment}` | `type/${Span}/${string}`;

interface SpanView {
  key: SpanViewKey;
  title: string;
  criteria: Readonly<Record<string, object>>;
}

/** Days from midnight to the last second of the last day: both ends of a condition belong to it. */
const LAST = 0.99999;
/** Days from the Monday of the present week. */
const fromMonday = (days: number) =>
  `=TODAY()-WEEKDAY(TODAY(),3)${days < 0 ? '-' : '+'}${Number(Math.abs(days).toFixed(5))}`;
const weeks = (back: number) => [fromMonday(-7 * back), fromMonday(6 - 7 * back + LAST)] as const;
/** From the first of one month to the end of another; 0 is the present one. */
const months = (first: number, last: number) =>
  [`=EOMONTH(TODAY(),${first - 1})+1`, `=EOMONTH(TODAY(),${last})+${LAST}`] as const;

const SPANS: Record<Span, readonly [from: string, until: string]> = {
  本周: weeks(0),
  上周: weeks(1),
  本月: months(0, 0),
  上月: months(-1, -1),
  '近 3 个月': months(-2, 0),
  '此前 3 个月': months(-5, -3),
};
/** Several months together are looked at for complaints only. */
const OF_COMPLAINTS: ReadonlySet<Span> = new Set(['近 3 个月', '此前 3 个月']);

const TITLES: Record<Moment, string> = {
  new: '新增',
  came: '登记（含转来）',
  solved: '解决',
  closed: '关闭',
  reopened: '重开',
  rated: '评价',
  called: '回访',
  responded: '响应',
};

/** Most types of a table that have views of their own: more would bury the others in Google's menu. */
const MAX_TYPES = 12;

/** What a measure counts by; those that no column tells the time of have no view. */
const MOMENTS: Partial<Record<MeasureName, Moment>> = {
  created: 'new',
  raised: 'new',
  createdSolved: 'new',
  createdAtOnce: 'new',
  complaint: 'came',
  compensated: 'came',
  continued: 'came',
  problem: 'came',
  solved: 'solved',
  solvedFirst: 'solved',
  solvedReopened: 'solved',
  closed: 'closed',
  closedFirst: 'closed',
  reopened: 'reopened',
  rated: 'rated',
  satisfied: 'rated',
  answered: 'rated',
  answeredWell: 'rated',
  called: 'called',
  intended: 'called',
  responded: 'responded',
};

/** The moment that all of these measures count by. */
export function momentOf(measures: readonly MeasureName[]): Moment | undefined {
  const [first, ...others] = [...new Set(measures.map(each => MOMENTS[each]))];
  return others.length === 0 ? first : undefined;
}

/** The key of the view of a table's rows of a moment in a span; of one type where that is said. */
export function spanViewKey(table: Table, span: Span, moment: Moment, type?: string): SpanViewKey {
  if (type !== undefined && (moment === 'new' || moment === 'came')) return `type/${span}/${type}`;
  // Where nothing goes on from elsewhere all that came is new.
  return `span/${span}/${moment === 'came' && !table.measures?.goesOn ? 'new' : moment}`;
}

/** Titles of views that come and go with the types of a table begin so. */
export const TYPE_TITLES = Object.keys(SPANS).map(span => `${span}：`);

/** The views of a table in each span; rows that are withdrawn, or not saved yet, are in none. */
export function spanViews(table: Table, state: string, desk: DeskContext): SpanView[] {
  if (table.counts === undefined) return [];
  const gone = table.states.flatMap(({ name, void: isVoid }) => (isVoid ? [name] : []));
  const there = { [state]: { hiddenValues: ['', ...gone] } };
  const blank = { condition: { type: 'BLANK', values: [] } };
  const ownMatters = Object.fromEntries((table.measures?.goesOn ?? []).map(column => [column, blank]));
  const spans = (Object.keys(SPANS) as Span[]).filter(
    span => !OF_COMPLAINTS.has(span) || table.measures?.complaint,
  );
  const type = table.dimensions.find(({ name }) => name === 'type')?.column;
  const times = Object.entries(timesOf(table)) as [Moment, string][];
  const views = spans.flatMap(span =>
    times
      .filter(([moment]) => moment !== 'responded' || !OF_COMPLAINTS.has(span))
      .map(
        ([moment, column]): SpanView => ({
          key: `span/${span}/${moment}`,
          title: `${span}${TITLES[moment]}`,
          criteria: { ...there, ...(moment === 'new' && ownMatters), [column]: within(span) },
        }),
      ),
  );
  const came = timesOf(table).new;
  if (type === undefined || came === undefined) return views;
  const typed = spans.flatMap(span =>
    typesOf(table, type, desk).map(
      (value): SpanView => ({
        key: `type/${span}/${value}`,
        title: `${span}：${value}`,
        criteria: {
          ...there,
          [came]: within(span),
          [type]: { condition: { type: 'TEXT_EQ', values: [{ userEnteredValue: value }] } },
        },
      }),
    ),
  );
  return [...views, ...typed];
}

/** The columns that tell when something happened to a row. */
function timesOf(table: Table): Partial<Record<Moment, string>> {
  const { received, responded, solved, rated, called, goesOn } = table.measures ?? {};
  const systems = (from: 'created' | 'closed' | 'reopened') => systemColumn(table, from)?.key;
  const came = received ?? systems('created');
  const found = {
    new: came,
    came: goesOn && came,
    responded,
    solved: solved?.at,
    closed: systems('closed'),
    reopened: systems('reopened'),
    rated: rated?.at,
    called: called?.at,
  };
  return Object.fromEntries(Object.entries(found).filter(([, column]) => column !== undefined));
}

/** The types that a table offers. */
function typesOf({ columns }: Table, key: string, { options }: DeskContext): readonly string[] {
  const column = columns.find(each => each.key === key);
  const kind = column?.owner === 'staff' ? column.kind : undefined;
  if (kind?.type !== 'option') return [];
  return ('options' in kind ? kind.options : options[kind.from]).slice(0, MAX_TYPES);
}

const within = (span: Span) => ({
  condition: { type: 'NUMBER_BETWEEN', values: SPANS[span].map(userEnteredValue => ({ userEnteredValue })) },
});

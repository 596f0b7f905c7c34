// How a due time came about, in words: start, policy, what was counted, skipped and paused, and how it stands.

import { isMissing } from '../calendar/calendar.ts';
import { windowsCounted } from '../calendar/windows-counted.ts';
import { showTime } from '../lib/parse-time.ts';
import { HOUR, type Instant, localDate } from '../lib/time.ts';
import type { Clock, DeskRecord } from '../record/record.ts';
import { isPromised, laterOccurrences } from '../schema/clock-rule.ts';
import type { Cells } from '../schema/column.ts';
import { AT_ONCE, showLimit } from '../schema/duration.ts';
import { columnOf, type Table } from '../schema/table.ts';
import type { ClockContext } from './clock-context.ts';
import { promisedIn } from './promised-length.ts';
import { pausesOf } from './recurrence.ts';
import type { Stretch } from './schedule.ts';

/** The parts of an explanation, each without a full stop. */
export function explain(
  context: ClockContext,
  clock: Clock,
  record: Pick<DeskRecord, 'cells' | 'pauses'>,
): string[] {
  const { rule } = context;
  const { zone } = context.desk;
  const turn = clock.turn?.number ?? 1;
  return [
    `${showTime(clock.startedAt, zone)} 起算`,
    ...policyText(turn === 1 ? context : { ...context, rule: laterOccurrences(rule) }, clock, record),
    ...(turn > 1 ? [`第 ${turn} 次`] : []),
    ...countedText(context, clock, record),
    ...pauseTexts(context, clock, record),
    ...(clock.dueAt !== null && clock.knownAt > clock.dueAt
      ? [`${showTime(clock.knownAt, zone)} ${clock.revision > 1 ? '重新计算' : '才录入'}，当时已超时`]
      : []),
    ...(clock.stoppedAt === null ? [] : [`已于 ${showTime(clock.stoppedAt, zone)} 完成`]),
    ...(clock.acknowledgedAt === null
      ? []
      : [`${showTime(clock.acknowledgedAt, zone)} 上级已知悉，不再升级`]),
    ...(clock.revision > 1 ? [`第 ${clock.revision} 次计算`] : []),
  ];
}

function policyText(
  { table, rule, desk }: ClockContext,
  { startedAt }: Clock,
  { cells }: Pick<DeskRecord, 'cells'>,
): string[] {
  if (rule.limit === AT_ONCE) return [];
  if (isPromised(rule.limit)) {
    if ('promisedIn' in rule.limit)
      return [promiseText(table, rule.limit.promisedIn, cells, startedAt, desk.zone)];
    const { until, share = 1 } = rule.limit;
    return [`以“${columnOf(table, until).label}”为准${share === 1 ? '' : `，到其间的 ${share * 100}%`}`];
  }
  const policy = desk.policyOf(rule, cells);
  if (!policy) return [];
  const { limit, category, name, instead } = policy;
  const origin = category === '时限' ? (instead ? `，默认 ${showLimit(instead)}` : '，默认值') : '';
  const counting = 'ms' in limit ? '全天计时' : 'months' in limit ? '按日历' : '只计工作时间';
  return [`时限 ${showLimit(limit)}（设置中的${category}“${name}”${origin}），${counting}`];
}

function promiseText(table: Table, column: string, cells: Cells, from: Instant, zone: string): string {
  const promised = promisedIn(String(cells[column] ?? ''), from, zone);
  const what = promised && !promised.isTime ? showLimit(promised.limit) : promised ? '时间' : '时限';
  return `“${columnOf(table, column).label}”中承诺的 ${what}`;
}

/** Which working time was counted and which days were not, for limits in working days. */
function countedText(
  { rule, desk }: ClockContext,
  { startedAt, dueAt, turn }: Clock,
  { cells }: Pick<DeskRecord, 'cells'>,
): string[] {
  const limit = desk.limitOf((turn?.number ?? 1) === 1 ? rule : laterOccurrences(rule), cells);
  if (!limit || !('workingDays' in limit) || dueAt === null) return [];
  const facts = desk.calendar.explain(startedAt, dueAt);
  if (isMissing(facts)) return [];
  const ms = facts.reduce((sum, fact) => sum + (fact.fact === 'counted' ? fact.ms : 0), 0);
  const skipped = facts.flatMap(fact =>
    fact.fact === 'skipped' ? [`${range(fact.from, fact.to)} ${fact.name ?? '休息'}`] : [],
  );
  const days =
    skipped.length > 0 ? `跳过 ${skipped.join('、')}` : `到 ${localDate(dueAt, desk.zone)} 都是工作日`;
  const provisional = desk.calendar.provisionalYears(startedAt, dueAt).join('、');
  return [
    `计入 ${hours(ms)}：${windowsCounted(facts, desk.zone).join('、')}`,
    days,
    ...(provisional === ''
      ? []
      : [`${provisional} 年的放假安排还没有公布，暂按每周工作时间和法定节假日计算，公布后自动重算`]),
  ];
}

function pauseTexts(context: ClockContext, clock: Clock, { pauses }: Pick<DeskRecord, 'pauses'>): string[] {
  const { table } = context;
  const { zone } = context.desk;
  const labelOf = (id: string) => table.pauses?.find(pause => pause.id === id)?.label ?? id;
  const over = pausesOf(context, pauses).flatMap(({ pause, from, to }) =>
    to === null || to <= clock.startedAt ? [] : [`${stretch({ from, to }, zone)}（${labelOf(pause)}）`],
  );
  const lasting = pausesOf(context, pauses).find(({ to }) => to === null);
  return [
    ...(over.length > 0 ? [`不计 ${over.join('、')}`] : []),
    ...(lasting && clock.pausedAt !== null
      ? [`暂停：${showTime(lasting.from, zone)} 起${labelOf(lasting.pause)}，其间不计时、不提醒`]
      : []),
  ];
}

const stretch = ({ from, to }: Stretch, zone: string) =>
  `${showTime(from, zone)} 至 ${to === null ? '' : showTime(to, zone)}`;

const hours = (ms: number) => `${Math.round((ms / HOUR) * 100) / 100} 小时`;

const range = (from: string, to: string) => (from === to ? from : `${from} 至 ${to}`);

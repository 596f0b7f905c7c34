// Today's calls, a sheet of paper for each person: whom to call back by the end of the day.

import type { Paper, PapersAnswer } from '../../contract/papers.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import { excerpt } from '../../core/lib/excerpt.ts';
import { showTime } from '../../core/lib/parse-time.ts';
import type { Instant } from '../../core/lib/time.ts';
import { isAwaited } from '../../core/record/awaited.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import { type DueItem, dueItems, endOfDay, MAX_DUE } from '../../core/reports/due.ts';
import type { Kind } from '../../core/schema/column.ts';
import { staffColumns } from '../../core/schema/table.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';
import { memberContext } from '../desk/desk-contexts.ts';

const HEADING = ['时间', '编号', '客户', '联系方式', '事由', '结果'];

/** Most characters of what a call is about: the rest is in the sheet. */
const MAX_ABOUT_CHARACTERS = 60;

/** The lists of all whom calls wait for; without a right to all, one's own alone. Contacts are masked. */
export async function callList(ports: Ports, account: Account, deskId: string): Promise<PapersAnswer> {
  const desk = await memberContext(ports, deskId, account);
  const now = ports.now();
  const due = await ports.store.dueRecords(deskId, endOfDay(now, desk.zone), MAX_DUE);
  const calls = dueItems({ tables: desk.tables, due, now, desk }).filter(
    each => isCall(each) && !isCalledAbout(each.record, desk),
  );
  const own = desk.personOfMail(account.mail)?.name;
  const people = [...new Set(calls.flatMap(({ who }) => who))].sort();
  const shown = desk.isSupervisor(account.mail) ? people : people.filter(name => name === own);
  return { company: desk.company, papers: shown.map(name => paperFor(name, calls, desk, now)) };
}

/** A record that waits to be called back, as its table declares. */
const isCall = ({ table, record }: DueItem) => table.views?.callBack?.includes(record.state) === true;

/** Whether the call about a record stands in a row of its own, which is listed when it is to be made. */
const isCalledAbout = ({ links }: DeskRecord, desk: DeskContext): boolean =>
  Object.entries(links).some(([key, all]) => {
    const table = desk.tableOf(key);
    return table !== undefined && all.some(link => isAwaited(table, link));
  });

function paperFor(name: string, calls: readonly DueItem[], desk: DeskContext, now: Instant): Paper {
  const mine = calls.filter(({ who }) => who.includes(name));
  // A record with two limits is one call: the earlier of them counts.
  const byRecord = new Map(mine.toReversed().map(item => [item.record.key, item]));
  const items = [...byRecord.values()].toSorted((a, b) => a.dueAt - b.dueAt);
  return {
    title: '今日回访名单',
    caption: [`${name}　${items.length} 个`, `打印于 ${showTime(now, desk.zone)}`],
    groups: [],
    rows: [HEADING, ...items.map(item => rowOf(item, desk.zone))],
    signatures: ['回访人'],
  };
}

function rowOf({ table, record, dueAt }: DueItem, zone: string): string[] {
  const shown = (type: Kind['type']) =>
    staffColumns(table).flatMap(({ key, kind }) => (kind.type === type ? textOf(record, key) : []))[0] ?? '';
  const sort = table.dimensions.find(({ name }) => name === 'type')?.column ?? '';
  const about = shown('long') || (textOf(record, sort)[0] ?? '');
  return [
    showTime(dueAt, zone),
    `${table.title} ${record.number}`,
    shown('customer'),
    shown('contact'),
    excerpt(about, MAX_ABOUT_CHARACTERS),
    '',
  ];
}

/** What a cell says, if it says anything. */
function textOf({ cells }: DeskRecord, key: string): string[] {
  const cell = cells[key] ?? '';
  return cell === '' ? [] : [String(cell)];
}

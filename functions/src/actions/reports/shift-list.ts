// Who works on the seven days from today on, as far as the desk knows: its working calendar, and who is away now.

import type { Paper, PapersAnswer } from '../../contract/papers.ts';
import { type Day, isMissing } from '../../core/calendar/calendar.ts';
import { type DeskContext, WEEKDAYS } from '../../core/desk/desk.ts';
import { isAtWork, type Person } from '../../core/desk/person.ts';
import { showTime } from '../../core/lib/parse-time.ts';
import { addDays, type Instant, type LocalDate, localDate, weekday } from '../../core/lib/time.ts';
import { dueItems, endOfDay, MAX_DUE } from '../../core/reports/due.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';
import { memberContext } from '../desk/desk-contexts.ts';

/** Days of one list. */
const DAYS = 7;

/**
 * One paper: a line for each who works here, in the order of their rows. Whoever has leave is away
 * on its days; whose row says 否 in 在岗, until it says otherwise.
 * @throws RequestError 403
 */
export async function shiftList(ports: Ports, account: Account, deskId: string): Promise<PapersAnswer> {
  const desk = await memberContext(ports, deskId, account);
  const now = ports.now();
  const due = await ports.store.dueRecords(deskId, endOfDay(now, desk.zone), MAX_DUE);
  const items = dueItems({ tables: desk.tables, due, now, desk });
  const dueOf = (name: string) =>
    new Set(items.filter(({ who }) => who.includes(name)).map(each => each.record.key)).size;
  return { company: desk.company, papers: [shiftPaper(desk, now, dueOf)] };
}

function shiftPaper(desk: DeskContext, now: Instant, dueOf: (name: string) => number): Paper {
  const today = localDate(now, desk.zone);
  const dates = Array.from({ length: DAYS }, (_, at) => addDays(today, at));
  const days = dates.map(date => desk.calendar.day(date));
  const isOpen = days.map(day => isMissing(day) || day.windows.length > 0);
  const staff = desk.people.filter(({ left }) => !left);
  const counted = dates.map((date, at) =>
    isOpen[at] ? `${staff.filter(person => isAtWork(person, date)).length} 人` : '',
  );
  const dayOf = (person: Person, date: LocalDate) =>
    isAtWork(person, date) ? '在岗' : person.off ? '不在岗' : '请假';
  const lineOf = (person: Person): string[] => [
    person.name,
    `${person.department}　${person.role}`,
    ...dates.map((date, at) => (isOpen[at] ? dayOf(person, date) : '休')),
    dates.every(date => isAtWork(person, date)) ? '' : standInOf(person, desk),
    String(dueOf(person.name)),
  ];
  return {
    title: '值班表',
    caption: [`${dates[0]} 至 ${dates.at(-1)}`, `打印于 ${showTime(now, desk.zone)}`],
    groups: [],
    rows: [
      ['同事', '部门、角色', ...dates.map(headingOf), '代理人', '今日到期'],
      ['工作时间', '', ...days.map(day => (isMissing(day) ? '' : hoursOf(day))), '', ''],
      ...staff.map(lineOf),
      ['在岗', '', ...counted, '', ''],
    ],
    signatures: [],
    across: true,
  };
}

/** `周一 11-16`. */
const headingOf = (date: LocalDate): string => `${WEEKDAYS[weekday(date) - 1]} ${date.slice(5)}`;

/** `09:00-12:00 13:30-18:00`; of a closed day why it is. */
const hoursOf = ({ windows, name = '' }: Day): string =>
  windows.length > 0
    ? [...windows.map(({ from, to }) => `${from}-${to}`), ...(name === '' ? [] : [`（${name}）`])].join(' ')
    : `休${name === '' ? '' : `（${name}）`}`;

/** Who hears of things in the place of whoever is away. */
const standInOf = ({ standIn, department }: Person, desk: DeskContext): string =>
  standIn !== '' ? standIn : (desk.headOf(department)?.name ?? '');

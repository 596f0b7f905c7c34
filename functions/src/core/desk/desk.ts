// The desk's own configuration: what people and settings rows say, indexed for those who judge rows by it.

import { type Calendar, parseCalendar } from '../calendar/calendar.ts';
import { exceptionsOf } from '../calendar/day-settings.ts';
import type { HolidayYear, Window } from '../calendar/spec.ts';
import type { Keyed } from '../lib/digest.ts';
import { withColons } from '../lib/numeral.ts';
import { type QuietHours, readQuietHours } from '../lib/quiet-hours.ts';
import type { LocalDate, Weekday } from '../lib/time.ts';
import { MAIL } from '../schema/channel.ts';
import { type ClockRule, isAbove } from '../schema/clock-rule.ts';
import type { Cells, SettingList } from '../schema/column.ts';
import type { Limit } from '../schema/duration.ts';
import { PARAMETERS, type Parameter, WHOLE } from '../schema/parameters.ts';
import type { Table } from '../schema/table.ts';
import { TEXTS } from '../tables/callback-script.ts';
import { TABLES } from '../tables/index.ts';
import { WORKSPACE_COLUMN, type WorkspaceRow, withWorkspaceColumns } from './custom-columns.ts';
import { type Names, type NamingRow, namesOf } from './names.ts';
import { type Person, personOf } from './person.ts';
import { type ClockPolicy, policyOf } from './policy.ts';
import { type PressingCategory, type PressingWords, pressingWords } from './pressing-words.ts';
import { filledText, rowsInOrder, settingsByCategory } from './rows-in-order.ts';
import { type FaultSetting, kindsOfTypes, wordLists, wordsIn } from './word-lists.ts';

/** Rows of the people and settings tabs, by row key. */
export type ReferenceRows = Record<string, NamingRow & { cells: Cells }>;
/** Rows as they become; `null` for one that is taken out. */
export type ReferenceChange = Record<string, Pick<ReferenceRows[string], 'table' | 'cells'> | null>;

/** What people have set of a desk. Nothing that the desk keeps about itself is in it: see desk-state.ts. */
export interface Desk {
  id: string;
  zone: string;
  /** Counts up with every change of configuration. */
  version: number;
  /** Mail of the account that opened the desk; belongs to it whatever the people tab says. */
  owner: string;
  /** Mail of the account whose triggers work for the spreadsheet; the owner's where none is named. */
  sender?: string;
  /** The saved rows of the people and settings tabs. */
  rows: ReferenceRows;
}

/** The setting of quiet hours, and what it is on a new desk. */
export const QUIET_HOURS = { name: '免打扰', value: '21:00-08:00' } as const;

export const WEEKDAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const;

/** A desk's configuration, ready to be asked. Built once a version, and each day where somebody has leave. */
export interface DeskContext {
  /** The day on which its people are at work or not; `undefined` where none of them has leave. */
  today: LocalDate | undefined;
  desk: Readonly<Desk>;
  zone: string;
  /** The tables of this desk, in the order of their tabs. */
  tables: readonly Table[];
  tableOf(key: string): Table | undefined;
  people: readonly Person[];
  /** The company's name as its papers bear it; blank where settings name none. */
  company: string;
  names: Names;
  options: Record<SettingList, readonly string[]>;
  calendar: Calendar;
  /** Department that a problem type goes to. */
  departmentOfType(type: string): string | undefined;
  /** Words that lead a feedback to a department, in the order of the settings tab. */
  routes: readonly { word: string; department: string }[];
  /** Classes of faults, and ways of saying one, that settings add to the default list. */
  faults: readonly FaultSetting[];
  /** What customers say where a matter is pressing, as settings list it. */
  pressing(category: PressingCategory): PressingWords;
  /** Kinds of each problem type, as settings list them. */
  subtypes: ReadonlyMap<string, readonly string[]>;
  headOf(department: string): Person | undefined;
  /** Who sees to what a call-back brought, as settings say: a person, or the department whose head does. */
  handling(brought: string): { department: string | undefined; person: Person | undefined };
  /** Channel by which a department hears of things; blank when settings name none. */
  channelOf(department: string): string;
  /** Hours at which only what is urgent goes out. */
  quiet: QuietHours | null;
  /** The length of a clock for a record's cells; none where it goes by a value that has none, or by a promised time. */
  limitOf(rule: ClockRule, cells: Cells): Limit | undefined;
  /** That length and where it comes from. */
  policyOf(rule: ClockRule, cells: Cells): ClockPolicy | undefined;
  /** What is said to customers under this name. */
  words(name: string): string;
  parameter(name: Parameter): number;
  /** Months of warranty that a product has, named as in settings or with more words around it. */
  warrantyMonths(product: string): number | undefined;
  /** The person whose account this is. */
  personOfMail(mail: string): Person | undefined;
  /** Whether the account belongs to the desk by its configuration. */
  isMember(mail: string): boolean;
  /** Whether the account may change people and settings. */
  isSupervisor(mail: string): boolean;
  /** Digests by the desk's own key: equal texts are known again, and nobody can try texts out without it. */
  keyed: Keyed;
  /** Whether it is the one whose triggers send what others type, and who vouches for them. */
  sends(mail: string): boolean;
}

/**
 * Indexes a desk of these tables. `holidays` are the years with known public holidays, `keyed` digests
 * by the desk's key; without it only what needs no digest can be asked.
 * @throws CalendarUnusable when the settings make no calendar; a desk that was saved has a usable one.
 */
export function contextOf(
  desk: Readonly<Desk>,
  holidays: readonly HolidayYear[],
  declared: readonly Table[] = TABLES,
  keyed: Keyed = withoutKey,
  today?: LocalDate,
): DeskContext {
  const people = rowsInOrder(desk, 'people').map(([key, cells]) => personOf(key, cells, today));
  const settings = settingsByCategory(desk);
  const names = namesOf(desk.rows);
  const named = (category: string) => settings.get(category) ?? new Map<string, Cells>();
  const tables = withWorkspaceColumns(declared, workspaceRows(desk));
  const byKey = new Map(tables.map(table => [table.key, table]));
  const byName = new Map(people.map(person => [person.name, person]));
  const byMail = new Map(
    people.flatMap(person => (person.mail ? [[person.mail.toLowerCase(), person]] : [])),
  );
  const isOwner = (mail: string) => mail.toLowerCase() === desk.owner.toLowerCase();

  return {
    today: people.some(({ leave }) => leave) ? today : undefined,
    desk,
    keyed,
    zone: desk.zone,
    tables,
    tableOf: key => byKey.get(key),
    people,
    company: [...named('企业').keys()][0] ?? '',
    names,
    options: {
      problemTypes: [...named('问题类型').keys()],
      departments: [...named('部门').keys()],
      products: [...named('产品').keys()],
      channels: [MAIL, ...named('通知渠道').keys()],
    },
    calendar: calendarOf(desk.zone, named('工作时间'), named('节假日'), holidays),
    departmentOfType: type => filledText(named('问题类型').get(type)?.department),
    routes: [...named('路由')].flatMap(([word, cells]) => {
      const department = filledText(cells.department);
      return department ? wordsIn(word).map(each => ({ word: each, department })) : [];
    }),
    faults: [...wordLists(named('故障说法'))].map(([name, ways]) => ({ name, ways })),
    pressing: category => pressingWords(category, named(category)),
    subtypes: kindsOfTypes(wordLists(named('二级分类')), names),
    channelOf: department => filledText(named('部门').get(department)?.value) ?? '',
    quiet:
      readQuietHours(filledText(named('通知').get(QUIET_HOURS.name)?.value) ?? QUIET_HOURS.value) ?? null,
    headOf: department => byName.get(filledText(named('部门').get(department)?.head) ?? ''),
    handling(brought) {
      const row = named('回访责任').get(brought);
      return { department: filledText(row?.department), person: byName.get(filledText(row?.head) ?? '') };
    },
    policyOf: (rule, cells) => policyOf(rule, cells, named),
    words: name => filledText(named('话术').get(name)?.value) ?? TEXTS[name] ?? '',
    limitOf: (rule, cells) => policyOf(rule, cells, named)?.limit,
    parameter(name) {
      const { value, least, most } = PARAMETERS[name];
      const cell = named('参数').get(name)?.value ?? '';
      const set = cell === '' ? Number.NaN : Number(cell);
      // Older rows may hold a part of a day.
      const meant = WHOLE.has(name) ? Math.floor(set) : set;
      return meant >= least && meant <= most ? meant : value;
    },
    warrantyMonths(product) {
      const name = names.within('products', product)?.name ?? '';
      const months = Number(named('产品').get(name)?.value ?? Number.NaN);
      return Number.isInteger(months) ? months : undefined;
    },
    personOfMail: mail => byMail.get(mail.toLowerCase()),
    isMember(mail) {
      const person = byMail.get(mail.toLowerCase());
      return person ? !person.left : isOwner(mail);
    },
    isSupervisor(mail) {
      const person = byMail.get(mail.toLowerCase());
      return person?.left !== true && (isOwner(mail) || isAbove(person?.role ?? ''));
    },
    sends: mail => mail.toLowerCase() === (desk.sender ?? desk.owner).toLowerCase(),
  };
}

function withoutKey(): never {
  throw new Error('the key of the desk is not known here');
}

/** Rows of the settings tab that append columns. */
export function workspaceRows(desk: Readonly<Desk>): WorkspaceRow[] {
  return rowsInOrder(desk, 'settings').flatMap(([key, cells]): WorkspaceRow[] => {
    const former = desk.rows[key]?.former?.['name'] ?? [];
    return cells.category === WORKSPACE_COLUMN ? [[key, cells, former.map(({ name }) => name)]] : [];
  });
}

/** A configuration whose working hours and days make no calendar: a week without open time, say. */
export class CalendarUnusable extends Error {
  override readonly name = 'CalendarUnusable';
}

const DEFAULT_WINDOWS: Window[] = [{ from: '09:00', to: '18:00' }];

function calendarOf(
  zone: string,
  hours: Map<string, Cells>,
  days: Map<string, Cells>,
  holidays: readonly HolidayYear[],
): Calendar {
  const windowsOf = (index: number) => {
    const set = filledText(hours.get(WEEKDAYS[index] ?? '')?.value);
    if (set) return readWindows(set) ?? [];
    // A week that nobody described has the usual five days; one that was described has only what was said.
    return hours.size === 0 && index < 5 ? DEFAULT_WINDOWS : [];
  };
  const week = Object.fromEntries(WEEKDAYS.map((_, index) => [index + 1, windowsOf(index)]));
  const exceptions = exceptionsOf(
    [...days].map(([name, { value, note }]) => ({
      name,
      value: filledText(value) ?? '',
      note: filledText(note),
    })),
  );
  const parsed = parseCalendar({
    zone,
    week: week as Record<Weekday, Window[]>,
    years: [...holidays],
    exceptions,
  });
  if ('problems' in parsed) {
    throw new CalendarUnusable(`the desk's calendar is unusable: ${JSON.stringify(parsed.problems)}`);
  }
  return parsed.calendar;
}

/** Most stretches of working hours in a day. */
const MAX_WINDOWS = 12;

/** Blanks beside a sign part nothing; those between two stretches do. */
const IDLE_BLANKS = /\s*([-~至到—–,;、:])\s*/g;

/** Reads working hours: `09:00-12:00,13:00-18:00`, or `休` for none; `undefined` when they are neither. */
export function readWindows(value: string): Window[] | undefined {
  const plain = withColons(value).trim().replace(IDLE_BLANKS, '$1');
  if (/^(?:休息?|不上班|全天休息?)$/.test(plain)) return [];
  const windows: Window[] = [];
  const parts = plain.split(/[,;、]|\s+/);
  if (parts.length > MAX_WINDOWS) return undefined;
  for (const part of parts) {
    const [, from, to] = /^(\d{1,2}:[0-5]\d)[-~至到—–]+(\d{1,2}:[0-5]\d)$/.exec(part) ?? [];
    if (!from || !to) return undefined;
    const window = { from: from.padStart(5, '0'), to: to.padStart(5, '0') };
    const previous = windows.at(-1);
    if (window.from >= window.to || window.to > '24:00' || (previous && window.from < previous.to))
      return undefined;
    windows.push(window);
  }
  return windows;
}

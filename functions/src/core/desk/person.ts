// Somebody of the people tab: what his row says, and whether he is at work.

import { type QuietHours, readQuietHours } from '../lib/quiet-hours.ts';
import type { LocalDate } from '../lib/time.ts';
import type { Cells } from '../schema/column.ts';
import { LEFT } from '../tables/people.ts';
import { filledText } from './rows-in-order.ts';

export interface Person {
  key: string;
  name: string;
  mail: string;
  department: string;
  role: string;
  /** At work on the day that the context is of. */
  onDuty: boolean;
  /** Not at work, whatever the day, as 在岗 says. */
  off: boolean;
  /** The first and the last day of leave; blank where nothing bounds it. */
  leave: { from: LocalDate; to: LocalDate } | undefined;
  /** Works here no more: no door is open, and what was to be done is the stand-in's. */
  left: boolean;
  /** Channel by which notices come; blank: that of the department. */
  channel: string;
  /** Where notices go: a mail address, or by what name the channel's robot mentions this person. */
  address: string;
  /** Who hears of things in this person's place when away. */
  standIn: string;
  /** Own quiet hours; null for none, undefined for those of the desk. */
  quiet: QuietHours | null | undefined;
  /** Counts up when addresses of this person's calendar are to be good no longer. */
  calendarVersion: number;
}

/** Somebody of the people tab, as he is on a day; without a day nobody has leave. */
export function personOf(key: string, cells: Cells, today: LocalDate | undefined): Person {
  const mail = filledText(cells.mail) ?? '';
  const [from, to] = [filledText(cells.leaveFrom) ?? '', filledText(cells.leaveTo) ?? ''];
  const leave = from === '' && to === '' ? undefined : { from, to };
  const away = { off: cells.onDuty === '否' || cells.onDuty === LEFT, leave };
  return {
    key,
    name: filledText(cells.name) ?? '',
    mail,
    department: filledText(cells.department) ?? '',
    role: filledText(cells.role) ?? '',
    onDuty: isAtWork(away, today),
    ...away,
    left: cells.onDuty === LEFT,
    channel: filledText(cells.channel) ?? '',
    address: filledText(cells.address) ?? mail,
    standIn: filledText(cells.standIn) ?? '',
    quiet: readQuietHours(filledText(cells.quiet) ?? ''),
    calendarVersion: Number(cells.calendarVersion ?? 1),
  };
}

/** What somebody is called of whom only the mail is known. */
export const seededName = (mail: string): string => mail.split('@')[0] ?? mail;

/** Whether somebody is at work on a day; without a day, as long as nothing but leave keeps him. */
export const isAtWork = (
  { off, leave }: Pick<Person, 'off' | 'leave'>,
  day: LocalDate | undefined,
): boolean => !off && !(leave && day !== undefined && covers(leave, day));

const covers = ({ from, to }: NonNullable<Person['leave']>, day: LocalDate): boolean =>
  (from === '' || from <= day) && (to === '' || day <= to);

// Notices: what is said to whom, once. The sentences are here; how they travel is not.

import { showCell } from '../cells/cell-codec.ts';
import type { DeskContext } from '../desk/desk.ts';
import { actorOf } from '../desk/find-person.ts';
import { showTime } from '../lib/parse-time.ts';
import type { Instant } from '../lib/time.ts';
import type { Author, Clock, DeskRecord } from '../record/record.ts';
import type { ClockRule, Recipient, StepId } from '../schema/clock-rule.ts';
import type { Table } from '../schema/table.ts';
import { matterOf } from './matter.ts';
import { type Addressee, recipientsOf, vacantRole } from './recipients.ts';

/** Words for the steps of the ladder. */
export const STEP_WORDS: Record<StepId, string> = {
  warning: '即将到时',
  due: '已到时限',
  escalation: '超时升级',
  escalation2: '二级升级',
  escalation3: '三级升级',
};

/**
 * What is said outside the ladder, with the word that its subject begins with. A new kind of announcement is a line
 * here.
 */
export const ANNOUNCEMENTS = {
  assigned: '交给您',
  reopened: '重新打开',
  escalated: '需要升级',
  praised: '客户表扬',
  batch: '批量问题',
  report: '报告',
  deadLetter: '通知未送达',
  calendar: '工作日历',
  silent: '自动同步停了',
  unreachable: '表格打不开',
  protected: '有一页写不进去',
  revealed: '查看联系方式',
} as const satisfies Record<string, string>;

export type AnnouncementKind = keyof typeof ANNOUNCEMENTS;

/** The record that a notice is about. */
export type About = Pick<DeskRecord, 'key' | 'table' | 'number'>;

/** The step of the ladder that a notice tells, and of which time: a clock that has moved since makes it untrue. */
export interface DeadlineSnapshot {
  cycle: number;
  startedAt: Instant;
  plannedAt: Instant | null;
}

/** What every notice has. */
interface Said {
  /** Says what this notice is, recipient included. Equal ids are the same notice, and it is said once. */
  id: string;
  to: Addressee;
  /** Whether it goes out at any hour. */
  urgent: boolean;
  /** One line that tells the whole without the rest. */
  subject: string;
  /** What happened and why this person hears of it, without greeting and links: those follow when it is sent. */
  text: string;
}

/** Tells that a limit has come to a step of its ladder. */
export interface StepNotice extends Said {
  kind: 'step';
  about: About;
  /** Clock and step of the ladder. */
  clock: string;
  step: StepId;
  told: DeadlineSnapshot;
}

/** Tells what has happened: to a record, or (`about` is null) to the desk as a whole. */
export interface AnnouncementNotice extends Said {
  kind: AnnouncementKind;
  about: About | null;
  clock: null;
  step: null;
  told: null;
}

export type Notice = StepNotice | AnnouncementNotice;

interface NoticeFacts {
  table: Table;
  record: DeskRecord;
  rule: ClockRule;
  clock: Clock;
  step: StepId;
  /** Occurrences of a repeating limit that passed before this one without anybody hearing of them. */
  missed: number;
  person: Addressee;
  zone: string;
}

/** The notice of a step to a person. Names and numbers of customers appear as the sheet shows them: masked. */
export function noticeOf(facts: NoticeFacts): StepNotice {
  const { table, record, rule, clock, step, missed, person, zone } = facts;
  const due = clock.dueAt === null ? '' : showTime(clock.dueAt, zone);
  return {
    // With the due time: a clock whose start was cleared and filled in again counts its revisions from one again.
    id: [record.key, rule.id, step, person.address, `${clock.cycle}.${clock.revision}.${clock.dueAt}`].join(
      '|',
    ),
    kind: 'step',
    about: aboutOf(record),
    clock: rule.id,
    step,
    told: { cycle: clock.cycle, startedAt: clock.startedAt, plannedAt: clock.plannedAt },
    to: person,
    urgent: rule.urgent ?? isUrgent(table, record),
    // A list of many shows nothing else of it.
    subject: [
      `【${STEP_WORDS[step]}】${table.title} ${record.number}：${rule.label}`,
      ...(due === '' ? [] : [`时限 ${due}`]),
      ...matterIn(table, record),
    ].join('，'),
    text: [
      `${table.title} ${record.number} 的“${rule.label}”${WHEN[step]}（时限 ${due}）。`,
      ...(missed > 0 ? [`此前还有 ${missed} 次到时没有提醒。`] : []),
      ...recordLines(table, record, zone),
      '',
      WHY[step],
    ].join('\n'),
  };
}

const matterIn = (table: Table, record: DeskRecord) => [matterOf(table, record)].filter(text => text !== '');

/** Values of a priority that let a notice go out at any hour. */
const URGENT: readonly unknown[] = ['紧急', '高'];

/** Whether what is said of a record goes out at any hour. */
export function isUrgent(table: Table, record: DeskRecord): boolean {
  return table.dimensions.some(
    ({ name, column }) => name === 'priority' && URGENT.includes(record.cells[column]),
  );
}

/** What is announced, and why. */
export interface Announcement {
  kind: AnnouncementKind;
  /** What makes it another announcement of its kind, beside record and recipient: a cycle, a period. */
  occasion: string;
  /** The rest of the subject, after its word and the record. */
  title: string;
  /** One sentence: what happened. */
  what: string;
  /** One sentence: why this person hears of it. */
  why: string;
  urgent?: boolean;
}

/** An announcement that a decision carries: the notices are made when the record has its number, in the same commit. */
export interface RecordAnnouncement extends Omit<Announcement, 'title' | 'why'> {
  /** As of any announcement; of one of which the rest is told when it goes, neither. */
  title?: string;
  why?: string;
  to: readonly Recipient[];
  /** Who did it: nobody is told of what he did himself. */
  by?: Author;
}

/** The notices of announcements about a record, one to each person whom they mean. */
export function announce(
  announcements: readonly RecordAnnouncement[],
  record: DeskRecord,
  table: Table,
  desk: DeskContext,
): AnnouncementNotice[] {
  return announcements.flatMap(announcement => {
    const people = announcement.to.flatMap(to => recipientsOf(to, record, table, desk));
    const { title, what, why } = announcement;
    const about = `【${ANNOUNCEMENTS[announcement.kind]}】${table.title} ${record.number}`;
    // What is said of it when it goes tells its matter then.
    const said = title === undefined ? [] : [title, ...matterIn(table, record)];
    const subject = said.length === 0 ? about : `${about}：${said.join('，')}`;
    const vacant = announcement.to.flatMap(to => vacantRole(to, record, table, desk) ?? []);
    const text = [
      what,
      ...(why === undefined ? [] : [...recordLines(table, record, desk.zone), '', why]),
      ...(vacant.length > 0
        ? [`本服务台没有人担任${vacant.join('、')}，所以先告诉您；请在“人员”中登记一位。`]
        : []),
    ].join('\n');
    const actor = announcement.by && desk.personOfMail(actorOf(announcement.by) ?? '');
    // That somebody is lacking he has not done himself.
    const others = people.filter(({ key }) => key === undefined || key !== actor?.key || vacant.length > 0);
    return [...new Map(others.map(to => [to.address, to])).values()].map(to => ({
      ...announced(announcement, record.key, to),
      about: aboutOf(record),
      subject,
      text,
    }));
  });
}

/** An announcement about the desk as a whole, such as a report; `what` may have many lines. */
export function announceDesk(announcement: Announcement, people: readonly Addressee[]): AnnouncementNotice[] {
  const { kind, title, what, why } = announcement;
  return people.map(to => ({
    ...announced(announcement, '', to),
    about: null,
    subject: `【${ANNOUNCEMENTS[kind]}】${title}`,
    text: [what, '', why].join('\n'),
  }));
}

function announced(
  { kind, occasion, urgent = false }: Pick<Announcement, 'kind' | 'occasion' | 'urgent'>,
  key: string,
  to: Addressee,
) {
  const id = [key, kind, occasion, to.address].join('|');
  return { id, kind, clock: null, step: null, told: null, to, urgent } as const;
}

const aboutOf = ({ key, table, number }: DeskRecord): About => ({ key, table, number });

const WHEN: Record<StepId, string> = {
  warning: '快要到时限了',
  due: '已经到时限',
  escalation: '已经超时，仍未处理',
  escalation2: '已经超时，升级后仍未处理',
  escalation3: '已经超时，再次升级后仍未处理',
};
const YOURS = '您收到这封提醒，是因为这条记录由您负责；处理后提醒自动停止。';
const UP =
  '您收到这封提醒，是因为这条记录超时未处理，按规则升级给您；在“升级知悉”中选上您的姓名，就不再继续升级。';
const WHY: Record<StepId, string> = {
  warning: YOURS,
  due: YOURS,
  escalation: UP,
  escalation2: UP,
  escalation3: UP,
};

/**
 * How the record stands, and the columns that let a reader recognise it: required texts, as the table declares them.
 */
export function recordLines(table: Table, record: DeskRecord, zone: string): string[] {
  const brief = table.columns
    .filter(column => column.owner === 'staff' && column.required && column.kind.type !== 'time')
    .slice(0, 6)
    .map(column => `${column.label}：${showCell(record.cells[column.key] ?? null, zone)}`);
  return [`当前状态：${record.state}`, ...brief];
}

/** A notice that was given up, when and why. */
export interface DeadLetter {
  id: string;
  notice: Notice;
  at: Instant;
  reason: string;
}

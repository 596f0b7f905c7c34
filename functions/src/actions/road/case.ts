// What somebody on the road sees of a record and does with it, by a link of his own: he needs no sheet and no account
// of Google's, and may what he may anywhere.

import type { Problem } from '../../contract/contract.ts';
import { RequestError } from '../../contract/request-error.ts';
import { type CaseField, caseFields, caseLines, caseLinks, reachedBy } from '../../core/calls/case-form.ts';
import { writeBase } from '../../core/decide/merge.ts';
import type { Person } from '../../core/desk/person.ts';
import { withPresentNames } from '../../core/identity/carry.ts';
import { showTime } from '../../core/lib/parse-time.ts';
import type { SignedLink } from '../../core/notices/signed-link.ts';
import { isAbove } from '../../core/schema/clock-rule.ts';
import { staffColumns } from '../../core/schema/table.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';
import { reveal } from '../cards/contacts.ts';
import { inRecord } from '../cards/show-card.ts';
import { deskContext } from '../desk/desk-contexts.ts';
import { type KnownRecord, knownRecord } from '../desk/known-record.ts';
import { submitRows } from '../submit/submit-rows.ts';
import { acknowledgeRecord } from '../timers/acknowledge-record.ts';

export type CaseLink = Extract<SignedLink, { to: 'case' }>;

/** A field, with what has been typed and not saved, and what is said of it. */
export interface AskedField extends CaseField {
  typed: string;
  said: readonly string[];
}

export interface CasePage {
  title: string;
  lines: readonly string[];
  /** What came of what was done last, and whether that is what was wanted. */
  done: readonly string[];
  failed: boolean;
  /** What is hidden, for whoever asked to see it, and how the customer is reached. */
  hidden: readonly string[];
  reached: readonly { shown: string; address: string }[];
  links: readonly { label: string; url: string }[];
  fields: readonly AskedField[];
  /** Token of what the fields show. */
  base: string;
  /** Whether it has gone up and this person may take note. */
  waits: boolean;
  /** Where the same row is in the sheet. */
  row: string;
}

/** What a time is called that is now. */
export const NOW = '现在';

/** What was filled in: for each column what it showed and what is there now; and the token of what it showed. */
export interface Filled {
  base: string;
  cells: ReadonlyMap<string, { shown: string; typed: string }>;
}

interface Found extends KnownRecord {
  person: Person;
}

type Come = Partial<Pick<CasePage, 'done' | 'failed' | 'hidden' | 'reached' | 'fields' | 'base'>>;

/** The record as it stands. Changes nothing. @throws RequestError 404 without desk or record, 410 as `caseOf`. */
export async function showCase(ports: Ports, link: CaseLink): Promise<CasePage> {
  return pageOf(ports, link, await caseOf(ports, link), {});
}

/**
 * With what is hidden, and how the customer is reached, for whoever may see it; that it was seen stands in the history.
 * @throws RequestError as `showCase`.
 */
export async function callCustomer(ports: Ports, link: CaseLink, filled: Filled): Promise<CasePage> {
  const found = await caseOf(ports, link);
  const typed = typedAgain(found, filled, []);
  const revealed = await inRecord(ports, accountOf(found), link.deskId, { key: link.key }, reveal).catch(
    refusal,
  );
  if (revealed instanceof RequestError)
    return pageOf(ports, link, found, { ...typed, done: [revealed.message], failed: true });
  const contacts = staffColumns(found.table).filter(({ kind }) => kind.type === 'contact');
  const reached = contacts.flatMap(({ key }) =>
    revealed.filter(({ column }) => column === key).flatMap(({ value }) => reachedBy(value)),
  );
  const done = revealed.length > 0 ? '这次查看已记入变更历史。' : '这条记录没有隐藏的内容。';
  const hidden = revealed.map(({ label, value }) => `${label}：${value}`);
  return pageOf(ports, link, found, { ...typed, done: [done], hidden, reached });
}

/** Takes note of what has gone up. @throws RequestError as `showCase`. */
export async function noteCase(ports: Ports, link: CaseLink, filled: Filled): Promise<CasePage> {
  await caseOf(ports, link);
  const { deskId, key, person } = link;
  const { lines } = await acknowledgeRecord(ports, { deskId, key, person });
  const now = await caseOf(ports, link);
  return pageOf(ports, link, now, { ...typedAgain(now, filled, []), done: lines.slice(-1) });
}

/**
 * Saves what was changed, as a row of the sheet would be. What cannot be taken stays as it was typed, with a word.
 * @throws RequestError as `showCase`.
 */
export async function fillCase(ports: Ports, link: CaseLink, filled: Filled): Promise<CasePage> {
  const { base, cells } = filled;
  const found = await caseOf(ports, link);
  const changed = caseFields(found.table, found.record, found.desk).flatMap(({ column, input }) => {
    const cell = cells.get(column);
    if (!cell || cell.shown === cell.typed) return [];
    const isNow = input === 'time' && cell.typed === NOW;
    return [{ column, typed: isNow ? showTime(ports.now(), found.desk.zone) : cell.typed }];
  });
  if (changed.length === 0) return pageOf(ports, link, found, { done: ['没有改动，什么都没有保存。'] });
  const edited = changed.map(({ column }) => column);
  const sent = Object.fromEntries(changed.map(({ column, typed }) => [column, typed === '' ? null : typed]));
  const rows = [{ key: link.key, base, edited, cells: sent }];
  const answer = await submitRows(ports, accountOf(found), link.deskId, found.table, { rows }).catch(refusal);
  if (answer instanceof RequestError)
    return pageOf(ports, link, found, {
      ...typedAgain(found, filled, []),
      done: [answer.message],
      failed: true,
    });
  const [row] = answer.rows;
  if (!row) throw new Error('a row was sent and not answered');
  const now = await caseOf(ports, link);
  if (row.outcome === 'saved' || row.outcome === 'unchanged') {
    const warnings = row.problems.filter(({ column }) => column === null || edited.includes(column));
    return pageOf(ports, link, now, { done: ['已保存。', ...warnings.map(({ message }) => message)] });
  }
  const typed = typedAgain(now, filled, row.problems);
  const named = new Set(typed.fields.map(({ column }) => column));
  const others = row.problems.filter(
    ({ column, severity }) => severity === 'error' && !named.has(column ?? ''),
  );
  const done = [
    row.outcome === 'conflict'
      ? '有人刚改过同一格：下面是您写的，核对后再按“保存”，就以您的为准。'
      : '没有保存，请按提示修改后再保存。',
    ...others.map(({ message }) => message),
  ];
  return pageOf(ports, link, now, { ...typed, done, failed: true, base: row.base });
}

/** What was refused is told on the page, with all that was typed. */
function refusal(error: unknown): RequestError {
  if (error instanceof RequestError) return error;
  throw error;
}

/**
 * The fields as somebody has filled them in, with what is said of them. What he has not touched shows what is there
 * now; what he knew of the rest stays what he knew.
 */
function typedAgain(
  { table, record, desk }: Found,
  { base, cells }: Filled,
  problems: readonly Problem[],
): { fields: AskedField[]; base: string } {
  const fields = caseFields(table, record, desk).map(field => {
    const cell = cells.get(field.column);
    return {
      ...field,
      typed: cell && cell.typed !== cell.shown ? cell.typed : field.shown,
      said: problems.filter(({ column }) => column === field.column).map(({ message }) => message),
    };
  });
  return { fields, base };
}

/** @throws RequestError 404 without desk or record, 410 when the person is gone or has made his links invalid. */
async function caseOf(ports: Ports, { deskId, key, person: noted, version }: CaseLink): Promise<Found> {
  const [stored, records] = await Promise.all([ports.store.desk(deskId), ports.store.records(deskId, [key])]);
  const desk = deskContext(ports, stored);
  const person = desk.people.find(each => each.key === noted);
  if (!person || person.left || person.calendarVersion !== version) throw new RequestError('link_over');
  const found = knownRecord(desk, records, key);
  return { ...found, record: withPresentNames(found.record, desk), person };
}

/** Whoever holds the link is whom the notice went to. */
const accountOf = ({ person: { key, mail } }: Found): Account => ({ subject: `link/${key}`, mail });

function pageOf(
  ports: Ports,
  { deskId, key, until }: CaseLink,
  { desk, table, record, person }: Found,
  come: Come,
): CasePage {
  return {
    title: `${table.title} ${record.number}`,
    lines: caseLines(table, record, desk, ports.now()),
    links: caseLinks(table, record),
    done: [],
    failed: false,
    hidden: [],
    reached: [],
    fields: caseFields(table, record, desk).map(field => ({ ...field, typed: field.shown, said: [] })),
    base: writeBase({ version: record.version, behind: {} }),
    waits: record.escalatedAt !== null && isAbove(person.role),
    row: ports.links.address({ to: 'row', deskId, table: table.key, key, until }),
    ...come,
  };
}

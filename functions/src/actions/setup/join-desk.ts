// How a spreadsheet becomes a desk, and an account its member: by writing a word of the service into the sheet. Until
// then the service only looks whether it can open the sheet; whoever has no access to it changes nothing there.

import type { DoneAnswer, OpenDeskAnswer, RowAnswer } from '../../contract/contract.ts';
import { RequestError } from '../../contract/request-error.ts';
import { holidaysVersion } from '../../core/calendar/provisional-year.ts';
import { defaultSettings, FIRST_PERSON, type SeedRow } from '../../core/desk/defaults.ts';
import {
  MAX_MEMBERS,
  type Members,
  newState,
  type Periods,
  type Upkeep,
} from '../../core/desk/desk-state.ts';
import { seededName } from '../../core/desk/person.ts';
import { GRACE_MS, lastEnded, nextEnd } from '../../core/figures/closed-periods.ts';
import { digestOf } from '../../core/lib/digest.ts';
import type { Instant } from '../../core/lib/time.ts';
import type { Cells } from '../../core/schema/column.ts';
import type { Table } from '../../core/schema/table.ts';
import { TABLES } from '../../core/tables/index.ts';
import { people } from '../../core/tables/people.ts';
import { settings } from '../../core/tables/settings.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';
import { MAX_ROWS } from '../desk/describe-desk.ts';
import { deskContext } from '../desk/desk-contexts.ts';
import { submitRows } from '../submit/submit-rows.ts';

const ZONE = 'Asia/Shanghai';

/** The metadata under which an account's nonce stands in the spreadsheet. */
const metadataKey = (account: Account) => `sheetdesk-join-${account.subject}`;

/**
 * Starts to tie a spreadsheet to a desk: answers a nonce that only those can write into it who have access to it. Of an
 * account that does so twice at once, both get the same.
 * @throws RequestError 403 where no further account may join, 502 when the spreadsheet is not there or not shared with
 * the service.
 */
export async function openDesk(ports: Ports, account: Account, deskId: string): Promise<OpenDeskAnswer> {
  const key = metadataKey(account);
  if (await isReady(ports, account, deskId)) return { deskId, status: 'ready', metadataKey: key };
  if (!(await belongs(ports, account, deskId))) refuseFull(await ports.store.state(deskId, 'members'));
  // Of a spreadsheet that is not there, or not shared with the service, nothing is to be kept.
  await ports.workbooks.metadata(deskId, key);
  const nonce = await ports.store.keepNonce(deskId, account.subject, ports.uuid());
  return { deskId, status: 'confirm', metadataKey: key, nonce };
}

/**
 * Joins a desk by the nonce that the account has written into the spreadsheet; the first to join opens it and owns it.
 * Joining again changes nothing.
 * @throws RequestError 403 where the nonce is another, or does not stand there
 */
export async function joinDesk(
  ports: Ports,
  account: Account,
  deskId: string,
  nonce: string,
): Promise<DoneAnswer> {
  if (await isReady(ports, account, deskId)) return { done: true };
  if (!(await belongs(ports, account, deskId))) {
    const isProven = await hasProven(ports, account, deskId, nonce);
    // Another window of the same person may have spent the word in between.
    if (!isProven && !(await belongs(ports, account, deskId))) throw new RequestError('nonce_wrong');
    if (isProven) await enter(ports, account, deskId);
    // It has proved what it had to, once.
    await ports.store.dropNonce(deskId, account.subject);
  }
  const upkeep = await ports.store.state(deskId, 'upkeep');
  if (!upkeep?.seeded) await seed(ports, deskId);
  return { done: true };
}

/** Whether this is the account's word, and stands in the spreadsheet by now. */
async function hasProven(ports: Ports, account: Account, deskId: string, nonce: string): Promise<boolean> {
  if ((await ports.store.nonce(deskId, account.subject)) !== nonce) return false;
  return (await ports.workbooks.metadata(deskId, metadataKey(account))).includes(nonce);
}

/** Whether the desk has all that it starts with, and the account belongs to it. */
async function isReady(ports: Ports, account: Account, deskId: string): Promise<boolean> {
  const isSeeded = (await ports.store.state(deskId, 'upkeep'))?.seeded === true;
  return (await belongs(ports, account, deskId)) && isSeeded;
}

/**
 * Whether the account belongs to the desk.
 * @throws RequestError 403 when it has left: it does not come back by the spreadsheet
 */
async function belongs(ports: Ports, { mail }: Account, deskId: string): Promise<boolean> {
  const { store } = ports;
  const stored = await store.desk(deskId);
  if (!stored) return false;
  const desk = deskContext(ports, stored);
  if (desk.personOfMail(mail)?.left) throw new RequestError('has_left');
  return desk.isMember(mail) || ((await store.state(deskId, 'members'))?.mails.includes(mail) ?? false);
}

/**
 * Makes the account the owner of a desk that nobody has opened yet, or else a member. Who comes at the same time comes
 * after.
 */
async function enter(ports: Ports, { mail }: Account, deskId: string): Promise<void> {
  await ports.store.transaction(deskId, async transaction => {
    const { desk } = await transaction.read([], []);
    if (!desk) {
      const opened = { id: deskId, zone: ZONE, version: 1, owner: mail, rows: {} };
      transaction.write({ opened: { desk: opened, state: newState(startingAt(ports.now())) } });
    } else if (desk.owner !== mail) {
      refuseFull(await transaction.state('members'));
      transaction.write({ state: { joined: mail } });
    }
  });
}

/** @throws RequestError 403 where no further account may join. */
function refuseFull(members: Members | undefined): void {
  if (members && members.mails.length >= MAX_MEMBERS) throw new RequestError('members_full');
}

/** The week and month that a new desk is in: what was before is nobody's to report. */
function startingAt(now: Instant): Periods {
  return { endsAt: nextEnd(now, ZONE), reported: lastEnded(now, ZONE) };
}

/**
 * Gives a new desk the rows that it starts with, through the same door as staff rows and in its owner's name, whoever
 * is there. Each has a key that follows from what it is: what somebody else has given it, at this moment or before he
 * was cut off, is not given twice.
 */
async function seed(ports: Ports, deskId: string): Promise<void> {
  const [desk, periods] = await Promise.all([ports.store.desk(deskId), ports.store.state(deskId, 'periods')]);
  if (!desk || !periods) return;
  await ports.alarms.plantRing(deskId, periods.endsAt + GRACE_MS, ports.now());
  const there = new Set(Object.values(desk.rows).map(({ cells }) => seedName(cells)));
  const lacking = (rows: SeedRow[]) => rows.filter(row => !there.has(seedName(row)));
  const rows = lacking(defaultSettings(TABLES));
  const departments = rows.filter(row => row.category === '部门');
  const others = rows.filter(row => row.category !== '部门');
  const { owner: mail } = desk;
  const owner = { ...FIRST_PERSON, name: seededName(mail), mail };
  const account = { subject: mail, mail };
  await submitSeeds(ports, account, deskId, settings, departments);
  await submitSeeds(ports, account, deskId, people, lacking([owner]));
  await submitSeeds(ports, account, deskId, settings, others);
  const decided = await decidedSoFar(ports, deskId);
  await ports.store.transaction(deskId, async transaction =>
    transaction.write({ state: { upkeep: { seeded: true, ...decided } } }),
  );
}

/**
 * What every record of a desk was decided with that has no open one: whatever is saved from now on goes by this
 * configuration or a later one. Without it the first summaries would decide all of a new desk's records once more.
 */
async function decidedSoFar({ store, holidays }: Ports, deskId: string): Promise<Partial<Upkeep>> {
  // In this order: what comes between the two looks was decided with this version at least.
  const desk = await store.desk(deskId);
  const [open] = await store.openKeys(deskId, '', 1);
  return desk && open === undefined ? { decided: desk.version, holidays: holidaysVersion(holidays) } : {};
}

const seedName = ({ category, name }: Cells) => `${category ?? ''}/${name ?? ''}`;

async function submitSeeds(
  ports: Ports,
  account: Account,
  deskId: string,
  table: Table,
  rows: SeedRow[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += MAX_ROWS) {
    const part = rows.slice(start, start + MAX_ROWS);
    const request = {
      rows: part.map(cells => ({
        key: digestOf([deskId, table.key, seedName(cells)].join('|')),
        base: '',
        edited: [],
        cells,
      })),
    };
    const { rows: answers } = await submitRows(ports, account, deskId, table, request);
    const refused = answers.find(answer => !isThere(answer));
    if (refused)
      throw new Error(`a default row of ${table.key} was not saved: ${JSON.stringify(refused.problems)}`);
  }
}

/**
 * Whether a row stands in the desk now: as it was sent, as somebody has changed it since, or as one that somebody has
 * typed himself.
 */
function isThere({ outcome, problems }: RowAnswer): boolean {
  if (outcome === 'refused' || outcome === 'draft')
    return problems.some(({ code }) => code === 'name_taken' || code === 'mail_taken');
  return true;
}

// How a spreadsheet becomes a desk, and an account its member: by proving that it can read what the service wrote into the sheet.

import type { DoneAnswer, OpenDeskAnswer } from '../../contract/contract.ts';
import { RequestError } from '../../contract/request-error.ts';
import { defaultSettings, type SeedRow } from '../../core/desk/defaults.ts';
import type { Desk } from '../../core/desk/desk.ts';
import { GRACE, lastEnded, nextEnd } from '../../core/figures/closed-periods.ts';
import type { Instant } from '../../core/lib/time.ts';
import type { Cells, Table } from '../../core/schema/table.ts';
import { TABLES } from '../../core/tables/index.ts';
import { people } from '../../core/tables/people.ts';
import { settings } from '../../core/tables/settings.ts';
import type { Account, Ports } from '../../ports.ts';
import { MOST_ROWS } from '../desk/describe-desk.ts';
import { deskContext } from '../desk/desk-contexts.ts';
import { submitRows } from '../submit/submit-rows.ts';

const ZONE = 'Asia/Shanghai';

/** The metadata under which an account's nonce stands in the spreadsheet. */
const metadataKey = (account: Account) => `sheetdesk-join-${account.subject}`;

/**
 * Starts to tie a spreadsheet to a desk: writes a nonce into it that only those can read who can open it.
 * @throws RequestError 502 when the spreadsheet is not there or not shared with the service.
 */
export async function openDesk(ports: Ports, account: Account, deskId: string): Promise<OpenDeskAnswer> {
  const key = metadataKey(account);
  const desk = await ports.store.desk(deskId);
  if (desk?.seeded && deskContext(ports, desk).isMember(account.mail)) {
    return { deskId, status: 'ready', metadataKey: key };
  }
  const nonce = ports.uuid();
  await ports.store.keepNonce(deskId, account.subject, nonce);
  await ports.workbooks.setMetadata(deskId, key, nonce);
  return { deskId, status: 'confirm', metadataKey: key };
}

/** Joins a desk by the nonce read from the spreadsheet; the first to join opens it and owns it. */
export async function joinDesk(
  ports: Ports,
  account: Account,
  deskId: string,
  nonce: string,
): Promise<DoneAnswer> {
  if ((await ports.store.nonce(deskId, account.subject)) !== nonce) throw new RequestError('nonce_wrong');
  const desk = await change(ports, deskId, before =>
    before ? withMember(before, account) : newDesk(deskId, account, ports.now()),
  );
  if (!desk.seeded) {
    await ports.alarms.plantRing(deskId, desk.periodEndsAt + GRACE, ports.now());
    await seed(ports, account, desk);
  }
  return { done: true };
}

async function change(ports: Ports, deskId: string, make: (before: Desk | undefined) => Desk): Promise<Desk> {
  return ports.store.transaction(deskId, async transaction => {
    const { desk: before } = await transaction.read([], []);
    const desk = make(before);
    transaction.write({ desk });
    return desk;
  });
}

function newDesk(id: string, account: Account, now: Instant): Desk {
  return {
    id,
    zone: ZONE,
    version: 1,
    owner: account.mail,
    members: [],
    rows: {},
    laidOut: 0,
    decided: 1,
    periodEndsAt: nextEnd(now, ZONE),
    // What was before the desk is nobody's to report.
    reported: lastEnded(now, ZONE),
    recounts: 0,
    recountAsked: false,
    seeded: false,
  };
}

function withMember(desk: Desk, account: Account): Desk {
  if (isJoined(desk, account)) return desk;
  return { ...desk, version: desk.version + 1, members: [...desk.members, account.mail] };
}

const isJoined = (desk: Desk, { mail }: Account) => desk.owner === mail || desk.members.includes(mail);

/** Gives a new desk the rows that it starts with, through the same door as staff rows. What an attempt before has left is kept. */
async function seed(ports: Ports, account: Account, desk: Desk): Promise<void> {
  const there = new Set(Object.values(desk.rows).map(({ cells }) => nameOf(cells)));
  const lacking = (rows: SeedRow[]) => rows.filter(row => !there.has(nameOf(row)));
  const rows = lacking(defaultSettings(TABLES));
  const departments = rows.filter(row => row.category === '部门');
  const others = rows.filter(row => row.category !== '部门');
  const name = account.mail.split('@')[0] ?? account.mail;
  const owner = { name, mail: account.mail, department: '客服部', role: '客服主管' };
  await submitSeeds(ports, account, desk.id, settings, departments);
  await submitSeeds(ports, account, desk.id, people, lacking([owner]));
  await submitSeeds(ports, account, desk.id, settings, others);
  await change(ports, desk.id, before => ({ ...(before ?? desk), seeded: true }));
}

const nameOf = ({ category, name }: Cells) => `${category ?? ''}/${name ?? ''}`;

async function submitSeeds(
  ports: Ports,
  account: Account,
  deskId: string,
  table: Table,
  rows: SeedRow[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += MOST_ROWS) {
    const part = rows.slice(start, start + MOST_ROWS);
    const request = { rows: part.map(cells => ({ key: ports.uuid(), base: '', edited: [], cells })) };
    const { rows: answers } = await submitRows(ports, account, deskId, table, request);
    const refused = answers.find(answer => answer.outcome !== 'saved');
    if (refused)
      throw new Error(`a default row of ${table.key} was not saved: ${JSON.stringify(refused.problems)}`);
  }
}

// How a spreadsheet becomes a desk, and an account its member: by proving that it can read what the service wrote into the sheet.

import { defaultSettings, type SeedRow } from '../core/defaults.ts';
import type { Desk } from '../core/desk.ts';
import type { Table } from '../core/table.ts';
import { TABLES } from '../core/tables/index.ts';
import { people } from '../core/tables/people.ts';
import { settings } from '../core/tables/settings.ts';
import type { DoneAnswer, OpenDeskAnswer } from '../http/contract.ts';
import type { Account, Ports } from '../ports.ts';
import { RequestError } from '../request-error.ts';
import { MOST_ROWS } from './describe-desk.ts';
import { deskContext } from './desk-contexts.ts';
import { submitRows } from './submit-rows.ts';

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
  if (desk && deskContext(ports, desk).isMember(account.mail))
    return { deskId, status: 'ready', metadataKey: key };
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
  const opened = await ports.store.transaction(deskId, async transaction => {
    const { desk } = await transaction.read([], []);
    transaction.write({ desk: desk ? withMember(desk, account) : newDesk(deskId, account) });
    return desk === undefined;
  });
  if (opened) await seed(ports, account, deskId);
  return { done: true };
}

function newDesk(id: string, account: Account): Desk {
  return { id, zone: ZONE, version: 1, owner: account.mail, members: [], rows: {}, laidOut: 0 };
}

function withMember(desk: Desk, account: Account): Desk {
  return { ...desk, version: desk.version + 1, members: [...new Set([...desk.members, account.mail])] };
}

/** Gives a new desk the rows that it starts with, through the same door as staff rows. */
async function seed(ports: Ports, account: Account, deskId: string): Promise<void> {
  const rows = defaultSettings(TABLES);
  const departments = rows.filter(row => row.category === '部门');
  const owner = {
    name: account.mail.split('@')[0] ?? account.mail,
    mail: account.mail,
    department: '客服部',
    role: '客服主管',
  };
  await submitSeeds(ports, account, deskId, settings, departments);
  await submitSeeds(ports, account, deskId, people, [owner]);
  await submitSeeds(
    ports,
    account,
    deskId,
    settings,
    rows.filter(row => row.category !== '部门'),
  );
}

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

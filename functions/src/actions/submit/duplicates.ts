// A row that is about the same matter as another one is joined to it, or made to stand by itself again: all that
// changes for it is judged as if somebody typed it, and committed together.

import type { DuplicateAnswer, DuplicateRequest, DuplicateUndo } from '../../contract/duplicate.ts';
import { RequestError } from '../../contract/request-error.ts';
import { isSound } from '../../core/record/decidable.ts';
import type { Bulk } from '../../core/record/record.ts';
import { knownState, type Table } from '../../core/schema/table.ts';
import {
  cellsBefore,
  changePlace,
  goneFindings,
  joinedTo,
  joiningLines,
  keptFindings,
  nameOf,
  numberIn,
  type Rewritten,
  withdrawnCells,
  withoutJoined,
} from '../../core/similarity/duplicate.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';
import { inDesk } from '../desk/carrying.ts';
import { deskContext, rightContext } from '../desk/desk-contexts.ts';
import { answered, JoiningRows, type JoinResult } from './joining-rows.ts';
import { plantFollowing } from './submit-rows.ts';

/**
 * Joins a row to another one of its table, or tells what would become of it. Repeating it changes nothing.
 * @throws RequestError 400, 404 and 409 where the two cannot be joined, 403
 */
export async function joinDuplicate(
  ports: Ports,
  account: Account,
  deskId: string,
  named: Table,
  { dry, key, of }: DuplicateRequest,
): Promise<DuplicateAnswer> {
  return changing(ports, account, deskId, named, async (at): Promise<JoinResult> => {
    const { table, transaction } = at;
    const gone = await at.recordOf(key);
    const already = joinedTo(table, gone);
    if (of === undefined)
      return already ? answered('joined', [alreadyText(already.other)]) : answered('open', []);
    const found = await transaction.byNumber([numberIn(of)]);
    const kept = found.find(record => isSound(record) && record.table === table.key);
    if (!kept) throw new RequestError('duplicate_unknown');
    if (kept.key === key) throw new RequestError('duplicate_of_itself');
    if (already?.kept === kept.key) return answered('joined', [alreadyText(already.other)]);
    if ([gone, kept].some(({ state }) => knownState(table, state)?.void))
      throw new RequestError('duplicate_withdrawn');
    const joining = await at.joining(gone, kept);
    const bulk = {
      id: changePlace(gone),
      told: `${nameOf(table, gone)} 合并到 ${nameOf(table, kept)}`,
    };
    const others = [joining.kept, ...joining.moved];
    const keptSays = keptFindings(joining, at.now, at.desk);
    const decided = [
      ...others.map(each => at.decideOn(each, bulk, each === joining.kept ? keptSays : undefined)),
      at.decideOn(
        joining.gone,
        bulk,
        goneFindings(
          joining,
          others.map(({ record }) => changePlace({ key: record.key, version: record.version + 1 })),
        ),
      ),
    ];
    return at.settle(decided, joiningLines(joining), dry ? 'would' : 'joined');
  });
}

/**
 * Lets a row that was joined to another one stand by itself again: what was changed for it is as it was before, but
 * for what somebody has changed since.
 * @throws RequestError 409 where it was joined to none, 403, 404
 */
export async function undoDuplicate(
  ports: Ports,
  account: Account,
  deskId: string,
  named: Table,
  { key }: DuplicateUndo,
): Promise<DuplicateAnswer> {
  return changing(ports, account, deskId, named, async (at): Promise<JoinResult> => {
    const { table, desk, transaction } = at;
    const gone = await at.recordOf(key);
    const joined = joinedTo(table, gone);
    if (!joined) throw new RequestError('duplicate_not_joined');
    const bulk: Bulk = { id: changePlace(gone), undone: true, told: `取消合并：${nameOf(table, gone)}` };
    const records = await at.read(joined.places.map(place => place.key));
    const events = await transaction.events(
      joined.places.map(place => ({ key: place.key, versions: [place.version] })),
    );
    const stay: string[] = [];
    const back = joined.places.flatMap((place): Rewritten[] => {
      const record = records.get(place.key);
      const of = record && desk.tableOf(record.table);
      if (!record || !of) return [];
      const before = cellsBefore(record, events.get(place.key)?.[0] ?? { changes: [] }, of);
      stay.push(...before.stay.map(label => `${nameOf(of, record)} 的“${label}”后来改过，保持现在的内容。`));
      return [{ table: of, record, cells: before.cells }];
    });
    const withdrawing = Object.keys(withdrawnCells(table) ?? {});
    const itself = { table, record: gone, cells: Object.fromEntries(withdrawing.map(each => [each, null])) };
    await at.know([gone, ...records.values()], back);
    const decided = [
      at.decideOn(itself, bulk, withoutJoined(gone)),
      ...back.map(each =>
        at.decideOn(
          each,
          bulk,
          each.record.key === joined.kept ? withoutJoined(each.record, key) : undefined,
        ),
      ),
    ];
    const lines = [`${nameOf(table, gone)} 已不再合并到 ${joined.other}，恢复原样。`, ...stay];
    return at.settle(decided, lines, 'undone');
  });
}

const alreadyText = (other: string) => `本行已合并到 ${other}。`;

async function changing(
  ports: Ports,
  account: Account,
  deskId: string,
  named: Table,
  work: (at: JoiningRows) => Promise<JoinResult>,
): Promise<DuplicateAnswer> {
  await rightContext(ports, deskId, account, 'write');
  if (!withdrawnCells(named)) throw new RequestError('duplicate_unfit');
  const settled = await inDesk(ports, deskId, async transaction => {
    const snapshot = await transaction.read([], []);
    const desk = deskContext(ports, snapshot.desk);
    const table = desk.tableOf(named.key) ?? named;
    return work(new JoiningRows(ports, account, { desk, table, transaction, snapshot }));
  });
  await plantFollowing(ports, deskId, settled);
  return settled.answer;
}

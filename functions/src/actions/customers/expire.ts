// People whose records have been closed for longer than the workspace keeps them: they are erased, records and figures
// stay.

import type { DeskContext } from '../../core/desk/desk.ts';
import { RETENTION, type Retained, retentionOf } from '../../core/desk/retention.ts';
import type { Erasing } from '../../core/record/erase.ts';
import { SYSTEM } from '../../core/record/record.ts';
import type { DeskOverview } from '../../ports/desks.ts';
import type { Ports } from '../../ports/ports.ts';
import { deskContext } from '../desk/desk-contexts.ts';
import { eraser } from './erasing.ts';

/** Records of one turn: figures and tabs wait for it. */
const TURN_SIZE = 50;

const WHY = `过了“设置”中的${RETENTION}，删除了个人信息`;
const BEGIN = { at: 0, key: '' };

/** Goes on with each table where the last turn ended. Reads nothing where nothing is set. */
export async function expirePersons(ports: Ports, deskId: string, known?: DeskOverview): Promise<void> {
  const desk = deskContext(ports, known?.desk ?? (await ports.store.desk(deskId)));
  const set = retentionOf(desk.desk, desk.tables);
  if (set.length === 0) return;
  let left = TURN_SIZE;
  for (const retained of set) {
    left -= await expireIn(ports, desk, retained, left);
    if (left > 0) continue;
    await ports.alarms.plantSummary(deskId, ports.now(), ports.now());
    return;
  }
}

/** The next records of a table; answers how many there were. */
async function expireIn(
  ports: Ports,
  { desk: { id }, keyed }: DeskContext,
  { table, ms }: Retained,
  limit: number,
): Promise<number> {
  const { expired = {} } = (await ports.store.state(id, 'upkeep')) ?? {};
  const from = expired[table.key] ?? BEGIN;
  const page = await ports.persons.closedBy(id, table.key, ports.now() - ms, from, limit);
  const last = page.at(-1);
  if (!last) return 0;
  const now = ports.now();
  const erasing: Erasing = { by: SYSTEM, now, as: String(now), why: WHY, marks: new Set(), keyed };
  const work = eraser(ports, id, erasing, {
    isMeant: ({ erasedAt, persons }) => erasedAt === undefined || persons !== undefined,
    isAbout: () => true,
    // Each table has years of its own.
    comesOf: () => false,
  });
  for (const { key } of page) await work.change(key);
  await work.end();
  await ports.store.transaction(id, async transaction => {
    const upkeep = await transaction.state('upkeep');
    const at = { at: last.closedAt ?? 0, key: last.key };
    transaction.write({ state: { upkeep: { expired: { ...upkeep?.expired, [table.key]: at } } } });
  });
  ports.log.info('persons_expired', { deskId: id, table: table.key, records: page.length });
  return page.length;
}

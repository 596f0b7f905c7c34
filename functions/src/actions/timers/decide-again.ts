// Decides open records again when people, policy, exceptions or the published holidays have changed. Closed ones keep what they were decided with.

import { holidaysVersion } from '../../core/calendar/provisional-year.ts';
import { redecide } from '../../core/decide/decide.ts';
import { changeOfAll } from '../../core/figures/count.ts';
import type { Ports } from '../../ports.ts';
import { deskContext } from '../desk/desk-contexts.ts';

/** Records in one transaction: few, so that people's edits seldom wait for it. */
const AT_ONCE = 50;

/**
 * Decides every open record of a desk that was decided by an earlier configuration or by other holidays, and notes by which ones all of
 * them are decided now.
 * Each is decided by the configuration of its own transaction, so none falls back behind somebody who is further on.
 */
export async function decideAgain(ports: Ports, deskId: string): Promise<void> {
  const { store } = ports;
  const [desk, upkeep] = await Promise.all([store.desk(deskId), store.state(deskId, 'upkeep')]);
  const holidays = holidaysVersion(ports.holidays);
  if (!desk || !upkeep || (upkeep.decided >= desk.version && upkeep.holidays === holidays)) return;
  for (let keys = await store.openKeys(deskId, '', AT_ONCE); keys.length > 0; ) {
    await decideThese(ports, deskId, keys);
    keys = await store.openKeys(deskId, keys.at(-1) ?? '', AT_ONCE);
  }
  await store.transaction(deskId, async transaction => {
    const decided = (await transaction.state('upkeep'))?.decided;
    if (decided !== undefined)
      transaction.write({ state: { upkeep: { decided: Math.max(decided, desk.version), holidays } } });
  });
  const next = await store.nextActionAt(deskId);
  if (next !== undefined) await ports.alarms.plantRing(deskId, next, ports.now());
}

async function decideThese(ports: Ports, deskId: string, keys: readonly string[]): Promise<void> {
  await ports.store.transaction(deskId, async transaction => {
    const { desk: stored, records } = await transaction.read(keys, []);
    const desk = deskContext(ports, stored);
    const decided = [...records.values()].flatMap(record => {
      const table = desk.tableOf(record.table);
      const after = table && redecide(table, record, ports.now(), desk);
      return after ? [{ table, before: record, after }] : [];
    });
    transaction.write({
      records: decided.map(({ after }) => ({ after })),
      change: { at: ports.now(), figures: changeOfAll(decided, desk.zone) },
    });
  });
}

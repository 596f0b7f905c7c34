// Decides open records again when people, policy or calendar have changed. Closed ones keep what they were decided with.

import { redecide } from '../../core/decide/decide.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import { changeOfAll } from '../../core/figures/count.ts';
import type { Ports } from '../../ports.ts';

/** Records in one transaction: few, so that people's edits seldom wait for it. */
const AT_ONCE = 50;

/** Decides every open record of a desk by its configuration as it stands, and notes for which version that was. */
export async function decideAgain(ports: Ports, desk: DeskContext): Promise<void> {
  const { id, version } = desk.desk;
  for (let keys = await ports.store.openKeys(id, '', AT_ONCE); keys.length > 0; ) {
    await decideThese(ports, desk, keys);
    keys = await ports.store.openKeys(id, keys.at(-1) ?? '', AT_ONCE);
  }
  await ports.store.transaction(id, async transaction => {
    const { desk: current } = await transaction.read([], []);
    if (current && current.decided < version) transaction.write({ desk: { ...current, decided: version } });
  });
  const next = await ports.store.nextActionAt(id);
  if (next !== undefined) await ports.alarms.plantRing(id, next, ports.now());
}

async function decideThese(ports: Ports, desk: DeskContext, keys: readonly string[]): Promise<void> {
  await ports.store.transaction(desk.desk.id, async transaction => {
    const { records } = await transaction.read(keys, []);
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

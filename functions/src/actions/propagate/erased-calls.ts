// What waits for somebody to be called who is taken out of what is kept: it ends, and with it what waits for that.

import { addFigures } from '../../core/figures/figures.ts';
import { endOfErased } from '../../core/record/awaited.ts';
import type { Author } from '../../core/record/record.ts';
import { References } from '../../core/record/references.ts';
import { titleOf } from '../../core/tables/index.ts';
import type { Ports } from '../../ports/ports.ts';
import { inDesk } from '../desk/carrying.ts';
import { deskContext } from '../desk/desk-contexts.ts';
import { SetAside } from '../desk/set-aside.ts';
import { again } from './again.ts';
import { findReferences, noticesOf, referencesIn } from './following.ts';
import { follow } from './linked-rows.ts';
import { Numbers } from './number-rows.ts';

/** Ends a record as nobody can be called about it any more; answers whether there was anything to end. */
export function endErased(ports: Ports, deskId: string, key: string, by: Author): Promise<boolean> {
  return inDesk(ports, deskId, async transaction => {
    const snapshot = await transaction.read([key], []);
    const desk = deskContext(ports, snapshot.desk);
    const before = snapshot.records.get(key);
    const table = before && desk.tableOf(before.table);
    const end = table && endOfErased(table, before);
    if (!end) return false;
    const now = ports.now();
    const [aside, references] = [new SetAside(ports, desk), new References(titleOf)];
    const current = new Map(snapshot.records);
    const numbers = new Numbers(snapshot, transaction);
    const following = { transaction, current, references, numbers, aside };
    await findReferences(referencesIn(before), references, transaction);
    const ended = again(before, end, { desk, because: key, by, now }, following);
    const saved = [...ended, ...(await follow(ended, following))];
    const accepted = saved.map(each => each.accepted);
    transaction.write({
      records: accepted,
      aside: aside.marks(accepted),
      serials: numbers.serials,
      change: { at: now, figures: addFigures(...accepted.map(({ change }) => change)) },
      notices: saved.flatMap(noticesOf),
    });
    return ended.length > 0;
  });
}

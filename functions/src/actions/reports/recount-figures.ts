// Counts all records of a desk anew and holds the figures against it, or mends them. Right while people go on working:
// what is compared stood at one moment, and what is mended is a change like any other.

import type { DeskContext } from '../../core/desk/desk.ts';
import { figuresOf } from '../../core/figures/count.ts';
import { compare, type Difference, mendingOf, piecesOf } from '../../core/figures/recount.ts';
import type { Counted } from '../../ports/figures.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Writes } from '../../ports/transaction.ts';

export interface Recount {
  /** How many records were counted. */
  records: number;
  /** Where the figures were not what the records come to. */
  differences: Difference[];
}

/** Changes in one transaction. */
const BATCH_SIZE = 50;

/** What a recount needs; a log where somebody reads it. */
type RecountPorts = Pick<Ports, 'store'> & Partial<Pick<Ports, 'log'>>;

/** Compares the figures of a desk with its records, to the last digit. Changes nothing. */
export async function checkFigures(ports: RecountPorts, desk: DeskContext): Promise<Recount> {
  return recountOf(await recounted(ports, desk));
}

/** Mends the figures of a desk. Of several recounts at once the one that was begun last does it. */
export async function recountFigures(ports: RecountPorts, desk: DeskContext): Promise<Recount> {
  const { id } = desk.desk;
  const { mine, asked } = await beginRecount(ports, id);
  const counted = await recounted(ports, desk);
  const recount = recountOf(counted);
  const pieces = piecesOf(mendingOf(recount.differences, counted.figures, counted.pending));
  // What is mended is as old as the figures: it goes into every period that is closed from now on.
  for (const figures of pieces) await writeIfLast(ports, id, mine, { change: { at: 0, figures } });
  // Whoever has asked since it began waits for another one.
  await writeIfLast(ports, id, mine, { state: { upkeep: { recountsDone: asked } } });
  while ((await ports.store.applyChanges(id, BATCH_SIZE)) === BATCH_SIZE);
  return recount;
}

/** A record that cannot be read counts for nothing; one that cannot be decided goes on counting for what it is. */
function recounted({ store, log }: RecountPorts, desk: DeskContext): Promise<Counted> {
  return store.countAll(desk.desk.id, record => {
    const table = desk.tableOf(record.table);
    if (!table) return {};
    try {
      return figuresOf(table, record, desk.zone);
    } catch (cause) {
      log?.error('record_not_counted', cause, { deskId: desk.desk.id, key: record.key });
      return {};
    }
  });
}

function recountOf({ records, sums, figures, pending }: Counted): Recount {
  return { records, differences: compare(sums, figures, pending) };
}

/** The number of a new recount, and of the last one that was asked for before it began. */
function beginRecount(
  { store }: Pick<Ports, 'store'>,
  deskId: string,
): Promise<{ mine: number; asked: number }> {
  return store.transaction(deskId, async transaction => {
    const upkeep = await transaction.state('upkeep');
    if (!upkeep) return { mine: 0, asked: 0 };
    const mine = upkeep.recountsBegun + 1;
    transaction.write({ state: { upkeep: { recountsBegun: mine } } });
    return { mine, asked: upkeep.recountsAsked };
  });
}

/** Writes what belongs to a recount, unless another has begun meanwhile, which will do it itself. */
function writeIfLast(
  { store }: Pick<Ports, 'store'>,
  deskId: string,
  mine: number,
  writes: Writes,
): Promise<void> {
  return store.transaction(deskId, async transaction => {
    if ((await transaction.state('upkeep'))?.recountsBegun === mine) transaction.write(writes);
  });
}

// Blank cells, which programs of form 2 stored as such and this one leaves out: a sheet is told the same of both.
import { expect, test } from 'vitest';
import { checkFigures, recountFigures } from '../../../functions/src/actions/reports/recount-figures.ts';
import { pullChanges } from '../../../functions/src/actions/submit/pull-changes.ts';
import { contextOf } from '../../../functions/src/core/desk/desk.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';
import { startFirestore } from '../../../local/google/firestore/server.ts';
import { SummaryStage } from '../../fixtures/actions/summary-stage.ts';
import { at, OWNER } from '../../fixtures/core/desk-fixture.ts';
import { clientOf } from '../../fixtures/firestore-here.ts';
import { type Dump, dumpAll, load, storedDump } from '../../fixtures/stored-desk/dump.ts';
import { kindOf } from '../../fixtures/stored-desk/kinds.ts';

const FORM_2 = storedDump(2);

const of = (all: Dump, kind: string) => Object.entries(all).filter(([path]) => kindOf(path) === kind);

/** Blank cells of records, those of their cycles included. */
function blanksIn(all: Dump): number {
  return of(all, 'record')
    .flatMap(([, { cells, cycles = [] }]) => [
      cells as object,
      ...(cycles as { cells: object; standing: object }[]).flatMap(each => [each.cells, each.standing]),
    ])
    .flatMap(cells => Object.values(cells))
    .filter(cell => cell === null).length;
}

test('a record whose blank cells are left out is what it was: in the sheet, in its history and in the figures', async () => {
  const firestore = await startFirestore({ file: ':memory:' });
  const stage = await SummaryStage.open(firestore);
  const db = clientOf('summaries', firestore);
  const { store } = stage.ports;
  try {
    await load(db, FORM_2);
    stage.now = at('2026-09-26 09:00');
    const desk = await store.desk(stage.desk);
    if (!desk) throw new Error('no desk');
    const context = contextOf(desk, stage.ports.holidays, TABLES, stage.ports.keys.keyed(desk.id));
    const told = async () => {
      const rows: Awaited<ReturnType<typeof pullChanges>>['rows'] = [];
      for (let cursor = '', more = true; more; ) {
        const page = await pullChanges(stage.ports, { subject: OWNER, mail: OWNER }, stage.desk, cursor);
        rows.push(...page.rows);
        ({ cursor, more } = page);
      }
      return new Map(rows.map(row => [row.key, row]));
    };
    await recountFigures(stage.ports, context);
    const before = await told();
    const keys = of(FORM_2, 'record').map(([path]) => path.split('/').at(-1) ?? '');
    const histories = () =>
      store.transaction(stage.desk, async transaction => {
        const all = [];
        for (const key of keys) all.push(await transaction.history(key, 100));
        return all;
      });
    const events = await histories();
    expect(before.size).toBeGreaterThan(20);
    expect(blanksIn(FORM_2)).toBeGreaterThan(200);

    // All of them are written again, with the event that was stored last.
    await store.transaction(stage.desk, async transaction => {
      const { records } = await transaction.read(keys, []);
      transaction.write({
        records: [...records.values()].map(after => ({ after })),
        events: events.flat(),
      });
    });
    const after = await dumpAll(db);
    expect(blanksIn(after)).toBe(0);
    const changes = of(after, 'event').flatMap(([path, { changes: all }]) =>
      path in FORM_2 ? [] : (all as object[]),
    );
    expect(changes.length).toBeGreaterThan(200);
    expect(changes.filter(change => Object.values(change).includes(null))).toEqual([]);
    expect(await told()).toEqual(before);
    for (const [index, all] of (await histories()).entries())
      for (const event of events[index] ?? []) expect(all).toContainEqual(event);
    expect((await checkFigures(stage.ports, context)).differences).toEqual([]);
  } finally {
    await stage.close();
    await firestore.close();
  }
});

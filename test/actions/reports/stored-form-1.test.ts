// What programs of form 1 stored: figures mean something else since, and are counted anew.
import { expect, test } from 'vitest';
import { checkFigures, recountFigures } from '../../../functions/src/actions/reports/recount-figures.ts';
import { contextOf } from '../../../functions/src/core/desk/desk.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';
import { startFirestore } from '../../../local/google/firestore/server.ts';
import { SummaryStage } from '../../fixtures/actions/summary-stage.ts';
import { clientOf } from '../../fixtures/firestore-here.ts';
import { load, storedDump } from '../../fixtures/stored-desk/dump.ts';
import { kindOf } from '../../fixtures/stored-desk/kinds.ts';

const FORM_1 = storedDump(1);

test('what programs of form 1 stored is counted anew, and what was closed is known to be of then', async () => {
  const firestore = await startFirestore({ file: ':memory:' });
  const stage = await SummaryStage.open(firestore);
  try {
    await load(clientOf('summaries', firestore), FORM_1);
    const { store, holidays } = stage.ports;
    const desk = await store.desk(stage.desk);
    if (!desk) throw new Error('no desk');
    const context = contextOf(desk, holidays, TABLES, stage.ports.keys.keyed(desk.id));
    const waiting = async () => {
      const upkeep = await store.state(stage.desk, 'upkeep');
      return (upkeep?.recountsAsked ?? 0) - (upkeep?.recountsDone ?? 0);
    };
    // Once for each time that figures came to mean something else; one recount does for all.
    expect(await waiting()).toBe(4);
    expect((await checkFigures(stage.ports, context)).differences.length).toBeGreaterThan(0);
    await recountFigures(stage.ports, context);
    expect([await waiting(), (await checkFigures(stage.ports, context)).differences]).toEqual([0, []]);
    const [path = ''] = Object.keys(FORM_1).filter(each => kindOf(each) === 'period');
    const [period] = await store.closedPeriods(stage.desk, [path.split('/').at(-1) ?? '']);
    expect(period?.counting).toBe(1);
  } finally {
    await stage.close();
    await firestore.close();
  }
});

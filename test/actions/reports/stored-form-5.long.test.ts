// What programs of form 5 stored: a plan had been carried out when the last words of its progress said so.
import { expect, test } from 'vitest';
import { checkFigures } from '../../../functions/src/actions/reports/recount-figures.ts';
import { summariseDesk } from '../../../functions/src/actions/reports/summarise-desk.ts';
import { decideAgain } from '../../../functions/src/actions/timers/decide-again.ts';
import { contextOf } from '../../../functions/src/core/desk/desk.ts';
import { MINUTE } from '../../../functions/src/core/lib/time.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';
import { startFirestore } from '../../../local/google/firestore/server.ts';
import { SummaryStage } from '../../fixtures/actions/summary-stage.ts';
import { clientOf } from '../../fixtures/firestore-here.ts';
import { load, recordsIn, storedDump, withoutSealed } from '../../fixtures/stored-desk/dump.ts';

const FORM_5 = withoutSealed(storedDump(5));
const PLANS = recordsIn(FORM_5).flatMap(([, record]) => (record.table === 'plans' ? [record] : []));
const NO_ALARMS = { plantRing: async () => {}, plantSummary: async () => {} };

test('a plan that was carried out says when, and stays what it was', async () => {
  const firestore = await startFirestore({ file: ':memory:' });
  const stage = await SummaryStage.open(firestore);
  const { ports, desk: id } = stage;
  try {
    await load(clientOf('summaries', firestore), FORM_5);
    const read = () =>
      ports.store.records(
        id,
        PLANS.map(({ key }) => key),
      );
    const done = PLANS.filter(({ state }) => state === '执行完成');
    expect([done.length > 0, done.filter(({ cells }) => 'finishedAt' in cells)]).toEqual([true, []]);
    const before = await read();
    for (const { key, closedAt } of done) {
      const at = Number(closedAt);
      expect(before.get(key)?.cells['finishedAt']).toBe(at - (at % MINUTE));
    }
    for (const { key, state, cells } of PLANS.filter(each => !done.includes(each)))
      expect(before.get(key)).toMatchObject({ state, cells });
    // Decided again by the new rule, none of them falls back, and what was counted is as it was.
    await decideAgain({ ...ports, alarms: NO_ALARMS }, id);
    const after = await read();
    expect(PLANS.map(({ key }) => after.get(key)?.state)).toEqual(PLANS.map(({ state }) => state));
    const desk = await ports.store.desk(id);
    if (!desk) throw new Error('no desk');
    const context = contextOf(desk, ports.holidays, TABLES, ports.keys.keyed(desk.id));
    // But for customers, of whom programs of form 5 counted whoever went on with a matter once more, and for answers.
    const { differences } = await checkFigures(ports, context);
    const isKnown = ({ document, key }: { document: string; key: string }) =>
      document.includes('-seen-') || /\/customers$|\/answered/.test(key);
    expect(differences.filter(each => !isKnown(each))).toEqual([]);
    expect(differences).not.toEqual([]);
    // The desk counts all anew by itself, with its next summary.
    await summariseDesk({ ...ports, alarms: NO_ALARMS }, id);
    expect((await checkFigures(ports, context)).differences).toEqual([]);
  } finally {
    await stage.close();
    await firestore.close();
  }
});

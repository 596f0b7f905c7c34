// What programs of form 4 stored: records said what they had none of, and nobody knew by whom a customer was to be
// reached.
import { expect, test } from 'vitest';
import { checkFigures, recountFigures } from '../../../functions/src/actions/reports/recount-figures.ts';
import { decideAgain } from '../../../functions/src/actions/timers/decide-again.ts';
import { storedRecord } from '../../../functions/src/adapters/firestore/documents.ts';
import { contextOf } from '../../../functions/src/core/desk/desk.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';
import { startFirestore } from '../../../local/google/firestore/server.ts';
import { SummaryStage } from '../../fixtures/actions/summary-stage.ts';
import { clientOf } from '../../fixtures/firestore-here.ts';
import { load, recordsIn, storedDump, withoutSealed } from '../../fixtures/stored-desk/dump.ts';

const FORM_4 = withoutSealed(storedDump(4));
const RECORDS = recordsIn(FORM_4).map(([, record]) => record);
const KEYS = RECORDS.map(({ key }) => key);

const NOT_SAID = ['findings', 'links', 'origin', 'turns', 'cycles', 'stoppedAt', 'pausedAt', 'turn', 'said'];
const isNothing = (value: unknown) =>
  value === null || (typeof value === 'object' && Object.keys(value).length === 0);

async function withStage(work: (stage: SummaryStage) => Promise<void>) {
  const firestore = await startFirestore({ file: ':memory:' });
  const stage = await SummaryStage.open(firestore);
  try {
    await load(clientOf('summaries', firestore), FORM_4);
    await work(stage);
  } finally {
    await stage.close();
    await firestore.close();
  }
}

test('a record that says less than it did is what it was', () =>
  withStage(async ({ ports: { store }, desk }) => {
    const before = await store.records(desk, KEYS);
    expect(before.size).toBe(KEYS.length);
    const first = RECORDS.find(({ clocks }) => Object.keys(clocks).length > 1);
    expect(before.get(first?.key ?? '')?.clocks).toEqual(first?.clocks);
    const stored = [...before.values()].map(record => storedRecord(record));
    const clocks = stored.flatMap(each => Object.values(each['clocks'] as Record<string, object>));
    const said = [...stored, ...clocks].flatMap(each =>
      Object.entries(each).filter(([name, value]) => NOT_SAID.includes(name) && isNothing(value)),
    );
    expect(said).toEqual([]);
    await store.transaction(desk, async transaction => {
      const records = [...before.values()].map(after => ({ after }));
      transaction.write({ records });
    });
    expect(await store.records(desk, KEYS)).toEqual(before);
  }));

test('open call-backs say anew which customer is to be reached', () =>
  withStage(async ({ ports, desk: id }) => {
    const { store } = ports;
    // As one that waited when the newer program came.
    const [call] = RECORDS.filter(({ table, customer }) => table === 'callbacks' && customer);
    const key = call?.key ?? '';
    const { customer } = call ?? {};
    const before = (await store.records(id, [key])).get(key);
    if (!before || !customer) throw new Error('no call-back');
    const waiting = { ...before, state: '待回访', closedAt: null, uses: [] };
    await store.transaction(id, async transaction => {
      transaction.write({ records: [{ after: waiting }] });
    });
    await decideAgain({ ...ports, alarms: { plantRing: async () => {}, plantSummary: async () => {} } }, id);
    expect((await store.records(id, [key])).get(key)?.uses).toContain(customer.digest);
    const desk = await store.desk(id);
    if (!desk) throw new Error('no desk');
    const context = contextOf(desk, ports.holidays, TABLES, ports.keys.keyed(desk.id));
    await recountFigures(ports, context);
    expect((await checkFigures(ports, context)).differences).toEqual([]);
  }));

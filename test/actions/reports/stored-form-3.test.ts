// What programs of form 3 stored: records did not say which customer they wait for, nor all products that they name;
// and what was taken over from a customer's file stood in full beside cells that hide it.
import type { Firestore } from '@google-cloud/firestore';
import { expect, test } from 'vitest';
import { checkFigures, recountFigures } from '../../../functions/src/actions/reports/recount-figures.ts';
import { renewStored } from '../../../functions/src/actions/reports/renew-stored.ts';
import { decideAgain } from '../../../functions/src/actions/timers/decide-again.ts';
import { FORM, FORM_STEPS } from '../../../functions/src/adapters/firestore/forms.ts';
import { contextOf } from '../../../functions/src/core/desk/desk.ts';
import { isAwaitedUse } from '../../../functions/src/core/identity/awaited.ts';
import type { Cell } from '../../../functions/src/core/schema/column.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';
import { startFirestore } from '../../../local/google/firestore/server.ts';
import { SummaryStage } from '../../fixtures/actions/summary-stage.ts';
import { clientOf } from '../../fixtures/firestore-here.ts';
import { dumpAll, load, recordsIn, storedDump, withoutSealed } from '../../fixtures/stored-desk/dump.ts';

const FORM_3 = withoutSealed(storedDump(3));
const keyOf = (path: string) => path.split('/').at(-1) ?? '';
const RECORDS = recordsIn(FORM_3);

async function withStage(work: (stage: SummaryStage, db: Firestore) => Promise<void>) {
  const firestore = await startFirestore({ file: ':memory:' });
  const stage = await SummaryStage.open(firestore);
  try {
    const db = clientOf('summaries', firestore);
    await load(db, FORM_3);
    await work(stage, db);
  } finally {
    await stage.close();
    await firestore.close();
  }
}

test('open records say anew what they use: products wherever one is told, and customers without a file', () =>
  withStage(async ({ ports, desk: id }) => {
    const { store } = ports;
    expect((await store.state(id, 'upkeep'))?.usesKnown).toBeUndefined();
    const desk = await store.desk(id);
    if (!desk) throw new Error('no desk');
    const context = contextOf(desk, ports.holidays, TABLES, ports.keys.keyed(desk.id));
    const names = (text: Cell | undefined) => context.names.within('products', String(text ?? ''))?.key;
    const naming = RECORDS.flatMap(([path, { cells, closedAt }]) => {
      const product = names(cells['product']);
      return closedAt === null && product ? [{ key: keyOf(path), product }] : [];
    });
    const numbers = new Set(
      RECORDS.flatMap(([, { table, cells }]) => (table === 'customers' ? [cells['customerNumber']] : [])),
    );
    const alone = RECORDS.filter(
      ([, { table, cells, closedAt }]) =>
        table === 'followUps' && closedAt === null && !numbers.has(cells['customerNumber'] ?? null),
    );
    expect([naming.length > 0, alone.length > 0]).toEqual([true, true]);
    await decideAgain({ ...ports, alarms: { plantRing: async () => {}, plantSummary: async () => {} } }, id);
    expect((await store.state(id, 'upkeep'))?.usesKnown).toBe(true);
    const after = await store.records(
      id,
      RECORDS.map(([path]) => keyOf(path)),
    );
    for (const { key, product } of naming) expect(after.get(key)?.uses).toContain(product);
    const waiting = [...after.values()].filter(({ uses }) => uses?.some(isAwaitedUse));
    expect(new Set(waiting.map(({ key }) => key))).toEqual(
      new Set(alone.flatMap(([path, { cells }]) => (cells['customerNumber'] ? [keyOf(path)] : []))),
    );
    await recountFigures(ports, context);
    expect((await checkFigures(ports, context)).differences).toEqual([]);
  }));

test('what was proposed in full is hidden when it is read, and in time where it is stored', () =>
  withStage(async ({ ports, desk }, db) => {
    const full = '13912345678';
    const given = RECORDS.filter(([, { cells }]) => cells['contact']).slice(0, 5);
    expect(given.length).toBe(5);
    for (const [path] of given) {
      await db
        .doc(path)
        .update({ 'proposed.contact': full, 'proposed.person': '张三丰', 'proposed.level': 'VIP' });
      await db.doc(path.replace('/records/', '/private/')).set({ [FORM]: 1, contact: full });
    }
    const first = given[0]?.[0] ?? '';
    const read = (await ports.store.records(desk, [keyOf(first)])).get(keyOf(first));
    expect(read?.proposed).toMatchObject({ contact: '139****5678', person: '张*', level: 'VIP' });
    const traces = async () => {
      const all = JSON.stringify(await dumpAll(db));
      return [full, '张三丰'].filter(trace => all.includes(trace));
    };
    expect(await traces()).toEqual([full, '张三丰']);
    const synced = (await db.doc(first).get()).get('syncedAt') as unknown;
    while ((await ports.store.state(desk, 'upkeep'))?.renewal !== 'done') await renewStored(ports, desk);
    expect(await traces()).toEqual([]);
    const stored = await db.doc(first).get();
    expect([stored.get(FORM), stored.get('syncedAt')]).toEqual([FORM_STEPS.record.length, synced]);
  }));

// What programs of form 2 stored of people: full values in the clear, and digests that numbers could be tried on. It is
// sealed and keyed by the summaries that follow, and nothing of it is lost.
import { expect, test } from 'vitest';
import { checkFigures, recountFigures } from '../../../functions/src/actions/reports/recount-figures.ts';
import { renewStored } from '../../../functions/src/actions/reports/renew-stored.ts';
import { contextOf } from '../../../functions/src/core/desk/desk.ts';
import { digestOf } from '../../../functions/src/core/lib/digest.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';
import { startFirestore } from '../../../local/google/firestore/server.ts';
import { SummaryStage } from '../../fixtures/actions/summary-stage.ts';
import { clientOf } from '../../fixtures/firestore-here.ts';
import { type Dump, dumpAll, load, storedDump } from '../../fixtures/stored-desk/dump.ts';
import { kindOf } from '../../fixtures/stored-desk/kinds.ts';

const FORM_2 = storedDump(2);

const of = (all: Dump, kind: string) => Object.entries(all).filter(([path]) => kindOf(path) === kind);
/** Full values by record, as they were stored. */
const FULL = new Map(
  of(FORM_2, 'private').map(([path, data]) => {
    const cells = Object.entries(data).filter(([column]) => column !== 'form');
    return [path.split('/').at(-1) ?? '', Object.fromEntries(cells)];
  }),
);
const CONTACTS = [...FULL.values()].flatMap(cells => Object.values(cells).map(String)).filter(isContact);

const byText = (a: string, b: string) => (a < b ? -1 : 1);

function isContact(value: string): boolean {
  return /^[\d -]{7,}$|@/.test(value);
}

test('full values that stood in the clear are sealed, digests are keyed, and both are what they were', async () => {
  const firestore = await startFirestore({ file: ':memory:' });
  const stage = await SummaryStage.open(firestore);
  const { ports } = stage;
  const db = clientOf('summaries', firestore);
  try {
    await load(db, FORM_2);
    const desk = await ports.store.desk(stage.desk);
    if (!desk) throw new Error('no desk');
    const context = contextOf(desk, ports.holidays, TABLES, ports.keys.keyed(desk.id));
    await recountFigures(ports, context);
    const traces = CONTACTS.flatMap(contact => [
      contact,
      ...[`contact|${contact}`, `customer|${contact}`, `${stage.desk}|${contact}`].map(digestOf),
    ]);
    const found = async () => {
      const all = JSON.stringify(await dumpAll(db));
      return traces.filter(trace => all.includes(trace));
    };
    expect(CONTACTS.length).toBeGreaterThan(20);
    expect((await found()).length).toBeGreaterThan(CONTACTS.length);
    // Who had the same customer before has it afterwards.
    const customers = of(FORM_2, 'record').map(([path, { customer }]) => [path.split('/').at(-1), customer]);
    const groups = (all: readonly (readonly [unknown, unknown])[]) => {
      const seen = new Map<string, unknown[]>();
      for (const [key, customer] of all) {
        const { digest = '' } = (customer ?? {}) as { digest?: string };
        seen.set(digest, [...(seen.get(digest) ?? []), key]);
      }
      return [...seen.values()].map(keys => keys.map(String).sort(byText).join()).sort(byText);
    };
    const counted = (all: Dump) =>
      of(all, 'rollup').flatMap(([path, { figures }]) =>
        Object.entries(figures as Record<string, number>)
          .filter(([name]) => name.endsWith('/customers'))
          .map(each => [path, each]),
      );
    const before = counted(await dumpAll(db));
    expect(before.length).toBeGreaterThan(5);
    while ((await ports.store.state(stage.desk, 'upkeep'))?.renewal !== 'done')
      await renewStored(ports, stage.desk);
    while ((await ports.store.applyChanges(stage.desk, 100)) > 0);
    const after = await dumpAll(db);
    expect(await found()).toEqual([]);
    expect(counted(after)).toEqual(before);
    const keyed = of(after, 'record').map(
      ([path, { customer }]) => [path.split('/').at(-1), customer] as const,
    );
    expect(groups(keyed)).toEqual(groups(customers as [unknown, unknown][]));
    const opened = await ports.store.transaction(stage.desk, each => each.privateCells([...FULL.keys()]));
    expect(opened).toEqual(FULL);
    expect((await checkFigures(ports, context)).differences).toEqual([]);
  } finally {
    await stage.close();
    await firestore.close();
  }
});

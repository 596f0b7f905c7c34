// What programs of form 6 stored: names of customers stood in texts, and in what was told of them.
import { type Firestore } from '@google-cloud/firestore';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hideNames } from '../../../functions/src/actions/customers/hide-names.ts';
import { checkFigures } from '../../../functions/src/actions/reports/recount-figures.ts';
import { summariseDesk } from '../../../functions/src/actions/reports/summarise-desk.ts';
import { pullChanges } from '../../../functions/src/actions/submit/pull-changes.ts';
import { contextOf } from '../../../functions/src/core/desk/desk.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { type FirestoreServer, startFirestore } from '../../../local/google/firestore/server.ts';
import { SummaryStage } from '../../fixtures/actions/summary-stage.ts';
import { at, OWNER } from '../../fixtures/core/desk-fixture.ts';
import { clientOf } from '../../fixtures/firestore-here.ts';
import { type Dump, dumpAll, load, storedDump } from '../../fixtures/stored-desk/dump.ts';
import { kindOf } from '../../fixtures/stored-desk/kinds.ts';

const FORM_6 = storedDump(6);
const NAMED = ['named-call', 'named-by-file', 'named-feedback', 'named-survey'];
const NAMES = /王小明|钱多多|13911110001/g;

/** The same call so many times that one turn does not go through all. */
const MANY: Dump = Object.fromEntries(
  Array.from({ length: 60 }, (_, at) => `again-${at}`).flatMap(key =>
    ['records', 'private'].map(kind => {
      const data = FORM_6[`desks/desk-1/${kind}/named-call`] ?? {};
      return [`desks/desk-1/${kind}/${key}`, kind === 'records' ? { ...data, key } : data];
    }),
  ),
);

let firestore: FirestoreServer;
let db: Firestore;
let stage: SummaryStage;
let ports: Ports;
let planted = 0;

beforeAll(async () => {
  firestore = await startFirestore({ file: ':memory:' });
  stage = await SummaryStage.open(firestore);
  db = clientOf('summaries', firestore);
  stage.now = at('2026-09-26 09:30');
  const plantSummary = async () => {
    planted += 1;
  };
  ports = { ...stage.ports, alarms: { plantRing: async () => {}, plantSummary } };
  await load(db, { ...FORM_6, ...MANY });
});
afterAll(async () => {
  await stage?.close();
  await firestore?.close();
});

/** Where names stand in the clear: sealed values are read by nobody. */
const traces = (dump: Dump) =>
  Object.entries(dump).flatMap(([path, data]) =>
    kindOf(path) === 'private'
      ? []
      : [...JSON.stringify(data).matchAll(NAMES)].map(([name]) => [kindOf(path), name]),
  );

async function differences() {
  const desk = await ports.store.desk(stage.desk);
  if (!desk) throw new Error('no desk');
  const context = contextOf(desk, ports.holidays, TABLES, ports.keys.keyed(desk.id));
  return (await checkFigures(ports, context)).differences;
}

const fullOf = (keys: readonly string[]) =>
  ports.store.transaction(stage.desk, transaction => transaction.privateCells(keys));

test('names are hidden in parts, wherever they were told, and known in full to those who may see them', async () => {
  const kinds = new Set(traces(FORM_6).map(([kind]) => kind));
  expect(kinds).toEqual(new Set(['event', 'fingerprint', 'notice', 'record']));
  let summaries = 0;
  for (; summaries < 30; summaries += 1) {
    await summariseDesk(ports, stage.desk);
    const { renewal } = (await ports.store.state(stage.desk, 'upkeep')) ?? {};
    if (renewal === 'done' && (await ports.persons.recordsToHide(stage.desk, 1)).length === 0) break;
  }
  // More records than one turn takes: the rest asked for another summary.
  expect([summaries > 0, summaries < 30, planted > 0]).toEqual([true, true, true]);
  expect(traces(await dumpAll(db))).toEqual([]);
  const records = await ports.store.records(stage.desk, NAMED);
  expect(NAMED.map(key => records.get(key)?.cells)).toMatchObject([
    { description: '11月19日买的产品B在家无法开机，王*来电，打139****0001', remark: '已回电王*，李伟在场' },
    { remark: '钱*要求上门' },
    { content: '“打了三次都没人接”，王*很不满' },
    { suggestion: '王*希望提前发短信' },
  ]);
  const full = await fullOf(NAMED);
  expect(NAMED.map(key => full.get(key))).toMatchObject([
    {
      description: '11月19日买的产品B在家无法开机，王小明来电，打13911110001',
      remark: '已回电王小明，李伟在场',
    },
    { remark: '钱多多要求上门' },
    { content: '“打了三次都没人接”，王小明很不满' },
    { suggestion: '王小明希望提前发短信' },
  ]);
  // The desk was counted anew on the way, the rows of no figures as well; hiding took nothing from that.
  expect(await differences()).toEqual([]);
  const [told] = await ports.store.transaction(stage.desk, each => each.history('named-survey', 1));
  expect(told?.why).toBe('文中的客户姓名和联系方式不再显示，完整内容另行保管');
});

test('sheets hear of it, and going through it once more changes nothing', async () => {
  const owner = { subject: OWNER, mail: OWNER };
  const pulled = [];
  for (let cursor = '', more = true; more; ) {
    const page = await pullChanges(ports, owner, stage.desk, cursor);
    pulled.push(...page.rows);
    ({ cursor, more } = page);
  }
  expect(pulled.find(({ key }) => key === 'named-survey')?.cells['suggestion']).toBe('王*希望提前发短信');
  const before = await ports.store.records(stage.desk, NAMED);
  const full = await fullOf(NAMED);
  await ports.store.transaction(stage.desk, async transaction =>
    transaction.write({
      records: [...before.values()].map(after => ({ after: { ...after, toHide: true } })),
    }),
  );
  await hideNames(ports, stage.desk);
  expect(await ports.store.records(stage.desk, NAMED)).toEqual(before);
  expect(await fullOf(NAMED)).toEqual(full);
});

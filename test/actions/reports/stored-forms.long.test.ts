// What earlier programs stored: this one reads all of it and goes on working on it. What a newer program stored it
// leaves alone, and says so.
import type { Firestore } from '@google-cloud/firestore';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkFigures, recountFigures } from '../../../functions/src/actions/reports/recount-figures.ts';
import { summariseDesk } from '../../../functions/src/actions/reports/summarise-desk.ts';
import { pullChanges } from '../../../functions/src/actions/submit/pull-changes.ts';
import { submitRows } from '../../../functions/src/actions/submit/submit-rows.ts';
import { sweep } from '../../../functions/src/actions/sweep.ts';
import { ringDesk } from '../../../functions/src/actions/timers/ring-desk.ts';
import { FORM, FORM_STEPS } from '../../../functions/src/adapters/firestore/forms.ts';
import { type DocumentKind, OPEN_TASK } from '../../../functions/src/adapters/firestore/kinds.ts';
import { FirestoreStore } from '../../../functions/src/adapters/firestore/store.ts';
import { contextOf } from '../../../functions/src/core/desk/desk.ts';
import type { DeskState } from '../../../functions/src/core/desk/desk-state.ts';
import { digestOf } from '../../../functions/src/core/lib/digest.ts';
import { DAY } from '../../../functions/src/core/lib/time.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';
import { layoutDigest } from '../../../functions/src/core/workbook/layout.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { type FirestoreServer, startFirestore } from '../../../local/google/firestore/server.ts';
import { SummaryStage } from '../../fixtures/actions/summary-stage.ts';
import { testKeys } from '../../fixtures/actions/test-keys.ts';
import { at, CALL, OWNER } from '../../fixtures/core/desk-fixture.ts';
import { clientOf } from '../../fixtures/firestore-here.ts';
import { type Dump, dumpAll, empty, load, storedDump } from '../../fixtures/stored-desk/dump.ts';
import { kindOf, LATER, PARTS } from '../../fixtures/stored-desk/kinds.ts';

const FORM_0 = storedDump(0);
/** When the last of it was written. */
const WRITTEN = at('2026-09-26 09:00');
const KEY = 'waiting-0001';

let firestore: FirestoreServer;
let db: Firestore;
let stage: SummaryStage;
let ports: Ports;
const logged: string[] = [];
const owner = { subject: OWNER, mail: OWNER };

beforeAll(async () => {
  firestore = await startFirestore({ file: ':memory:' });
  db = clientOf('summaries', firestore);
  stage = await SummaryStage.open(firestore);
  ports = {
    ...stage.ports,
    alarms: { plantRing: async () => {}, plantSummary: async () => {} },
    messenger: { send: async () => {} },
    log: { info: () => {}, error: (event, _, facts) => logged.push(`${event} ${facts?.['deskId'] ?? ''}`) },
  };
});
afterAll(async () => {
  await stage?.close();
  await firestore?.close();
});
beforeEach(async () => {
  stage.now = WRITTEN;
  logged.length = 0;
  await empty(db);
});

async function context() {
  const desk = await ports.store.desk(stage.desk);
  if (!desk) throw new Error('no desk');
  return contextOf(desk, ports.holidays, TABLES, ports.keys.keyed(desk.id));
}

/** Edits the one open call, as a sheet does that has just pulled it. */
async function edit(cells: Record<string, string>): Promise<string | undefined> {
  let base: string | undefined;
  for (let cursor = '', more = true; more; ) {
    const page = await pullChanges(ports, owner, stage.desk, cursor);
    base = page.rows.find(({ key }) => key === KEY)?.base ?? base;
    ({ cursor, more } = page);
  }
  const row = { key: KEY, base: base ?? '', edited: Object.keys(cells), cells };
  return (await submitRows(ports, owner, stage.desk, hotline, { rows: [row] })).rows[0]?.outcome;
}

describe('what programs of form 0 stored', () => {
  beforeEach(() => load(db, FORM_0));

  test('is of every kind that there is', () => {
    const kinds = new Set(Object.keys(FORM_0).map(kindOf));
    const since = [...Object.values(PARTS), ...LATER];
    expect(new Set([...kinds, ...since])).toEqual(new Set(Object.keys(FORM_STEPS)));
    expect(Object.values(FORM_0).filter(data => FORM in data)).toEqual([]);
  });

  test('is read: figures agree with the records, and what was closed is what it was', async () => {
    const records = Object.keys(FORM_0).filter(path => kindOf(path) === 'record').length;
    expect((await recountFigures(ports, await context())).records).toBe(records);
    expect(await checkFigures(ports, await context())).toEqual({ records, differences: [] });
    const documents = Object.keys(FORM_0).filter(path => kindOf(path) === 'period');
    expect(documents.length).toBeGreaterThan(5);
    const [path = ''] = documents;
    const id = path.split('/').at(-1) ?? '';
    const [period] = await ports.store.closedPeriods(stage.desk, [id]);
    expect(period).toMatchObject({ document: id, figures: { [id]: FORM_0[path]?.['figures'] } });
    expect((await ports.store.deadLetters(stage.desk, 50)).length).toBeGreaterThan(0);
    expect(await ports.store.nonce(stage.desk, 'somebody')).toBe('a word');
  });

  test('is worked on: edits, rings, ends of weeks and months, summaries and a recount', async () => {
    expect(await edit({ contact: '13987654321', urgency: '高' })).toBe('saved');
    // Laying out the staff tabs takes its time and is not asked about here.
    await keepOfDesk({ laidOut: layoutDigest(await context()) });
    for (const days of [1, 1, 3, 7]) {
      stage.now += days * DAY;
      await ringDesk(ports, stage.desk);
      await summariseDesk(ports, stage.desk);
    }
    await ports.store.requeueNotices(stage.desk, 50);
    await ringDesk(ports, stage.desk);
    const { differences } = await checkFigures(ports, await context());
    expect(differences).toEqual([]);
    expect((await recountFigures(ports, await context())).differences).toEqual([]);
    const call = { key: 'fresh-0001', base: '', edited: [], cells: CALL };
    const [answer] = (await submitRows(ports, owner, stage.desk, hotline, { rows: [call] })).rows;
    expect(answer?.outcome).toBe('saved');
    const after = await dumpAll(db);
    // What was written since stands in its present form, whole; the rest as it was.
    const expected = Object.entries(after).map(([path, data]) => {
      const kind = kindOf(path);
      if (!kind) throw new Error(`${path} is of no kind`);
      return [path, FORM in data ? { ...data, [FORM]: FORM_STEPS[kind].length } : FORM_0[path]];
    });
    expect(after).toEqual(Object.fromEntries(expected));
    const full = await ports.store.transaction(stage.desk, transaction => transaction.privateCells([KEY]));
    const known = FORM_0[`desks/${stage.desk}/private/${KEY}`];
    expect(full.get(KEY)).toEqual({ ...known, contact: '13987654321' });
    // Nothing of it can be read any more, and nothing be tried out.
    const contacts = Object.entries(FORM_0)
      .flatMap(([path, data]) => (kindOf(path) === 'private' ? Object.values(data).map(String) : []))
      .filter(each => /\d{7}/.test(each));
    expect(contacts.length).toBeGreaterThan(5);
    const all = JSON.stringify(after);
    for (const contact of [...contacts, '13987654321'])
      for (const trace of [contact, ...[`contact|${contact}`, `${stage.desk}|${contact}`].map(digestOf)])
        expect([contact, all.includes(trace)]).toEqual([contact, false]);
    const written = Object.entries(after).flatMap(([path, data]) => (FORM in data ? [kindOf(path)] : []));
    expect(new Set(written)).toEqual(new Set(Object.keys(FORM_STEPS).filter(kind => !UNTOUCHED.has(kind))));
    // What stood in buckets is filed one by one.
    const of = (all: Dump, kind: DocumentKind) => Object.keys(all).filter(path => kindOf(path) === kind);
    const shelved = of(FORM_0, 'bucket').flatMap(path => Object.keys(FORM_0[path]?.['texts'] ?? {}));
    expect(shelved.length).toBeGreaterThan(5);
    const filed = of(after, 'fingerprint').map(path => path.split('/').at(-1) ?? '');
    expect([of(after, 'bucket'), shelved.filter(key => !filed.includes(key))]).toEqual([[], []]);
    // One tab came since, so that all are looked at: nothing is found to be otherwise than it was written.
    expect(logged).toEqual([]);
  });
});

/**
 * Kinds that nothing is written of in these days, is not written any more, or is gone again by the end; keys are made
 * once, and this process has those of its first test.
 */
const UNTOUCHED = new Set(['deskKeys', 'personTask', 'joining', 'name', 'failing', 'bucket', 'comparison']);

/** Changes the desk's state, which is stored apart from its configuration from then on. */
function keepOfDesk(upkeep: Partial<DeskState['upkeep']>, deskId = stage.desk): Promise<void> {
  return ports.store.transaction(deskId, async transaction => transaction.write({ state: { upkeep } }));
}

/** What meets a document of each kind, by kind. */
const MEETINGS: Readonly<Record<DocumentKind, (id: string) => Promise<unknown>>> = {
  desk: () => ports.store.desk(stage.desk),
  deskMembers: () => ports.store.state(stage.desk, 'members'),
  deskPeriods: () => ports.store.state(stage.desk, 'periods'),
  deskUpkeep: () => ports.store.state(stage.desk, 'upkeep'),
  record: id => ports.store.records(stage.desk, [id]),
  private: () => edit({ contact: '13987654321' }),
  event: () => ports.store.eventsSince(stage.desk, 0, 1_000),
  notice: () => ports.store.requeueNotices(stage.desk, 50),
  change: () => ports.store.applyChanges(stage.desk, 10),
  rollup: () => ports.store.applyChanges(stage.desk, 10),
  // Of a process that has not read it: what a period came to stays as it is, and is kept.
  period: id => new FirestoreStore(() => db).closedPeriods(stage.desk, [id]),
  counter: id => ports.store.transaction(stage.desk, transaction => transaction.read([], [id])),
  bucket: () =>
    new FirestoreStore(() => db).refileBuckets(stage.desk, text => ({
      key: text,
      filed: { text, at: 1, blocks: [] },
    })),
  fingerprint: () => ports.store.transaction(stage.desk, each => each.fingerprints(ANY_FINGERPRINT)),
  comparison: () => ports.store.transaction(stage.desk, transaction => transaction.toCompare(10)),
  deskVersion: () => ports.store.desk(stage.desk),
  name: id => ports.store.transaction(stage.desk, transaction => transaction.read([], [], { names: [id] })),
  activityLog: () => ports.store.activityLog(stage.desk),
  writeLease: () => ports.writeLeases.take(stage.desk, stage.now, true),
  marks: () => ports.writeLeases.written(stage.desk),
  rateLimit: () => ports.writeLeases.take('another', stage.now, true),
  personTask: () => ports.persons.openTasks(stage.desk, 1),
  joining: id => ports.store.nonce(stage.desk, id),
  deliveryLease: () => ports.store.delivering(stage.desk, 'somebody', async () => {}),
  failing: () => ports.store.failingDesks(),
  deskKeys: () => testKeys(() => db).ring(stage.desk),
};

describe('a document of a newer program', () => {
  test.for((Object.keys(FORM_STEPS) as DocumentKind[]).filter(kind => !PASSED_OVER.has(kind)))(
    'is refused by its name and left as it is: %s',
    async kind => {
      const found = 1 + FORM_STEPS[kind].length;
      await load(db, Object.fromEntries(Object.entries(FORM_0).filter(([path]) => isNeeded(path, kind))));
      const [part] = Object.entries({ ...PARTS, ...OTHERS }).flatMap(([path, of]) =>
        of === kind ? [path] : [],
      );
      if (part) await keepOfDesk({ recountsAsked: 0 });
      const written: Dump = part ? { [`desks/${stage.desk}/${part}`]: {} } : FORM_0;
      const paths = Object.entries(written).filter(([path]) => kindOf(path) === kind);
      const meant = paths.filter(([path, data]) => NEEDED[kind]?.(path, data) ?? true);
      const refs = meant.map(([path]) => db.doc(path));
      for (const ref of refs) await ref.set({ [FORM]: found, later: 'words' });
      const lasting = KEPT_FIELDS[kind];
      if (lasting)
        for (const [path, data] of meant) await db.doc(path).set({ ...lasting(data) }, { merge: true });
      const before = await dumpAll(db);
      await expect(MEETINGS[kind](refs[0]?.id ?? '')).rejects.toMatchObject({
        name: 'NewerForm',
        kind,
        found,
        known: FORM_STEPS[kind].length,
        code: 'data_newer',
        status: 503,
      });
      expect(await dumpAll(db)).toEqual(before);
    },
  );

  test('keeps nobody else from working at the desk', async () => {
    await load(db, FORM_0);
    const other = Object.keys(FORM_0).find(path => kindOf(path) === 'record' && !path.endsWith(KEY)) ?? '';
    await db.doc(other).update({ [FORM]: 99 });
    const row = { key: 'fresh-0001', base: '', edited: [], cells: { customer: '李' } };
    const answer = await submitRows(ports, owner, stage.desk, hotline, { rows: [row] });
    expect(answer.rows.map(({ outcome }) => outcome)).toEqual(['draft']);
  });

  test('is logged by the sweep, which goes on with other desks', async () => {
    await load(db, FORM_0);
    await db.doc(`desks/${stage.desk}/journal/latest`).update({ [FORM]: 99 });
    const copy = Object.entries(FORM_0).filter(
      ([path]) => path.startsWith(`desks/${stage.desk}`) && !path.includes('/summaries/'),
    );
    await load(
      db,
      Object.fromEntries(
        copy.map(([path, data]) => [
          path.replace(stage.desk, 'desk-2'),
          { ...data, ...(path === `desks/${stage.desk}` && { id: 'desk-2' }) },
        ]),
      ),
    );
    const laidOut = layoutDigest(await context());
    for (const deskId of [stage.desk, 'desk-2']) await keepOfDesk({ laidOut }, deskId);
    stage.now += DAY;
    await expect(sweep(ports)).rejects.toThrow('1 desks were not swept');
    expect(logged).toEqual([`step_failed ${stage.desk}`, `desk_not_swept ${stage.desk}`]);
    expect(await ports.store.dueKeys('desk-2', stage.now, 10)).toEqual([]);
  });
});

/** Whether a document has to be there when those of a kind are met. */
function isNeeded(path: string, kind: DocumentKind): boolean {
  const of = kindOf(path);
  return of === kind || of === 'desk' || of === 'change' || path.endsWith(KEY);
}

/** Where documents of kinds stand that are not among what is kept of earlier programs. */
const OTHERS: Readonly<Record<string, DocumentKind>> = {
  'leases/delivery': 'deliveryLease',
  'fingerprints/row-1': 'fingerprint',
  'comparisons/one': 'comparison',
  'state/keys': 'deskKeys',
  'tasks/one': 'personTask',
};
const ANY_FINGERPRINT = { blocks: ['a'], from: 0, to: 2, limit: 1 };

/** Kinds of which a newer document is no reason to stop. */
const PASSED_OVER = new Set<DocumentKind>(['failing']);

/** Where not every document of a kind is met, those that are. */
const NEEDED: Partial<Record<DocumentKind, (path: string, data: Dump[string]) => boolean>> = {
  private: path => path.endsWith(KEY),
  notice: (_, data) => data['deadAt'] !== null,
};

/** Fields by which documents are found. */
const KEPT_FIELDS: Partial<Record<DocumentKind, (data: Dump[string]) => object>> = {
  notice: data => ({ deadAt: data['deadAt'] }),
  event: data => ({ at: data['at'] }),
  personTask: () => ({ lookAt: OPEN_TASK }),
  fingerprint: () => ({ at: 1, blocks: ['a'] }),
};

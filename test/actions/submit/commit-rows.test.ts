// Rows of several requests in one commit: each request is judged by itself, numbers go on across them.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Submission } from '../../../functions/src/actions/submit/admission.ts';
import { commitRows, type Settled } from '../../../functions/src/actions/submit/commit-rows.ts';
import { RequestError } from '../../../functions/src/contract/request-error.ts';
import { staffColumns } from '../../../functions/src/core/schema/table.ts';
import { customers } from '../../../functions/src/core/tables/customers.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { ActionPlace } from '../../fixtures/actions/action-place.ts';
import { at, CALL, exampleRow, FEEDBACK, feedback, hotline } from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');

let place: ActionPlace;
let ports: Ports;

beforeAll(async () => {
  place = await ActionPlace.start('commit-rows', () => NOW);
  ({ ports } = place);
});

afterAll(() => place.close());

/** Some rows of an account, each with a key of its own. */
function submission(mail: string, keys: readonly string[], cells: Record<string, string> = {}): Submission {
  const account = { subject: mail, mail };
  const rows = keys.map(key => ({
    key,
    base: '',
    edited: [],
    cells: { ...(CALL as Record<string, string>), ...cells },
  }));
  return { account, table: hotline, by: { account: mail, editor: null }, now: NOW, rows };
}

const outcomes = (settled: Settled | undefined) =>
  settled instanceof RequestError ? settled.code : settled?.answers.map(answer => answer.outcome);
const numbers = (settled: Settled | undefined) =>
  settled instanceof RequestError ? [] : settled?.answers.map(answer => answer.cells['number']);

test('numbers go on from one request to the next, and a refused row takes none', async () => {
  const settled = await commitRows(ports, 'desk-1', [
    submission('limin@example.com', ['row-00000001', 'row-00000002']),
    submission('limin@example.com', ['row-00000003'], { urgency: '很急' }),
    submission('wangfang@example.com', ['row-00000004']),
  ]);
  expect(settled.map(outcomes)).toEqual([['saved', 'saved'], ['refused'], ['saved']]);
  expect(numbers(settled[0])).toEqual(['20231001001', '20231001002']);
  expect(numbers(settled[2])).toEqual(['20231001003']);
});

test('who does not belong to the desk is refused, and nobody beside them', async () => {
  const settled = await commitRows(ports, 'desk-1', [
    submission('stranger@example.com', ['row-00000005']),
    submission('limin@example.com', ['row-00000006']),
  ]);
  expect(settled.map(outcomes)).toEqual(['not_a_member', ['saved']]);
  const stored = await ports.store.transaction('desk-1', transaction =>
    transaction.read(['row-00000005', 'row-00000006'], []),
  );
  expect([...stored.records.keys()]).toEqual(['row-00000006']);
});

test('a key of a record of another table is refused, and that record stays as it is', async () => {
  const call = 'row-of-hotline';
  await commitRows(ports, 'desk-1', [submission('limin@example.com', [call])]);
  const stands = await everythingOf(call);
  const { cells } = submission('limin@example.com', ['any']).rows[0] ?? { cells: {} };
  for (const base of ['', '1', '1;remark=1', `copy:${call}`]) {
    const rows = [{ key: call, base, edited: ['content'], cells: { ...(FEEDBACK as typeof cells) } }];
    const [settled] = await commitRows(ports, 'desk-1', [
      { ...submission('limin@example.com', []), table: feedback, rows },
    ]);
    if (!settled || settled instanceof RequestError) throw new Error('refused as a whole');
    const [answer] = settled.answers;
    expect([base, answer?.outcome, answer?.problems.map(({ code }) => code)]).toEqual([
      base,
      'refused',
      ['row_invalid'],
    ]);
    // Nothing of the other record is told to whoever sends its key under a false name.
    expect(answer?.cells).toEqual({});
    expect(await everythingOf(call)).toEqual(stands);
  }
});

test.each<[string, Record<string, string>]>([
  ['names an urgency that there is not', { urgency: '很急', remark: '明早再打', order: 'ORD-7' }],
  ['clears what is needed', { description: '', remark: '明早再打', order: 'ORD-7' }],
])('the answer to a refused change that %s leaves all that was typed', async (_, typed) => {
  const key = `row-typed-${Object.keys(typed)[0]}`;
  const [saved] = await commitRows(ports, 'desk-1', [submission('limin@example.com', [key])]);
  if (!saved || saved instanceof RequestError) throw new Error('refused as a whole');
  const stands = await everythingOf(key);
  const change = submission('limin@example.com', [key], typed);
  const base = saved.answers[0]?.base ?? '';
  const rows = change.rows.map(row => ({ ...row, base, edited: Object.keys(typed) }));
  const [settled] = await commitRows(ports, 'desk-1', [{ ...change, rows }]);
  if (!settled || settled instanceof RequestError) throw new Error('refused as a whole');
  const [answer] = settled.answers;
  expect(answer?.outcome).toBe('refused');
  // Of the record as it stands come the cells that nobody types; the sheet knows of no other version than before.
  const staff = staffColumns(hotline).map(column => column.key);
  expect(Object.keys(answer?.cells ?? {}).filter(column => staff.includes(column))).toEqual([]);
  expect(answer).toMatchObject({ base, cells: { number: saved.answers[0]?.cells['number'] } });
  expect(await everythingOf(key)).toEqual(stands);
});

test('the bell rings for what is next of a row that was edited, and not for one that has no limits', async () => {
  const key = 'row-with-one-alarm';
  await commitRows(ports, 'desk-1', [
    submission('limin@example.com', [key], { calledAt: '2026-11-20 14:50' }),
  ]);
  const edit = submission('limin@example.com', [key], { calledAt: '2026-11-20 14:50', remark: '明早再打' });
  const rows = edit.rows.map(row => ({ ...row, base: '1', edited: ['remark'] }));
  const [settled] = await commitRows(ports, 'desk-1', [{ ...edit, rows }]);
  const { record } = await everythingOf(key);
  expect(record?.nextActionAt).toBeGreaterThan(NOW);
  expect(settled).toMatchObject({ alarmAt: record?.nextActionAt, changed: true });
  // Sent once more it changes nothing, so there is nothing to ring for.
  const [unchanged] = await commitRows(ports, 'desk-1', [{ ...edit, rows }]);
  expect(outcomes(unchanged)).toEqual(['unchanged']);
  expect(unchanged).toMatchObject({ alarmAt: undefined, changed: false, others: false });
});

test('a contact that is cleared is cleared where full values are kept as well', async () => {
  const key = 'row-cleared';
  const phone = '13976543210';
  const cells = {
    ...(exampleRow(customers) as Record<string, string>),
    caller: '李敏',
    person: '欧阳明月',
    contact: phone,
  };
  const send = async (base: string, changed: Record<string, string>) => {
    const rows = [{ key, base, edited: Object.keys(changed), cells: { ...cells, ...changed } }];
    const [settled] = await commitRows(ports, 'desk-1', [
      { ...submission('limin@example.com', []), table: customers, rows },
    ]);
    if (!settled || settled instanceof RequestError) throw new Error('refused as a whole');
    const [answer] = settled.answers;
    expect(answer?.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(answer?.outcome).toBe('saved');
    return answer?.base ?? '';
  };
  const base = await send('', {});
  expect((await everythingOf(key)).full).toMatchObject({ contact: phone, person: '欧阳明月' });
  await send(base, { contact: '', person: '' });
  const { full, record } = await everythingOf(key);
  expect(record?.cells['contact'] ?? null).toBeNull();
  expect(full).not.toHaveProperty('contact');
  expect(full).not.toHaveProperty('person');
  expect(JSON.stringify([full, record])).not.toMatch(/13976543210|欧阳明月/);
});

/** All that is stored of a record. */
function everythingOf(key: string) {
  return ports.store.transaction('desk-1', async transaction => ({
    record: (await transaction.read([key], [])).records.get(key),
    full: (await transaction.privateCells([key])).get(key) ?? {},
    history: await transaction.history(key, 10),
  }));
}

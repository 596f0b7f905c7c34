// Rows with as much text as cells hold: what is saved in how many commits, and how much one answer brings.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pullChanges } from '../../../functions/src/actions/submit/pull-changes.ts';
import { submitRows } from '../../../functions/src/actions/submit/submit-rows.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { ActionPlace, account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { at, CALL, hotline } from '../../fixtures/core/desk-fixture.ts';

const LI = account('liwei');
let place: ActionPlace;
let ports: Ports;

beforeAll(async () => {
  place = await ActionPlace.start('long-rows', () => at('2026-11-20 15:00'));
  const alarms = { plantRing: async () => undefined, plantSummary: async () => undefined };
  ports = { ...place.ports, alarms };
});
afterAll(() => place.close());

const keyOf = (index: number) => `aaaaaaaa-0000-4000-8000-${String(index).padStart(12, '0')}`;
const rowOf = (index: number, text: string, base = '') => ({
  key: keyOf(index),
  base,
  edited: [],
  cells: { ...CALL, request: text, remark: text },
});

// Case A.5
test('ten requests with long rows at once are all saved, and pulled in pages of less than 2 MiB', {
  timeout: 120_000,
}, async () => {
  const long = '长'.repeat(40_000);
  const requests = Array.from({ length: 10 }, (_, request) =>
    Array.from({ length: 5 }, (_, row) => rowOf(request * 5 + row, long)),
  );
  const answers = await Promise.all(requests.map(rows => submitRows(ports, LI, DESK_ID, hotline, { rows })));
  expect(answers.flatMap(({ rows }) => rows.map(row => row.outcome))).toEqual(Array(50).fill('saved'));
  expect(answers.flatMap(({ rows }) => rows.map(row => row.key))).toEqual(
    requests.flat().map(row => row.key),
  );
  const pulled: string[] = [];
  for (let [cursor, more] = ['', true]; more; ) {
    const page = await pullChanges(ports, LI, DESK_ID, cursor);
    expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThan(2 * 1024 * 1024);
    pulled.push(...page.rows.map(row => row.key));
    ({ cursor, more } = page);
  }
  expect(new Set(pulled)).toEqual(new Set(requests.flat().map(row => row.key)));
  expect(pulled).toHaveLength(50);
  // What was long is blanked: a small request whose history holds all that was there.
  const short = requests.flat().map(({ key }, index) => ({
    ...rowOf(index, '无', answers.flatMap(({ rows }) => rows).find(row => row.key === key)?.base),
  }));
  const blanked = await submitRows(ports, LI, DESK_ID, hotline, { rows: short });
  expect(blanked.rows.map(({ key, outcome }) => [key, outcome])).toEqual(
    short.map(({ key }) => [key, 'saved']),
  );
});

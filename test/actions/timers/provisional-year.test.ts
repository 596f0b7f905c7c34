// A year that nobody has announced: its limits exist and say so, supervisors hear of it once, and all moves when data
// or exceptions come.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deskContext } from '../../../functions/src/actions/desk/desk-contexts.ts';
import { tellProvisionalYear } from '../../../functions/src/actions/reports/tell-provisional-year.ts';
import { submitRows } from '../../../functions/src/actions/submit/submit-rows.ts';
import { decideAgain } from '../../../functions/src/actions/timers/decide-again.ts';
import type { HolidayYear } from '../../../functions/src/core/calendar/calendar.ts';
import { notesOf } from '../../../functions/src/core/decide/cell-notes.ts';
import { showTime } from '../../../functions/src/core/lib/parse-time.ts';
import { DAY } from '../../../functions/src/core/lib/time.ts';
import { sentenceOf } from '../../../functions/src/core/schema/problem.ts';
import { tableOf } from '../../../functions/src/core/tables/index.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { ActionPlace, account, open } from '../../fixtures/actions/action-place.ts';
import {
  at,
  CALL,
  hotline,
  PEOPLE,
  SETTINGS,
  type SettingRow,
  storedDesk,
  ZONE,
} from '../../fixtures/core/desk-fixture.ts';

const KEY = '00000000-0000-4000-8000-000000000001';
const ANNOUNCED: HolidayYear = {
  year: 2027,
  closed: ['2027-01-01', '2027-01-02', '2027-01-03', '2027-01-04'],
  open: [],
};

let now = at('2026-12-30 16:00');
let place: ActionPlace;
let ports: Ports;
let rings: number[] = [];
let deskId = '';

beforeAll(async () => {
  place = await ActionPlace.start('provisional-year', () => now);
});
afterAll(() => place.close());
beforeEach(async () => {
  now = at('2026-12-30 16:00');
  rings = [];
  ports = {
    ...place.ports,
    alarms: {
      plantRing: async (_, time) => {
        rings.push(time);
      },
      plantSummary: async () => {},
    },
  };
  const settings = SETTINGS.map(
    ([category, name, cells]): SettingRow => [
      category,
      name,
      name === '售后支持' ? { ...cells, value: '3wd' } : (cells ?? {}),
    ],
  );
  deskId = crypto.randomUUID();
  await open(ports, { ...storedDesk(PEOPLE, settings), id: deskId });
});

async function submit(table: string, cells: Record<string, string>, key = KEY, by = 'zhaoqiang') {
  const found = tableOf(table);
  if (!found) throw new Error(`no table ${table}`);
  const rows = [{ key, base: '', edited: [], cells }];
  const { rows: answers } = await submitRows(ports, account(by), deskId, found, { rows });
  expect(answers).toMatchObject([{ outcome: 'saved' }]);
}

const announced = (): Ports => ({
  ...ports,
  holidays: ports.holidays.map(each => (each.year === 2027 ? ANNOUNCED : each)),
});

async function dueAt(through: Ports): Promise<{ due: string; note: string }> {
  const record = (await through.store.records(deskId, [KEY])).get(KEY);
  const due = record?.clocks['hotline.resolve']?.dueAt;
  if (!record || typeof due !== 'number') throw new Error('no due time');
  const notes = notesOf(hotline, record, deskContext(through, await through.store.desk(deskId)));
  return { due: showTime(due, ZONE), note: notes.map(sentenceOf).join('\n') };
}

const typed = { ...CALL, calledAt: '2026-12-30 16:00' } as Record<string, string>;
const PROVISIONAL = '2027 年的放假安排还没有公布';

// Case B.1
describe('a limit that reaches into such a year', () => {
  test('counts Monday to Friday without the days fixed by law, and its note says that it is provisional', async () => {
    await submit('hotline', typed);
    const { due, note } = await dueAt(ports);
    expect(due).toBe('2027-01-05 16:00');
    expect(note).toContain(PROVISIONAL);
  });

  test('moves with its ring when a range of days is entered', async () => {
    await submit('hotline', typed);
    await submit(
      'settings',
      { category: '节假日', name: '2027-01-04 至 2027-01-05', value: '休' },
      'setting-of-days',
    );
    rings = [];
    await decideAgain(ports, deskId);
    expect((await dueAt(ports)).due).toBe('2027-01-07 16:00');
    const next = await ports.store.nextActionAt(deskId);
    expect(rings).toEqual([next]);
  });

  test('moves with its ring when the year is announced, and nothing is decided twice by the same data', async () => {
    await submit('hotline', typed);
    await decideAgain(ports, deskId);
    expect((await dueAt(ports)).due).toBe('2027-01-05 16:00');
    rings = [];
    await decideAgain(ports, deskId);
    expect(rings).toEqual([]);
    await decideAgain(announced(), deskId);
    const { due, note } = await dueAt(announced());
    expect(due).toBe('2027-01-06 16:00');
    expect(note).not.toContain(PROVISIONAL);
    expect(rings).toEqual([await ports.store.nextActionAt(deskId)]);
  });
});

describe('a call-back on a day that is closed afterwards', () => {
  const daysOff = () =>
    submit(
      'settings',
      { category: '节假日', name: '2026-12-31 至 2027-01-05', value: '休' },
      'setting-of-days',
    );
  const planned = async () => {
    const record = (await ports.store.records(deskId, [KEY])).get(KEY);
    if (typeof record?.cells.plannedAt !== 'number') throw new Error('nothing is planned');
    const { plannedAt } = record.cells;
    return { record, at: showTime(plannedAt, ZONE) };
  };
  const typedCall = { customer: '李小明', contact: '13812345678', type: '流失客户挽回' };

  test('moves to the next open day with its ring and a word in its history, once', async () => {
    now = at('2026-12-30 19:00');
    await submit('callbacks', typedCall);
    expect((await planned()).at).toBe('2026-12-31 09:00');
    await daysOff();
    await decideAgain(ports, deskId);
    const { record, at: moved } = await planned();
    expect(moved).toBe('2027-01-06 09:00');
    expect(record.proposed.plannedAt).toBe(record.cells.plannedAt);
    const events = await ports.store.transaction(deskId, each => each.history(KEY, 10));
    const told = events.find(({ version }) => version === record.version);
    expect([told?.why, told?.changes.map(({ label }) => label)]).toEqual([
      expect.stringContaining('顺延'),
      ['计划回访时间'],
    ]);
    expect(record.nextActionAt).toBe(await ports.store.nextActionAt(deskId));
    await submit('settings', { category: '参数', name: '回访尝试次数', value: '4' }, 'another-setting');
    await decideAgain(ports, deskId);
    expect((await planned()).record.version).toBe(record.version);
  });

  test('stays where a person has set it', async () => {
    await submit('callbacks', { ...typedCall, plannedAt: '2026-12-31 10:00' });
    await daysOff();
    await decideAgain(ports, deskId);
    expect((await planned()).at).toBe('2026-12-31 10:00');
  });
});

describe('what supervisors hear', () => {
  async function told(): Promise<string[]> {
    const claimed = await ports.store.leaseNotices(deskId, crypto.randomUUID(), {
      now,
      leaseMs: 365 * DAY,
      limit: 100,
    });
    return claimed.map(({ notice }) => `${notice.to.name} ${notice.subject}`).toSorted();
  }

  test('nothing before December, then each of them once, and a ring carries it', async () => {
    now = at('2026-11-30 23:59');
    await tellProvisionalYear(ports, deskId);
    expect([await told(), rings]).toEqual([[], []]);
    now = at('2026-12-01 00:00');
    await tellProvisionalYear(ports, deskId);
    expect(rings).toEqual([now]);
    await tellProvisionalYear(ports, deskId);
    await tellProvisionalYear(ports, deskId);
    const subject = '【工作日历】2027 年的放假安排还没有公布';
    expect(await told()).toEqual([`孙丽 ${subject}`, `王芳 ${subject}`, `赵强 ${subject}`]);
    now = at('2027-03-01 09:00');
    await tellProvisionalYear(ports, deskId);
    expect(await told()).toEqual([]);
  });

  test('nothing where the year has been announced; the year after it in its own December', async () => {
    now = at('2026-12-01 09:00');
    await tellProvisionalYear(announced(), deskId);
    expect(await told()).toEqual([]);
    now = at('2027-12-01 09:00');
    await tellProvisionalYear(announced(), deskId);
    expect((await told()).map(each => each.slice(3))).toEqual(
      Array.from({ length: 3 }, () => '【工作日历】2028 年的放假安排还没有公布'),
    );
  });

  test('a desk that begins in such a year hears of it then', async () => {
    now = at('2027-02-01 09:00');
    await tellProvisionalYear(ports, deskId);
    expect(await told()).toHaveLength(3);
  });
});

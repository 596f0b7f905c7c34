// A cell means what it shows, in the desk's zone, whatever zone the spreadsheet is set to.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { StaffDesk } from '../fixtures/addon/staff-desk.ts';

let desk: StaffDesk;
beforeEach(async () => {
  desk = await StaffDesk.open();
});
afterEach(() => desk.close());

/** Days since 1899-12-30 of 2023-10-01. */
const DAY = 45_200;
const HALF_PAST_TWO = 14.5 / 24;

function setZone(timeZone: string): void {
  desk.workbook.apply([{ type: 'workbook', properties: { timeZone } }], { by: 'api' });
}

const sent = () => desk.service.submitted.map(({ rows }) => rows[0]?.cells);

describe.each(['Asia/Shanghai', 'America/New_York', 'Pacific/Auckland'])('in a spreadsheet of %s', zone => {
  test('times and days go out as they stand there, and what comes back shows the desk’s time', async () => {
    setZone(zone);
    desk.paste(2, '客户姓名', [['王芳', '1', DAY + HALF_PAST_TWO, null, DAY, 3]]);
    await desk.idle();
    expect(sent()).toMatchObject([{ when: '2023-10-01T06:30:00.000Z', bought: '2023-10-01' }]);
    expect(desk.value(2, '日期时间')).toBeCloseTo(DAY + HALF_PAST_TWO, 6);
    expect(desk.value(2, '购买日期')).toBe(DAY);
    expect(desk.value(2, '处理时限')).toBeCloseTo(DAY + 2 + HALF_PAST_TWO, 6);
  });

  test('a time of day without a date goes out as that', async () => {
    setZone(zone);
    desk.paste(2, '客户姓名', [
      ['王芳', '1', HALF_PAST_TWO],
      ['李明', '2', 1],
    ]);
    await desk.idle();
    expect(desk.service.submitted.flatMap(({ rows }) => rows.map(({ cells }) => cells['when']))).toEqual([
      '14:30',
      '24:00',
    ]);
  });
});

test('a zone that is changed later moves no time', async () => {
  desk.paste(2, '客户姓名', [['王芳', '1', DAY + HALF_PAST_TWO]]);
  await desk.idle();
  setZone('America/New_York');
  desk.type(2, { 数量: 3 });
  await desk.idle();
  expect(sent().at(-1)).toMatchObject({ when: '2023-10-01T06:30:00.000Z', count: 3 });
  expect(desk.value(2, '日期时间')).toBeCloseTo(DAY + HALF_PAST_TWO, 6);
});

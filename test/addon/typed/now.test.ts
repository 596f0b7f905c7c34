// 现在 typed into a cell that tells when something happened: the sheet holds the moment from then on, whatever becomes
// of the row.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { SettableClock } from '../../../local/clock/clock.ts';
import { StaffDesk } from '../../fixtures/addon/staff-desk.ts';

const AT = Date.UTC(2026, 10, 30, 2, 7, 42);
/** 30 November 2026, 10:07 in Shanghai, as a serial number. */
const SERIAL = 46_356 + (10 * 60 + 7) / 1_440;

async function open(): Promise<{ desk: StaffDesk; clock: SettableClock }> {
  const folder = await mkdtemp(join(tmpdir(), 'typed-now-'));
  const clock = new SettableClock({ realNow: () => AT });
  const desk = await StaffDesk.open({
    rows: 40,
    scripts: join(folder, 'scripts.sqlite'),
    setUp: false,
    runtime: { clock },
  });
  onTestFinished(async () => {
    await desk.close();
    await rm(folder, { recursive: true, force: true });
  });
  for (const column of desk.service.desk.tables[0]?.columns ?? [])
    if (column.key === 'name') column.required = true;
  await desk.run('setUp');
  return { desk, clock };
}

const sentTimes = (desk: StaffDesk) => desk.service.submitted.map(({ rows }) => rows[0]?.cells['when']);

test('the moment of typing is sent and stands in the cell, and the second look finds it there', async () => {
  const { desk, clock } = await open();
  desk.paste(2, '客户姓名', [['李明', '13812345678']]);
  await desk.idle();
  desk.type(2, { 日期时间: '现在' });
  await desk.idle();
  expect(desk.value(2, '日期时间')).toBeCloseTo(SERIAL, 6);
  await clock.advance(600_000);
  desk.type(2, { 数量: 3 });
  await desk.idle();
  expect(desk.value(2, '日期时间')).toBeCloseTo(SERIAL, 6);
  expect(sentTimes(desk).slice(1)).toEqual(['2026-11-30T02:07:00.000Z', '2026-11-30T02:07:00.000Z']);
});

test('a draft keeps it until it is whole, and so does a day', async () => {
  const { desk, clock } = await open();
  desk.type(2, { 日期时间: ' NOW ', 购买日期: '现在' });
  await desk.idle();
  expect(desk.value(2, '同步状态')).toBe('草稿');
  expect([Number(desk.value(2, '日期时间')).toFixed(6), desk.value(2, '购买日期')]).toEqual([
    SERIAL.toFixed(6),
    46_356,
  ]);
  await clock.advance(3_600_000);
  desk.type(2, { 客户姓名: '李明' });
  await desk.idle();
  expect(desk.value(2, '同步状态')).toBe('已保存');
  expect(desk.service.submitted.at(-1)?.rows[0]?.cells).toMatchObject({
    when: '2026-11-30T02:07:00.000Z',
    bought: '2026-11-30',
  });
});

test('while the service is away it is the moment of typing all the same', async () => {
  const { desk, clock } = await open();
  desk.service.failure = 'away';
  desk.paste(2, '客户姓名', [['李明', '13812345678', '现在']]);
  await desk.idle();
  expect(desk.value(2, '日期时间')).toBeCloseTo(SERIAL, 6);
  await clock.advance(1_800_000);
  desk.service.failure = undefined;
  await desk.run('resend');
  await desk.idle();
  expect(desk.service.submitted.at(-1)?.rows[0]?.cells['when']).toBe('2026-11-30T02:07:00.000Z');
});

test('in a text it stays a word', async () => {
  const { desk } = await open();
  desk.type(2, { 客户姓名: '现在' });
  await desk.idle();
  expect(desk.value(2, '客户姓名')).toBe('现在');
});

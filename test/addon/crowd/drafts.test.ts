// Rows that cannot be records yet while many type: what can be saved goes first, and what is missing is told after it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { SettableClock } from '../../../local/clock/clock.ts';
import { ScriptStore } from '../../../local/google/apps-script/store.ts';
import { StaffDesk } from '../../fixtures/addon/staff-desk.ts';

interface Crowd {
  desk: StaffDesk;
  clock: SettableClock;
  /** Has others type while a row is on its way, and answers once all have left their notes. */
  others: (type: () => void, edits: number) => Promise<{ release: () => void }>;
  notes: () => string[];
}

/** A desk that knows what a row needs, with one saved row. */
async function openCrowd(): Promise<Crowd> {
  const folder = await mkdtemp(join(tmpdir(), 'drafts-'));
  const file = join(folder, 'scripts.sqlite');
  const clock = new SettableClock({ realNow: () => Date.UTC(2026, 10, 30, 2) });
  const desk = await StaffDesk.open({ rows: 40, scripts: file, setUp: false, runtime: { clock } });
  const store = new ScriptStore(file);
  onTestFinished(async () => {
    await desk.close();
    store.close();
    await rm(folder, { recursive: true, force: true });
  });
  for (const column of desk.service.desk.tables[0]?.columns ?? [])
    if (column.key === 'name') column.required = true;
  await desk.run('setUp');
  desk.paste(2, '客户姓名', [['李明', '13812345678']]);
  await desk.idle();
  desk.service.calls.length = 0;
  return {
    desk,
    clock,
    async others(type, edits) {
      const held = desk.service.hold();
      desk.type(2, { 数量: (Number(desk.value(2, '数量') ?? 0) || 0) + 1 });
      await held.arrived;
      const before = desk.runtime.spendings().length;
      const left = () =>
        desk.runtime
          .spendings()
          .slice(before)
          .filter(({ functionName }) => functionName === 'onSheetEdit').length;
      type();
      while (left() < edits) await setImmediate();
      return held;
    },
    notes: () => Object.keys(store.properties('document')).filter(name => name.startsWith('note.')),
  };
}

test('a draft that others have touched waits while a row can be saved, and is painted behind it', async () => {
  const { desk, others, notes } = await openCrowd();
  const first = await others(() => {
    desk.type(10, { 数量: 3 }, 'second@example.test');
    desk.type(12, { 客户姓名: '王芳' }, 'third@example.test');
  }, 2);
  const complete = desk.service.hold();
  first.release();
  await complete.arrived;
  expect(desk.service.submitted.at(-1)?.rows.map(({ cells }) => cells['name'])).toEqual(['王芳']);
  expect([desk.value(10, '同步状态'), desk.value(10, '行键')]).toEqual([undefined, undefined]);
  complete.release();
  await desk.idle();
  expect([10, 12].map(row => desk.value(row, '同步状态'))).toEqual(['草稿', '已保存']);
  expect(desk.cell(10, '同步状态').note).toContain('还缺：客户姓名');
  expect(notes()).toEqual([]);
  // It is as it was painted: nothing of it is sent again.
  const sent = desk.service.submitted.length;
  await desk.run('resend');
  expect(desk.service.submitted).toHaveLength(sent);
});

test('it waits for some seconds only, however many rows can be saved', async () => {
  const { desk, clock, others } = await openCrowd();
  const first = await others(() => {
    desk.type(10, { 数量: 3 }, 'second@example.test');
    desk.type(12, { 客户姓名: '王芳' }, 'third@example.test');
  }, 2);
  await clock.advance(5_000);
  const complete = desk.service.hold();
  first.release();
  await complete.arrived;
  expect(desk.value(10, '同步状态')).toBe('草稿');
  complete.release();
  await desk.idle();
  expect(desk.value(12, '同步状态')).toBe('已保存');
});

test('drafts alone wait for nobody', async () => {
  const { desk, others, notes } = await openCrowd();
  const first = await others(() => {
    desk.type(10, { 数量: 3 }, 'second@example.test');
    desk.type(12, { 数量: 4 }, 'third@example.test');
  }, 2);
  first.release();
  await desk.idle();
  expect([10, 12].map(row => desk.value(row, '同步状态'))).toEqual(['草稿', '草稿']);
  expect(desk.service.submitted).toHaveLength(1);
  expect(notes()).toEqual([]);
});

test('what the service said at a column of a draft goes with its answer, though a look without it came between', async () => {
  const { desk, others } = await openCrowd();
  desk.service.book.said = [{ column: 'count', code: 'proposed', severity: 'info', message: '按日期填入' }];
  desk.type(10, { 数量: 3 });
  await desk.idle();
  expect(desk.cell(10, '数量').note).toContain('按日期填入');
  const first = await others(() => desk.type(10, { 购买日期: 45200 }, 'second@example.test'), 1);
  first.release();
  await desk.idle();
  desk.service.book.said = [];
  desk.type(10, { 客户姓名: '王芳' });
  await desk.idle();
  expect(desk.value(10, '同步状态')).toBe('已保存');
  expect([desk.cell(10, '数量').note, desk.cell(10, '同步状态').note].filter(Boolean)).toEqual([]);
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { StaffDesk } from '../fixtures/addon/staff-desk.ts';

let desk: StaffDesk;
beforeEach(async () => {
  desk = await StaffDesk.open();
});
afterEach(() => desk.close());

const people = (count: number) =>
  Array.from({ length: count }, (_, index) => [`客户${index}`, '13812345678']);

/** How many lists of changes scripts made from now on. */
function countWrites(): () => number {
  let writes = 0;
  desk.workbook.subscribe(({ origin }) => {
    if (origin.by === 'script') writes += 1;
  });
  return () => writes;
}

describe('a paste of 500 rows', () => {
  test('is as many requests as the service’s limit asks for, and each row is saved once', async () => {
    desk.paste(2, '客户姓名', people(500));
    await desk.idle();
    expect(desk.service.submitted.map(({ rows }) => rows.length)).toEqual([200, 200, 100]);
    expect(desk.service.book.records.size).toBe(500);
    expect(new Set(desk.values('行键')).size).toBe(500);
    expect(desk.values('同步状态')).toEqual(Array.from({ length: 500 }, () => '已保存'));
  });

  test('is one request within the limit, painted in a handful of writes', async () => {
    desk.service.desk = { ...desk.service.desk, version: '2', maxRows: 500 };
    await desk.run('refresh');
    const writes = countWrites();
    desk.paste(2, '客户姓名', people(500));
    await desk.idle();
    expect(desk.service.submitted).toHaveLength(1);
    expect(desk.values('同步状态')).toHaveLength(500);
    expect(writes()).toBeLessThanOrEqual(12);
  });

  test('with wrong rows among them stays a handful of writes', async () => {
    desk.service.desk = { ...desk.service.desk, version: '2', maxRows: 500 };
    await desk.run('refresh');
    const writes = countWrites();
    desk.paste(
      2,
      '购买日期',
      people(500).map((_, index) => [null, index % 7 === 0 ? '几个' : index]),
    );
    desk.paste(
      2,
      '客户姓名',
      people(500).map(([name]) => [name ?? null]),
    );
    await desk.idle();
    expect(desk.values('同步状态').filter(value => value === '有误')).toHaveLength(72);
    expect(writes()).toBeLessThanOrEqual(30);
  });

  test('too large for the service is sent in halves', async () => {
    const error = { code: 'too_large', message: '请求太大' };
    desk.service.submitFailures.push({ status: 413, error });
    desk.paste(2, '客户姓名', people(10));
    await desk.idle();
    expect(desk.service.submitted.map(({ rows }) => rows.length)).toEqual([10, 5, 5]);
    expect(desk.service.book.records.size).toBe(10);
  });
});

describe('a copied row', () => {
  test('becomes a new record with a warning, and the original stays tied', async () => {
    desk.paste(2, '客户姓名', people(1));
    await desk.idle();
    const original = desk.value(2, '行键');
    desk.copyRow(2, 3);
    await desk.idle();
    expect(desk.value(2, '行键')).toBe(original);
    expect(desk.value(3, '行键')).not.toBe(original);
    expect(desk.service.submitted.at(-1)?.rows[0]).toMatchObject({
      key: desk.value(3, '行键'),
      base: `copy:${String(original)}`,
    });
    expect([desk.value(3, '编号'), desk.value(3, '同步状态')]).toEqual(['C-2', '已保存']);
    expect(desk.cell(3, '同步状态').note).toContain('这一行是复制来的');
    expect(desk.cell(2, '同步状态').note).toBeUndefined();
  });

  test('above its original leaves the original tied as well', async () => {
    desk.paste(5, '客户姓名', people(1));
    await desk.idle();
    const original = desk.value(5, '行键');
    desk.copyRow(5, 3);
    await desk.idle();
    expect(desk.value(5, '行键')).toBe(original);
    expect(desk.value(3, '编号')).toBe('C-2');
  });

  test('that is refused does not show the number of its original', async () => {
    desk.paste(2, '客户姓名', [['李明', '1', null, null, null, 1]]);
    await desk.idle();
    desk.service.failure = 'away';
    desk.copyRow(2, 3);
    await desk.idle();
    expect([desk.value(3, '编号'), desk.value(3, '状态')]).toEqual([undefined, undefined]);
    expect(desk.value(3, '客户姓名')).toBe('李明');
    // It still knows its original when it is sent again.
    desk.service.failure = undefined;
    await desk.run('resend');
    expect(desk.service.submitted.at(-1)?.rows[0]?.base).toBe(`copy:${String(desk.value(2, '行键'))}`);
    expect([desk.value(3, '编号'), desk.token(3)]).toEqual(['C-2', 'v1']);
  });

  test('several times at once, and copied again before it is saved, always names the first original', async () => {
    desk.paste(2, '客户姓名', people(1));
    await desk.idle();
    const base = `copy:${String(desk.value(2, '行键'))}`;
    desk.copyRow(2, 3, 3);
    await desk.idle();
    expect(desk.service.submitted.at(-1)?.rows.map(row => row.base)).toEqual([base, base, base]);
    expect(desk.values('编号')).toEqual(['C-1', 'C-2', 'C-3', 'C-4']);
    desk.service.failure = 'away';
    desk.copyRow(2, 6);
    await desk.idle();
    desk.copyRow(6, 7);
    await desk.idle();
    desk.service.failure = undefined;
    await desk.run('resend');
    expect(desk.service.submitted.at(-1)?.rows.map(row => row.base)).toEqual([base, base]);
    expect(new Set(desk.values('行键')).size).toBe(6);
  });

  test('that is emptied again before it is saved leaves nothing behind', async () => {
    desk.paste(2, '客户姓名', people(1));
    await desk.idle();
    desk.service.failure = 'away';
    desk.copyRow(2, 3);
    await desk.idle();
    desk.service.failure = undefined;
    desk.paste(3, '客户姓名', [[null, null]]);
    await desk.idle();
    expect([desk.value(3, '同步状态'), desk.token(3)]).toEqual([undefined, undefined]);
    expect(desk.service.book.records.size).toBe(1);
  });

  describe('and typed over before any trigger has run', () => {
    beforeEach(async () => {
      desk.paste(2, '客户姓名', [['李明', '13812345678', null, null, null, 1]]);
      await desk.idle();
    });

    const rowOf = (name: string) => [2, 3, 4].find(row => desk.value(row, '客户姓名') === name) ?? 0;
    /** Key and number of the original, number and state of the copy, and what their records hold. */
    function held(): unknown[] {
      const [first, second] = [rowOf('李明'), rowOf('王芳')];
      const records = [...desk.service.book.records.values()];
      return [
        [desk.value(first, '行键'), desk.value(first, '编号')],
        [desk.value(second, '编号'), desk.value(second, '同步状态')],
        records.map(({ versions }) => versions.at(-1)?.['name']),
      ];
    }
    const twoRecords = (original: unknown) => [
      [original, 'C-1'],
      ['C-2', '已保存'],
      ['李明', '王芳'],
    ];

    test('is a record of its own with what was typed', async () => {
      const original = desk.value(2, '行键');
      desk.copyRow(2, 3);
      desk.type(3, { 客户姓名: '王芳', 数量: 2 });
      await desk.idle();
      expect(held()).toEqual(twoRecords(original));
    });

    test.each([
      ['typed over', '王芳'],
      ['left as it is', '李明'],
    ])('is found by the round when no trigger told of it: %s', async (_, name) => {
      const original = desk.value(2, '行键');
      desk.copyRow(2, 3, 1, 'api');
      desk.writeUnheard(3, '客户姓名', name);
      await desk.run('refresh');
      expect([desk.value(2, '行键'), desk.value(2, '编号')]).toEqual([original, 'C-1']);
      expect([desk.value(3, '编号'), desk.value(3, '客户姓名')]).toEqual(['C-2', name]);
      expect(desk.service.book.records.size).toBe(2);
    });

    test('is a record of its own where it stands above its original and both were touched', async () => {
      const original = desk.value(2, '行键');
      desk.copyRow(2, 3, 1, 'api');
      desk.writeUnheard(2, '客户姓名', '王芳');
      await desk.run('refresh');
      expect(held()).toEqual(twoRecords(original));
    });

    test('is one while the copy is on its way, wherever it stands when the answer comes', async () => {
      const original = desk.value(2, '行键');
      const answer = desk.service.hold();
      desk.copyRow(2, 3);
      await answer.arrived;
      desk.type(3, { 客户姓名: '王芳', 数量: 2 });
      desk.sort(2, [3, 2]);
      answer.release();
      await desk.idle();
      expect(held()).toEqual(twoRecords(original));
    });

    test('is one when the sort and its undo come before the answer', async () => {
      const original = desk.value(2, '行键');
      const answer = desk.service.hold();
      desk.copyRow(2, 3);
      await answer.arrived;
      desk.type(3, { 客户姓名: '王芳', 数量: 2 });
      desk.sort(2, [3, 2]);
      desk.sort(2, [3, 2]);
      answer.release();
      await desk.idle();
      expect(held()).toEqual(twoRecords(original));
    });
  });
});

test('a paste of many rows says how far it is, and each row that it waits', async () => {
  const lines = Array.from({ length: 450 }, (_, index) => [`客户${index}`]);
  const { arrived, release } = desk.service.hold('rows');
  desk.paste(2, '客户姓名', lines);
  await arrived;
  expect(desk.toasts).toEqual(['正在保存 450 行，请稍候。']);
  expect(new Set(desk.values('同步状态'))).toEqual(new Set(['待同步']));
  release();
  await desk.idle();
  expect(desk.toasts.slice(1)).toEqual([
    '已处理 200 行，共 450 行。',
    '已处理 400 行，共 450 行。',
    '已处理 450 行，共 450 行。',
  ]);
  expect(new Set(desk.values('同步状态'))).toEqual(new Set(['已保存']));
});

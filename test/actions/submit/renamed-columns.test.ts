// 自定义列 whose header or options are renamed while records fill them: a column is its row, an option where it stands.
import { describe, expect, test } from 'vitest';
import { describeDesk } from '../../../functions/src/actions/desk/describe-desk.ts';
import type { RowAnswer } from '../../../functions/src/contract/contract.ts';
import { OPEN } from '../../../functions/src/core/figures/figures.ts';
import { account } from '../../fixtures/actions/action-place.ts';
import { DONE, namesStage } from '../../fixtures/actions/names-stage.ts';

const { stage, submit, saved, errorsOf, call, record, history, carryThrough } = namesStage('renamed-columns');

const KEY = 'region-0001';
const REGION = 'x_region_0001';
/** Writes the row of the column. */
async function column(value: string | null, name: string | null = '热线记录·安装地区', key = KEY) {
  const base = String((await stage.ports.store.records(stage.deskId, [key])).get(key)?.version ?? '');
  const category = name === null && value === null ? null : '自定义列';
  const edited = ['category', 'name', 'value'];
  return submit('settings', [{ key, base, edited, cells: { category, name, value } }]);
}
const accepted = async (...args: Parameters<typeof column>) => {
  const answers = await column(...args);
  expect(errorsOf(answers)).toEqual([[]]);
  return answers;
};
const sentences = (answers: readonly RowAnswer[]) =>
  answers.flatMap(({ problems }) =>
    problems.filter(({ severity }) => severity === 'error').map(each => `${each.column}:${each.message}`),
  );
const described = async () => {
  const { tables } = await describeDesk(stage.ports, account('limin'), stage.deskId);
  return tables.find(({ table }) => table === 'hotline')?.columns.find(({ key }) => key === REGION);
};
async function counted(): Promise<Record<string, number>> {
  await stage.ports.store.applyChanges(stage.deskId, 100);
  const all = Object.values(await stage.ports.store.figures(stage.deskId, [OPEN, 'week-2026-W47']));
  const cells = all.flatMap(each => Object.entries(each ?? {}));
  return Object.fromEntries(cells.filter(([key]) => /^hotline\/(?:open|created|closed)\/x_/.test(key)));
}

describe('an option that is renamed', () => {
  test('carries through to open records and to the figures of the running week; closed ones keep theirs', async () => {
    await accepted('选项：华东、华南；统计');
    await call('call-open', { [REGION]: '华东' });
    await call('call-closed', { ...DONE, [REGION]: '华东' });
    await accepted('选项：华东区、华南；统计');
    await carryThrough();
    expect((await record('call-open')).cells[REGION]).toBe('华东区');
    expect((await record('call-closed')).cells[REGION]).toBe('华东');
    expect((await history('call-open'))[0]).toContain('安装地区：华东 → 华东区');
    const figures = await counted();
    expect(Object.keys(figures).every(key => key.includes('华东区'))).toBe(true);
    expect(Object.values(figures).toSorted((a, b) => a - b)).toEqual([1, 1, 2]);
  });

  test('is known at once: a row that the sheet still shows with the old word is saved with the new one', async () => {
    await accepted('选项：华东、华南');
    const [answer] = await call('call-1', { [REGION]: '华东' });
    await accepted('选项：华东区、华南、华西');
    const cells = { [REGION]: '华东', request: '要求当日维修' };
    await saved('hotline', { key: 'call-1', base: answer?.base ?? '', edited: ['request'], cells });
    expect((await record('call-1')).cells).toMatchObject({ [REGION]: '华东区', request: '要求当日维修' });
    await call('call-2', { [REGION]: '华 东' });
    expect((await record('call-2')).cells[REGION]).toBe('华东区');
  });

  test('stays itself through several names, and another that takes the old one takes no record', async () => {
    await accepted('选项：华东、华南');
    await call('call-1', { [REGION]: '华东' });
    await accepted('选项：东部、华南');
    await accepted('选项：东部地区、华南、华东');
    await call('call-2', { [REGION]: '华东' });
    await carryThrough();
    expect((await record('call-1')).cells[REGION]).toBe('东部地区');
    expect((await record('call-2')).cells[REGION]).toBe('华东');
  });

  test('and options that change places keep their records', async () => {
    await accepted('选项：华东、华南');
    await call('call-1', { [REGION]: '华东' });
    await accepted('选项：华南、华东');
    await carryThrough();
    expect((await record('call-1')).cells[REGION]).toBe('华东');
  });
});

describe('an option that is taken out', () => {
  test('is refused as long as open records hold it, with where; not one that nobody holds', async () => {
    await accepted('选项：华东、华南、华北');
    await call('call-1', { [REGION]: '华东' });
    await call('call-2', { ...DONE, [REGION]: '华北' });
    const number = (await record('call-1')).number;
    const [told = ''] = sentences(await column('选项：华南、华北'));
    expect(told).toContain(`value:“华东”还在使用，不能删除：未关闭的热线记录 ${number}（共 1 条）`);
    await accepted('选项：华东、华南');
    expect(sentences(await column('选项：华南、华西'))).toHaveLength(1);
  });

  test('may be when its column is out of use meanwhile, and it comes back as what it was', async () => {
    await accepted('选项：华东、华南');
    await call('call-1', { [REGION]: '华东' });
    await accepted('停用');
    await accepted('选项：东部、华南');
    await carryThrough();
    expect((await record('call-1')).cells[REGION]).toBe('东部');
  });
});

describe('a column whose header is renamed', () => {
  test('keeps what records hold, and says by which header a tab may still know it', async () => {
    await accepted('选项：华东、华南');
    await call('call-1', { [REGION]: '华东' });
    await accepted('选项：华东、华南', '热线记录·地区');
    expect(await described()).toMatchObject({ label: '地区', formerLabels: ['安装地区'] });
    expect((await record('call-1')).cells[REGION]).toBe('华东');
    await accepted('选项：华东、华南', '热线记录·安装地区');
    expect(await described()).toMatchObject({ label: '安装地区', formerLabels: ['地区'] });
  });

  test('leaves its former header to nobody else, nor does it go to another table', async () => {
    await accepted('文本');
    await accepted('文本', '热线记录·地区');
    expect(sentences(await column('文本', '热线记录·安装地区', 'other-0001'))).toEqual([
      'name:“安装地区”是“地区”这一列以前的名称，表头可能还没有改，请另取一个。',
    ]);
    const [told = ''] = sentences(await column('文本', '客户反馈·地区'));
    expect(told).toMatch(/^name:自定义列“热线记录·地区”不能改到别的表/);
  });
});

describe('a column that is taken out by clearing its row', () => {
  test.each([
    ['文本', '三楼'],
    ['选项：华东、华南', '华东'],
    ['数字', 3],
  ])('%s is refused while an open record fills it, with where', async (value, cell) => {
    await accepted(value);
    await call('call-1', { [REGION]: cell });
    const number = (await record('call-1')).number;
    const [told = ''] = sentences(await column(null, null));
    expect(told).toContain(
      `category:“热线记录·安装地区”还在使用，不能删除：未关闭的热线记录 ${number}（共 1 条）`,
    );
    expect(await described()).toBeDefined();
  });

  test('goes when nobody fills it', async () => {
    await accepted('选项：华东、华南');
    await call('call-1', { ...DONE, [REGION]: '华东' });
    await accepted(null, null);
    expect(await described()).toBeUndefined();
    await accepted('文本', '热线记录·安装地区', 'other-0001');
  });
});

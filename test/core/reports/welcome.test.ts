// 开始: what a newcomer reads first.
import { describe, expect, it } from 'vitest';
import { contextOf, type Desk } from '../../../functions/src/core/desk/desk.ts';
import { SUMMARY_TABS } from '../../../functions/src/core/reports/summary-tabs.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';
import { at, deskOf, keyedHere, PEOPLE, SETTINGS, storedDesk } from '../../fixtures/core/desk-fixture.ts';
import { factsOf, pageOf, textsOf } from '../../fixtures/core/page-fixture.ts';

const texts = (desk = deskOf()) => textsOf(pageOf('开始', factsOf(desk, at('2026-11-20 17:10'))).grid);

describe('开始', () => {
  it('is the first of all tabs', () => {
    expect(SUMMARY_TABS[0]?.title).toBe('开始');
  });

  it('names the company once settings do', () => {
    expect(texts()[0]).toEqual(['售后服务台']);
    const named = deskOf(PEOPLE, [...SETTINGS, ['企业', '晨光电器有限公司']]);
    expect(texts(named)[0]).toEqual(['晨光电器有限公司 · 售后服务台']);
  });

  it('has five steps, and says how far people and settings have come', () => {
    const steps = texts().filter(([step]) => typeof step === 'number');
    expect(steps.map(([step, what]) => [step, what])).toEqual([
      [1, '登记同事'],
      [2, '核对设置'],
      [3, '共享表格'],
      [4, '填第一行'],
      [5, '看待办'],
    ]);
    expect(steps.map(([, , , now]) => now).slice(0, 2)).toEqual([
      '7 人，其中 7 人有邮箱',
      '还没有公司名称，4 个问题类型，4 个部门',
    ]);
  });

  it('says of every other tab what it is for', () => {
    const told = new Map(texts().map(([, title, purpose]) => [title, String(purpose ?? '')]));
    for (const { title } of [...SUMMARY_TABS.slice(1), ...TABLES])
      expect([title, (told.get(title) ?? '').length > 5]).toEqual([title, true]);
  });

  it('has three parts: what to do first, what each tab is for, and where help is', () => {
    const headings = ['第一天的五步', '各表做什么用', '需要帮助时'];
    expect(texts().flatMap(([text]) => headings.filter(heading => text === heading))).toEqual(headings);
  });

  it('names those to turn to', () => {
    expect(texts().at(-1)).toEqual(['还是不明白，请找王芳、赵强、孙丽。']);
  });

  it('neither counts nor names who has left', () => {
    const stored = storedDesk();
    const gone = stored.rows['person-zhaoqiang'];
    const rows = {
      ...stored.rows,
      'person-zhaoqiang': { ...gone, cells: { ...gone?.cells, onDuty: '离职' } },
    };
    const page = texts(contextOf({ ...stored, rows } as Desk, [], TABLES, keyedHere));
    expect(page.at(-1)).toEqual(['还是不明白，请找王芳、孙丽。']);
    expect(page.find(([step]) => step === 1)?.[3]).toBe('6 人，其中 6 人有邮箱');
  });
});

import { describe, expect, it } from 'vitest';
import { scriptLines } from '../../../functions/src/core/decide/call-script.ts';
import { notesOf } from '../../../functions/src/core/decide/cell-notes.ts';
import { staffColumns, type Table } from '../../../functions/src/core/schema/table.ts';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';
import { at, deskOf, ZONE } from '../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';

const cells = {
  customer: '张*',
  type: '常规回访',
  product: '净水器 A2',
  caller: '陈静',
  plannedAt: at('2026-11-23 09:00'),
};
const record = recordOf('callbacks', { cells });

describe('the script of a call-back', () => {
  // Template 1.6, 1.13, 1.16, 1.17
  it('has a goal, an opening, questions and a message, filled from the row', () => {
    const lines = scriptLines(callbacks, record, ZONE);
    expect(lines[0]).toMatch(/^目标：/);
    expect(lines[1]).toContain('请问是张*吗？我是售后服务的陈静');
    expect(lines[2]).toMatch(/^1\. 净水器 A2/);
    expect(lines.at(-1)).toContain('2026-11-23 09:00');
  });

  it('says something where the row holds nothing', () => {
    const bare = recordOf('callbacks', { cells: { type: '流失客户挽回' } });
    expect(scriptLines(callbacks, bare, ZONE)[1]).toContain('请问是客户吗？我是售后服务的专员');
    expect(scriptLines(callbacks, bare, ZONE).join()).not.toMatch(/[{}|]/);
  });

  it('is there for each kind of call-back, and for nothing else', () => {
    const kind = staffColumns(callbacks).find(({ key }) => key === 'type')?.kind;
    const types = kind?.type === 'option' && 'options' in kind ? kind.options : [];
    expect(Object.keys(callbacks.script?.outlines ?? {})).toEqual(types);
    expect(scriptLines(hotline, recordOf('hotline', { cells }), ZONE)).toEqual([]);
  });

  // Template 1.15
  it('shows its message at 预约方式 until the call was made', () => {
    const shown = (state: string) =>
      notesOf(callbacks, { ...record, state }, deskOf()).filter(({ code }) => code === 'appointment');
    expect(shown('待回访')).toMatchObject([
      { column: 'channel', facts: { message: expect.stringContaining('张*') as unknown } },
    ]);
    expect(shown('已回访')).toEqual([]);
  });

  it.each(TABLES.filter(({ script }) => script).map(table => [table.title, table] as const))(
    '%s names columns that it has, for the customer masked ones',
    (_, table: Table) => {
      const { by, noteOn } = table.script ?? { by: '', noteOn: '' };
      const named = [...JSON.stringify(table.script).matchAll(/\{(\w+)\|/g)].map(([, key]) => key ?? '');
      const keys = table.columns.map(({ key }) => key);
      expect([by, noteOn, ...named].filter(key => !keys.includes(key))).toEqual([]);
    },
  );
});

import { describe, expect, it } from 'vitest';
import { scriptLines } from '../../../functions/src/core/decide/call-script.ts';
import { notesOf } from '../../../functions/src/core/decide/cell-notes.ts';
import { settingProblems } from '../../../functions/src/core/desk/validate-settings.ts';
import { problem } from '../../../functions/src/core/schema/problem.ts';
import { unknownPlaceholder } from '../../../functions/src/core/schema/script-text.ts';
import { staffColumns, type Table } from '../../../functions/src/core/schema/table.ts';
import { TEXTS } from '../../../functions/src/core/tables/callback-script.ts';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { complaints } from '../../../functions/src/core/tables/complaints.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';
import { at, deskOf, PEOPLE, SETTINGS, type SettingRow } from '../../fixtures/core/desk-fixture.ts';
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
    const lines = scriptLines(callbacks, record, deskOf());
    expect(lines[0]).toMatch(/^目标：/);
    expect(lines[1]).toContain('请问是张*吗？我是售后服务的陈静');
    expect(lines[2]).toMatch(/^1\. 净水器 A2/);
    expect(lines.at(-1)).toContain('2026-11-23 09:00');
  });

  it('says something where the row holds nothing', () => {
    const bare = recordOf('callbacks', { cells: { type: '流失客户挽回' } });
    expect(scriptLines(callbacks, bare, deskOf())[1]).toContain('请问是客户吗？我是售后服务的专员');
    expect(scriptLines(callbacks, bare, deskOf()).join()).not.toMatch(/[{}|]/);
  });

  it('is there for each kind of call-back, and for nothing else', () => {
    const kind = staffColumns(callbacks).find(({ key }) => key === 'type')?.kind;
    const types = kind?.type === 'option' && 'options' in kind ? kind.options : [];
    expect(Object.keys(callbacks.script?.goals ?? {})).toEqual(types);
    expect(scriptLines(complaints, recordOf('complaints', { cells }), deskOf())).toEqual([]);
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
    '%s names columns that it has, and texts whose braces are known',
    (_, table: Table) => {
      const { by = '', noteOn = '', from = {} } = table.script ?? {};
      const keys = table.columns.map(({ key }) => key);
      expect([by, noteOn, ...Object.values(from)].filter(key => !keys.includes(key))).toEqual([]);
      expect(Object.values(TEXTS).flatMap(text => unknownPlaceholder(text) ?? [])).toEqual([]);
    },
  );

  // Template 1.12, 1.14
  it('tells what the call is about: problem, solution, who handled it, and what the desk knows of it', () => {
    const solved = recordOf('hotline', {
      cells: { description: '出水变小', resolution: '更换滤芯', handler: '李伟' },
      findings: [problem('description', 'solution_offered', { entry: '知识库 ZS-001', answer: '换滤芯' })],
    });
    const call = recordOf('callbacks', { cells: { ...cells, type: '问题解决后回访' } });
    const lines = scriptLines(callbacks, call, deskOf(), { cases: [solved], customer: '张三' });
    expect(lines[1]).toContain('请问是张三吗');
    expect(lines[2]).toContain('上次反映的问题（出水变小）由李伟处理，办法是：更换滤芯。');
    expect(lines.join('\n')).toContain('可参考：知识库 ZS-001：换滤芯');
  });

  // Template 2.1
  it('answers the hotline with the company’s name', () => {
    const named = deskOf(PEOPLE, [...SETTINGS, ['企业', '清泉净水', {}]]);
    expect(scriptLines(hotline, recordOf('hotline', { cells }), named)[0]).toContain('您好，这里是清泉净水');
    expect(scriptLines(hotline, recordOf('hotline', { cells }), deskOf())[0]).toContain('这里是售后服务热线');
  });

  it('says what a supervisor has written instead', () => {
    const written: SettingRow[] = [
      ['话术', '常规回访·提纲', { value: '{产品|产品}好用吗？\n{客户|您}还有什么建议？' }],
      ['话术', '常规回访·消息', { value: '{公司|我们}将在{时间}来电。' }],
    ];
    const lines = scriptLines(callbacks, record, deskOf(PEOPLE, [...SETTINGS, ...written]));
    expect(lines.slice(2)).toEqual([
      '1. 净水器 A2好用吗？',
      '2. 张*还有什么建议？',
      '预约消息（可复制）：',
      '我们将在2026-11-23 09:00来电。',
    ]);
  });

  it.each([
    ['您好，{客户}，我是{公司|我们}的{回访人}', undefined],
    ['您好，{姓名}', '{姓名}'],
    ['您好，{客户', '{'],
    ['客户}', '}'],
  ])('takes the text %s, but for %s', (value, unknown) => {
    const [found] = settingProblems({ category: '话术', name: '回访开场', value });
    expect(found && [found.column, found.severity, found.facts['value']]).toEqual(
      unknown === undefined ? undefined : ['value', 'error', unknown],
    );
  });
});

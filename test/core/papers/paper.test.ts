// What a record's form says: the columns of its table's paper, with blanks to be written in by hand.
import { describe, expect, it } from 'vitest';
import { paperOf, printedGroups } from '../../../functions/src/core/papers/paper.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { TABLES, tableOf } from '../../../functions/src/core/tables/index.ts';
import { serviceOrders } from '../../../functions/src/core/tables/service-orders.ts';
import { exampleDesk } from '../../fixtures/core/desk-fixture.ts';
import { Walker } from '../../fixtures/core/walker.ts';

const ZONE = 'Asia/Shanghai';
const NOTHING: ReadonlyMap<string, string> = new Map();

/** A service order with these cells, as it is printed: what stands beside each label. */
function printed(cells: Cells, full = NOTHING): Record<string, { value: string; wide?: true }> {
  const { record } = new Walker(serviceOrders, exampleDesk()).type(cells);
  const groups = printedGroups(serviceOrders, record, full, ZONE);
  return Object.fromEntries(
    groups.flatMap(({ fields }) => fields.map(({ label, ...rest }) => [label, rest])),
  );
}

describe('the papers of the tables', () => {
  it.each(TABLES.filter(({ role }) => role === 'work'))(
    '$title names columns that it has, each once',
    table => {
      const named = paperOf(table).groups.flatMap(({ columns }) => columns);
      expect(new Set(named).size).toBe(named.length);
      expect(table.columns.map(({ key }) => key)).toEqual(expect.arrayContaining([...named]));
    },
  );

  it('are declared for what the templates print', () => {
    const titles = ['serviceOrders', 'complaints', 'plans', 'surveys', 'followUps'].map(
      key => tableOf(key)?.paper?.title,
    );
    expect(titles).toEqual([
      '售后服务单',
      '客户投诉记录表',
      '处理方案确认单',
      '客户满意度回访表',
      '客户售后问题跟进表',
    ]);
  });

  it('of other tables hold what staff fill in, and no way to withdraw it', () => {
    const leads = tableOf('leads');
    const [group] = leads ? paperOf(leads).groups : [];
    expect(group?.columns).toContain('nextAt');
    expect(group?.columns).not.toContain('withdrawn');
    expect(group?.columns).not.toContain('number');
  });
});

describe('a service order on paper', () => {
  it('shows contacts as the sheet does, unless they are given in full', () => {
    const cells = { customer: '李小明', contact: '13812345678' };
    expect(printed(cells)).toMatchObject({
      客户姓名: { value: '李*' },
      联系方式: { value: '138****5678' },
    });
    expect(printed(cells, new Map([['contact', '13812345678']]))['联系方式']).toEqual({
      value: '13812345678',
    });
  });

  it('has times as people write them, and long texts over the whole width', () => {
    const fields = printed({
      fault: '开机后指示灯闪烁，不制热',
      appointedAt: '2026-11-23 10:00',
      technician: '李伟',
    });
    expect(fields['约定时间']).toEqual({ value: '2026-11-23 10:00' });
    expect(fields['故障现象描述']).toEqual({ value: '开机后指示灯闪烁，不制热', wide: true });
  });

  it('leaves boxes to tick and room to write in where nothing is known yet', () => {
    const fields = printed({});
    expect(fields['问题是否解决']).toEqual({ value: '□\u00a0是　□\u00a0否', ticks: true });
    expect(fields['未解决原因']?.value).toBe('');
    expect(printed({ tradeIn: '建议' })['折旧换新']?.value).toContain('☑\u00a0建议');
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { wireOf } from '../../../functions/src/core/cells/cell-codec.ts';
import { ring } from '../../../functions/src/core/decide/fire.ts';
import { referencePage } from '../../../functions/src/core/docs/reference-page.ts';
import { OPEN } from '../../../functions/src/core/figures/figures.ts';
import { ladder } from '../../../functions/src/core/schema/clock-rule.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { tabColumns } from '../../../functions/src/core/schema/tab-columns.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import { numberColumn, STATE } from '../../../functions/src/core/tables/columns.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';
import { Book } from '../../fixtures/core/book.ts';
import { at, by, deskOf } from '../../fixtures/core/desk-fixture.ts';
import { factsOf, linesOf, pageOf, textsOf } from '../../fixtures/core/page-fixture.ts';
import { layoutRequests } from '../../fixtures/layout-requests.ts';

/** 借用登记: no template has it, and no code knows of it. */
const loans: Table = {
  key: 'loans',
  role: 'work',
  counts: 'work',
  title: '备机借用',
  sheetId: 4711,
  colour: '#123456',
  numbering: { prefix: 'JY', date: { form: 'yyyyMMdd', column: 'lentAt' }, separator: '-', digits: 3 },
  columns: [
    numberColumn('借用编号'),
    {
      key: 'customer',
      label: '借用客户',
      owner: 'staff',
      kind: { type: 'customer' },
      required: true,
      width: 100,
      help: '借走备机的客户。',
      example: '张三',
    },
    {
      key: 'lentAt',
      label: '借出时间',
      owner: 'staff',
      kind: { type: 'time', happened: true },
      required: true,
      width: 140,
      help: '交给客户的时间。',
      example: '2026-11-20 10:00',
    },
    {
      key: 'size',
      label: '大小',
      owner: 'staff',
      kind: { type: 'option', options: ['大', '小'] },
      required: true,
      propose: { rule: 'constant', value: '小' },
      width: 80,
      help: '备机的大小。',
      example: '大',
    },
    {
      key: 'keeper',
      label: '经手人',
      owner: 'staff',
      kind: { type: 'person' },
      required: true,
      width: 90,
      help: '谁经手。',
      example: '李伟',
    },
    {
      key: 'returnedAt',
      label: '归还时间',
      owner: 'staff',
      kind: { type: 'time', happened: true },
      perCycle: true,
      width: 140,
      help: '客户归还的时间。',
      example: '2026-11-21 10:00',
    },
    {
      key: 'condition',
      label: '归还状况',
      owner: 'staff',
      kind: { type: 'option', options: ['完好', '缺件'] },
      perCycle: true,
      width: 90,
      help: '缺件的要补齐。',
      example: '完好',
    },
    {
      key: 'dueAt',
      label: '归还期限',
      owner: 'system',
      source: { from: 'due', clock: 'loan.return' },
      width: 140,
      help: '最迟归还的时间。',
    },
    STATE,
  ],
  states: [
    { name: '借出', category: 'open', needs: [] },
    { name: '待查验', category: 'solved', needs: ['returnedAt'] },
    { name: '已归还', category: 'closed', needs: ['condition'] },
  ],
  reopenings: [{ when: { is: 'condition', values: ['缺件'] }, from: 'any', to: '借出' }],
  order: ['lentAt', 'returnedAt'],
  clocks: [
    {
      id: 'loan.return',
      label: '备机归还',
      starts: 'lentAt',
      stops: 'returnedAt',
      limit: { by: 'size', lengths: { 大: '2wd' } },
      steps: ladder({ person: 'keeper' }, { role: '客服主管' }),
    },
  ],
  dimensions: [{ name: 'person', column: 'keeper' }],
};

const desk = deskOf();
const NOW = at('2026-11-20 15:00');
const LOAN: Cells = { customer: '张三', lentAt: '2026-11-20 10:00', size: '大', keeper: '李伟' };

let book: Book;
const lend = (cells: Cells = LOAN, base = '') => book.submit({ cells, base }, by('limin'), NOW);

beforeEach(() => {
  book = new Book(loans, desk);
});

describe('a table that is one declaration', () => {
  it('is checked, numbered, masked and decided', () => {
    expect(lend({ ...LOAN, keeper: null })).toMatchObject({ outcome: 'draft', record: undefined });
    expect(lend({ ...LOAN, lentAt: '尽快', keeper: '某人' }).problems.map(({ code }) => code)).toEqual([
      'time_vague',
      'person_unknown',
    ]);
    const { record } = lend();
    expect(record).toMatchObject({
      number: 'JY-20261120-001',
      state: '借出',
      cells: { customer: '张*', dueAt: at('2026-11-24 10:00') },
    });
    expect(book.privateCells.get('row')).toEqual({ customer: '张三' });
  });

  it('has limits, reminders and the cycles that it declares', () => {
    const { record, base } = lend();
    const rung = record && ring(loans, record, at('2026-11-24 10:00'), desk);
    expect(rung?.notices.map(({ to, subject }) => [to.name, subject])).toEqual([
      ['李伟', '【已到时限】备机借用 JY-20261120-001：备机归还，时限 2026-11-24 10:00，张*'],
    ]);
    const known = { ...LOAN, customer: '张*' };
    const back = lend({ ...known, returnedAt: '2026-11-20 14:00', condition: '缺件' }, base);
    expect(back.record).toMatchObject({ cycle: 2, state: '借出', cells: { returnedAt: null } });
    const whole = lend({ ...known, returnedAt: '2026-11-20 14:30', condition: '完好' }, back.base);
    expect(whole.record).toMatchObject({ cycle: 2, state: '已归还', nextActionAt: null });
  });

  it('without a limit for a value has none', () => {
    expect(lend({ ...LOAN, size: null }).record).toMatchObject({
      cells: { size: '小', dueAt: null },
      clocks: {},
    });
  });

  it('gets its tab beside the others', () => {
    const requests = layoutRequests([...TABLES, loans], desk, [], []);
    const added = requests.filter(request => JSON.stringify(request).includes('"sheetId":4711'));
    expect(added.map(request => Object.keys(request)[0])).toContain('addSheet');
    for (const { label } of tabColumns(loans)) expect(JSON.stringify(added)).toContain(`"${label}"`);
    expect(loans.columns.map(wireOf)).toEqual([
      'text',
      'text',
      'time',
      'text',
      'text',
      'time',
      'text',
      'time',
      'text',
    ]);
  });

  it('counts in the summaries and stands in 待办提醒', () => {
    const { record, change } = lend();
    if (!record) throw new Error('not saved');
    expect(change[OPEN]).toEqual({
      'loans/open': 1,
      'loans/open/state/借出': 1,
      'loans/open/person/李伟': 1,
    });
    const tables = [...TABLES, loans];
    const late = at('2026-11-24 11:00');
    const facts = factsOf(desk, late, { tables, figures: change, due: [record] });
    const byTable = textsOf(linesOf(pageOf('看板', facts), '按表')).map(line => line.slice(0, 4));
    expect(byTable).toContainEqual(['备机借用', 1, 0, 1]);
    expect(textsOf(linesOf(pageOf('待办提醒', facts), '已超时'))[0]).toContain('JY-20261120-001');
  });

  it('has its section in the reference page', () => {
    const page = referencePage([loans]);
    expect(page).toContain('## 备机借用');
    expect(page).toContain('编号形式：`JY-20261122-001`');
    expect(page).toContain(
      '| 借出时间 | 必填 | 时间，到分钟，不晚于现在，可写“现在” | 交给客户的时间。 | 2026-11-20 10:00 |',
    );
    expect(page).toContain('  s0 --> s1: 填写归还时间');
    expect(page).toContain('  s1 --> s0: 归还状况为缺件（新一轮）');
    expect(page).toContain(
      '| 备机归还 | 借出时间 | 填写归还时间 | 备机归还·大 2 个工作日 | 经手人，再客服主管，再客服经理，再分管领导 |',
    );
  });
});

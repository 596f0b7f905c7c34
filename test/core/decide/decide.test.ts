import { beforeEach, describe, expect, it } from 'vitest';
import { redecide } from '../../../functions/src/core/decide/decide.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { sentenceOf } from '../../../functions/src/core/schema/problem.ts';
import { type Answered, Book } from '../../fixtures/core/book.ts';
import {
  at,
  by,
  CALL,
  CLOSING,
  deskOf,
  FEEDBACK,
  feedback,
  hotline,
  PEOPLE,
  SETTINGS,
} from '../../fixtures/core/desk-fixture.ts';

const desk = deskOf();
const NOW = at('2023-10-01 15:00');
const LATER = at('2023-10-06 09:00');
const codes = (answer: Answered) => answer.problems.map(each => each.code);
const sentences = (answer: Answered) => answer.problems.map(sentenceOf);

let book: Book;
beforeEach(() => {
  book = new Book(hotline, desk);
});
const submit = (cells: Cells, base = '', now = NOW) => book.submit({ cells, base }, by('limin'), now);

describe('a row on its way', () => {
  it('is a draft that names what is missing, cell by cell', () => {
    const typed: Cells = {};
    const missing = Object.entries(CALL).map(([key, cell]) => {
      typed[key] = cell;
      return submit(typed);
    });
    expect(missing.slice(0, -1).map(answer => answer.outcome)).not.toContain('saved');
    expect(sentences(missing[0] as Answered)).toEqual([
      '还缺：客户姓名、联系方式、问题类型、问题描述、客户诉求、紧急程度、处理人员。填好后自动保存。',
    ]);
    expect(missing.at(-1)?.outcome).toBe('saved');
    expect(missing.at(-1)?.record?.version).toBe(1);
  });

  it('an empty row is a draft, not a record', () => {
    expect(submit({})).toMatchObject({ outcome: 'draft', record: undefined });
  });

  it('with a wrong value is refused, and mended it is saved', () => {
    const wrong = submit({ ...CALL, urgency: '很急' });
    expect([wrong.outcome, codes(wrong)]).toEqual(['refused', ['option_unknown']]);
    expect(book.records.size).toBe(0);
    expect(submit(CALL).outcome).toBe('saved');
  });

  it('that is wrong and half-typed is refused: what is wrong comes first', () => {
    expect(submit({ calledAt: '近日' }).outcome).toBe('refused');
  });
});

describe('the example of template 002', () => {
  // Template 2.7, 2.14
  it('ends as the template shows it', () => {
    const saved = submit(CALL);
    expect(saved.record?.cells).toMatchObject({
      number: '20231001001',
      customer: '李*',
      contact: '138****5678',
      type: '售后支持',
      handler: '李伟',
      assignedAt: NOW,
      dueAt: at('2023-10-03 14:30'),
      state: '已分派',
    });
    expect(book.privateCells.get('row')).toEqual({ customer: '李小明', contact: '13812345678' });
    expect(saved.record?.proposed).toEqual({ handler: '李伟' });
    expect(sentences(saved)).toEqual(['系统填写：“售后支持”归 技术支持部，由值班的 李伟 处理。']);
  });

  it.each<[string, Cells]>([
    ['已响应', { respondedAt: CLOSING.respondedAt ?? null }],
    ['已响应', { respondedAt: CLOSING.respondedAt ?? null, resolution: '已寄出' }],
    ['已关闭', CLOSING],
    ['待回访', { ...CLOSING, satisfaction: null }],
    ['已解决', { ...CLOSING, satisfaction: null, cause: null }],
    ['已分派', { ...CLOSING, respondedAt: null }],
  ])('is %s with %j', (state, cells) => {
    const { base } = submit(CALL);
    expect(submit({ ...CALL, ...cells }, base, LATER).record?.state).toBe(state);
  });

  it('says what a state still needs when somebody went ahead', () => {
    const { base } = submit(CALL);
    const answer = submit({ ...CALL, satisfaction: '满意' }, base, LATER);
    expect(answer.outcome).toBe('saved');
    expect(sentences(answer)).toContain('还不能进入“已响应”：缺 “响应时间”。');
    const again = submit({ remark: null, satisfaction: '满意' }, answer.base, LATER);
    expect(again.outcome).toBe('unchanged');
    expect(sentences(again)).toContain('还不能进入“已响应”：缺 “响应时间”。');
  });

  it('records when it was closed, and that it was opened again', () => {
    const { base } = submit(CALL);
    const closed = submit({ ...CALL, ...CLOSING }, base, LATER);
    expect(closed.record?.closedAt).toBe(LATER);
    const opened = submit({ ...CALL, ...CLOSING, cause: null }, closed.base, LATER + 60_000);
    expect(opened.record).toMatchObject({ state: '已解决', closedAt: null, cycle: 1 });
  });
});

describe('a feedback', () => {
  // Template 4.5, 4.8
  it('gets priority, department and limits', () => {
    const feedbacks = new Book(feedback, desk);
    const cells = { ...FEEDBACK, content: '物流延误超过7天，客服一直没有回复' };
    const { record } = feedbacks.submit({ cells }, by('limin'), at('2026-11-20 14:40'));
    expect(record?.cells).toMatchObject({
      number: '20261120001',
      contact: '010-****6666',
      priority: '重要',
      department: '客服部',
      startDueAt: at('2026-11-20 18:30'),
      dueAt: at('2026-11-22 14:30'),
      state: '待启动',
    });
  });
});

describe('a saved row', () => {
  it('keeps its required cells: clearing one is refused and says what stood there', () => {
    const { base, record } = submit(CALL);
    const answer = submit({ ...CALL, customer: null }, base);
    expect([answer.outcome, sentences(answer)]).toEqual([
      'refused',
      ['“客户姓名”是必填项，不能清空；已保存的内容是“李*”。'],
    ]);
    expect(book.records.get('row')).toEqual(record);
  });

  it('with a value that cannot be read is told that, and not that it was cleared', () => {
    const { base } = submit(CALL);
    expect(codes(submit({ ...CALL, calledAt: '近日' }, base))).toEqual(['time_vague']);
  });

  it('gets its proposal again when the proposed cell is cleared', () => {
    const { base } = submit({ ...CALL, handler: '孙丽' });
    const answer = submit({ ...CALL, handler: null }, base);
    expect(answer.record?.cells.handler).toBe('李伟');
  });

  it('is refused, not a draft again, when nothing can be proposed for the cleared cell', () => {
    const { base } = submit({ ...CALL, handler: '孙丽' });
    book.desk = deskOf([], SETTINGS);
    const answer = submit({ ...CALL, handler: '' }, base);
    expect([answer.outcome, codes(answer)]).toEqual(['refused', ['required_cleared']]);
  });

  it('its number stays when its date is mended', () => {
    const { base } = submit(CALL);
    const { record } = submit({ ...CALL, calledAt: '2023-09-30 14:30' }, base);
    expect([record?.number, record?.cells.number, record?.version]).toEqual([
      '20231001001',
      '20231001001',
      2,
    ]);
  });

  it('is still editable when its colleague and its type are gone from the lists', () => {
    const { base } = submit(CALL);
    book.desk = deskOf(
      PEOPLE.filter(([name]) => name !== '李伟'),
      SETTINGS.filter(([, name]) => name !== '售后支持'),
    );
    const answer = submit({ ...CALL, handler: '李伟', remark: '客户来电催问' }, base);
    expect([answer.outcome, answer.record?.cells]).toMatchObject([
      'saved',
      { handler: '李伟', type: '售后支持', remark: '客户来电催问' },
    ]);
    // Naming them anew is not possible.
    expect(book.submit({ key: 'new', cells: CALL }, by('limin'), NOW).outcome).toBe('refused');
  });
});

describe('contacts', () => {
  it('the masked form that the sheet shows is unchanged', () => {
    const { base, record } = submit(CALL);
    expect(submit({ ...CALL, customer: '李*', contact: '138****5678' }, base).outcome).toBe('unchanged');
    expect(book.privateCells.get('row')?.contact).toBe('13812345678');
    expect(book.records.get('row')).toEqual(record);
  });

  it('another full number behind the same mask is kept, and the history tells that it changed', () => {
    const { base } = submit(CALL);
    const answer = submit({ ...CALL, customer: '李*', contact: '13811115678' }, base);
    expect([answer.outcome, answer.record?.cells.contact]).toEqual(['saved', '138****5678']);
    expect(book.privateCells.get('row')).toEqual({ customer: '李小明', contact: '13811115678' });
    expect(book.events.get('row-2')?.changes).toEqual([
      { column: 'contact', label: '联系方式', before: '138****5678', after: '138****5678' },
    ]);
  });

  // Template 2.3, 4.4
  it('neither record nor event nor problems hold the full number', () => {
    const saved = submit({ ...CALL, remark: '客户要求回电' });
    const wrong = submit({ ...CALL, contact: '13812345678', satisfaction: '还行' }, saved.base);
    expect(JSON.stringify([...book.records.values(), ...book.events.values(), wrong.problems])).not.toMatch(
      /13812345678|李小明/,
    );
  });

  it('a name of before names of its table were hidden is hidden with the next decision, and kept in full', () => {
    const TODAY = at('2026-11-21 09:00');
    const feedbacks = new Book(feedback, desk);
    const saved = feedbacks.submit({ cells: { ...FEEDBACK, customer: '孙思远' } }, by('limin'), TODAY);
    const record = saved.record as DeskRecord;
    expect(record.cells.customer).toBe('孙*');
    feedbacks.records.set('row', { ...record, cells: { ...record.cells, customer: '孙思远' } });
    feedbacks.privateCells.set('row', {});
    const next = feedbacks.submit({ cells: { mood: '平和' }, base: saved.base }, by('limin'), TODAY);
    expect(next.record?.cells.customer).toBe('孙*');
    expect(feedbacks.privateCells.get('row')?.customer).toBe('孙思远');
  });

  it('a masked one alone is saved with a warning, once', () => {
    const saved = submit({ ...CALL, contact: '138****5678' });
    expect([saved.outcome, codes(saved)]).toEqual(['saved', ['contact_masked', 'proposed']]);
    expect(codes(submit({ ...CALL, contact: '138****5678' }, saved.base))).not.toContain('contact_masked');
  });
});

describe('the event of a change', () => {
  // Template 0.5, 2.13
  it('tells who, when, the state and each cell before and after', () => {
    const { base } = submit(CALL);
    book.submit(
      { cells: { respondedAt: '2023-10-01 16:10' }, base },
      { account: 'desk@example.com', editor: 'liwei@example.com' },
      LATER,
    );
    expect(book.events.get('row-2')).toEqual({
      key: 'row',
      table: 'hotline',
      number: '20231001001',
      version: 2,
      at: LATER,
      by: { account: 'desk@example.com', editor: 'liwei@example.com' },
      cycle: 1,
      state: { before: '已分派', after: '已响应' },
      changes: [
        { column: 'respondedAt', label: '响应时间', before: null, after: at('2023-10-01 16:10') },
        { column: 'state', label: '状态', before: '已分派', after: '已响应' },
      ],
    });
  });
});

describe('deciding again', () => {
  it('changes nothing while nothing changed, in whatever order the clocks are stored', () => {
    const { record } = submit(CALL);
    if (!record) throw new Error('not saved');
    expect(redecide(hotline, record, LATER, desk)).toBeUndefined();
    const clocks = Object.fromEntries(
      Object.entries(record.clocks)
        .toReversed()
        .map(([id, clock]) => [id, Object.fromEntries(Object.entries(clock).toReversed()) as typeof clock]),
    );
    expect(redecide(hotline, { ...record, clocks }, LATER, desk)).toBeUndefined();
  });

  it('follows a limit that was changed in the settings', () => {
    const { record } = submit(CALL);
    const changed = deskOf(PEOPLE, [...SETTINGS, ['时限', '热线响应', { value: '1h' }]]);
    const after = record && redecide(hotline, record, NOW, changed);
    expect(after?.clocks['hotline.respond']).toMatchObject({ dueAt: at('2023-10-01 15:30'), revision: 2 });
    expect(after?.nextActionAt).toBe(at('2023-10-01 15:18'));
    expect(after && redecide(hotline, after, NOW, changed)).toBeUndefined();
  });
});

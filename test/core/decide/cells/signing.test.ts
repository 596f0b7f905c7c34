// Who may fill in the cells that carry a right, who may configure a desk, and who a row is taken to be written by.
import { describe, expect, it } from 'vitest';
import { NAMEABLE_MS } from '../../../../functions/src/core/decide/late/late-names.ts';
import { configuringProblem, signingProblems, writtenBy } from '../../../../functions/src/core/decide/may.ts';
import { overwrittenTexts } from '../../../../functions/src/core/decide/overwritten.ts';
import { UNKNOWN_EDITOR } from '../../../../functions/src/core/desk/find-person.ts';
import type { Author, RecordEvent } from '../../../../functions/src/core/record/record.ts';
import { systemEvent } from '../../../../functions/src/core/record/system-event.ts';
import type { Cell, Cells, TypedTexts } from '../../../../functions/src/core/schema/column.ts';
import { followUps } from '../../../../functions/src/core/tables/follow-ups.ts';
import { hotline } from '../../../../functions/src/core/tables/hotline.ts';
import { at, by, deskOf, OWNER, ZONE } from '../../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../../fixtures/core/record-fixture.ts';

const desk = deskOf();

describe('a cell that carries a right', () => {
  const signed = (was: Cells, is: Cells, author: Author, table = followUps) =>
    signingProblems({ table, before: recordOf(table.key, { cells: was }), values: is, by: author }, desk).map(
      ({ column, code }) => [column, code],
    );
  const nobody: Author = { account: OWNER, editor: '' };

  it.each<[string, Cells, Cells, Author, string[][]]>([
    ['is filled in by who has it', {}, { acknowledgedBy: '赵强' }, by('zhaoqiang'), []],
    [
      'and not by another',
      {},
      { acknowledgedBy: '李伟' },
      by('liwei'),
      [['acknowledgedBy', 'right_missing']],
    ],
    [
      'nor for another',
      {},
      { acknowledgedBy: '王芳' },
      by('zhaoqiang'),
      [['acknowledgedBy', 'right_of_another']],
    ],
    ['but cleared by any who has it', { acknowledgedBy: '王芳' }, {}, by('zhaoqiang'), []],
    ['nor by who is not known', {}, { acknowledgedBy: '赵强' }, nobody, [['acknowledgedBy', 'right_unsure']]],
    ['which a value without one needs not', {}, { closing: '处理中' }, nobody, []],
    ['which one with it does', {}, { closing: '已关闭' }, nobody, [['closing', 'right_unsure']]],
    ['also as it goes', { closing: '已关闭' }, { closing: '处理中' }, nobody, [['closing', 'right_unsure']]],
    ['which one that stands does not', { closing: '已关闭' }, { closing: '已关闭' }, nobody, []],
    ['nor one that says nothing of anybody', {}, { product: '净水器' }, nobody, []],
  ])('%s', (_, was, is, author, problems) => {
    expect(signed(was, is, author)).toEqual(problems);
  });

  it('is told of with who may: all of whom none is spared, or who handles it and those above', () => {
    const [found] = signingProblems(
      { table: followUps, before: undefined, values: { acknowledgedBy: '赵强' }, by: nobody },
      desk,
    );
    expect(found?.facts['roles']).toBe('客服主管、客服经理、分管领导、服务台负责人');
    const [withdrawn] = signingProblems(
      { table: followUps, before: undefined, values: { withdrawn: '作废' }, by: nobody },
      desk,
    );
    expect(String(withdrawn?.facts['roles'])).toBe(
      '处理或登记这条记录的人、部门负责人、客服主管、客服经理、分管领导、服务台负责人',
    );
  });
});

it.each<[string, Author, string | undefined]>([
  ['one who supervises', by('zhaoqiang'), undefined],
  ['one who does not', by('liwei'), 'not_supervisor'],
  ['a stranger', by('stranger'), 'not_supervisor'],
  ['who is not known', { account: OWNER, editor: '' }, 'right_unsure'],
])('the desk may be configured by who supervises, and this is %s', (_, author, code) => {
  expect(configuringProblem(author, desk)?.code).toBe(code);
});

it.each<[string, Author, string | null]>([
  ['the account itself', { account: OWNER, editor: null }, null],
  ['the account by its own mail', { account: OWNER, editor: OWNER.toUpperCase() }, null],
  [
    'somebody for whom the desk’s account sends',
    { account: OWNER, editor: 'LIWEI@example.com' },
    'liwei@example.com',
  ],
  ['a stranger for whom it sends', { account: OWNER, editor: 'stranger@example.com' }, ''],
  ['nobody for whom it sends', { account: OWNER, editor: '' }, ''],
  ['somebody for whom another sends', { account: 'limin@example.com', editor: 'liwei@example.com' }, ''],
])('a row of %s is written by who that is', (_, author, editor) => {
  expect(writtenBy(author, desk)).toEqual({ account: author.account, editor });
});

describe('a text that was written over', () => {
  const NOW = at('2026-11-20 15:00');
  const told = (cells: [string, Cell, Cell][], agoMs = 0, author: Author = by('limin')): RecordEvent => ({
    ...systemEvent(recordOf('hotline'), [], NOW - agoMs, ''),
    by: author,
    changes: cells.map(([column, before, after]) => ({ column, label: '', before, after })),
  });
  const found = (
    texts: TypedTexts,
    values: Cells,
    {
      events = [],
      before = {},
      author = by('liwei'),
      isHis = true,
    }: { events?: RecordEvent[]; before?: Cells; author?: Author; isHis?: boolean } = {},
  ) => {
    const over = { before: recordOf('hotline', { cells: before }), values, by: author, zone: ZONE, now: NOW };
    const result = overwrittenTexts(
      hotline,
      texts,
      { ...over, isHis: () => isHis },
      events,
      (_, text) => text,
    );
    return [
      result.written,
      result.problems.map(({ column, facts }) => [column, facts['who'], facts['was'], facts['is']]),
    ];
  };
  const [IS, WAS] = [{ request: '退款' }, { request: ['换新'] }];
  const LI = [['request', 'liwei@example.com', '换新', '退款']];
  const MIN = [['request', 'limin@example.com', '换新', '退款']];

  it.each<[string, TypedTexts, Parameters<typeof found>[2], unknown[]]>([
    ['is kept, and said to be his who sends it', WAS, {}, [WAS, LI]],
    [
      'by nobody',
      WAS,
      { author: { account: OWNER, editor: '' } },
      [WAS, [['request', UNKNOWN_EDITOR, '换新', '退款']]],
    ],
    ['is none that is blank', { request: [''] }, {}, [{}, []]],
    ['nor what stands there', { request: ['退款'] }, {}, [{}, []]],
    ['nor what stood there before', WAS, { before: { request: '换新' } }, [{}, []]],
    ['nor what the history has as long gone', WAS, { events: [told([['request', '换新', '甲']])] }, [{}, []]],
    ['is kept if another column had it', WAS, { events: [told([['remark', '换新', '换新']])] }, [WAS, LI]],
    ['has just been told of: by whom', WAS, { events: [told([['request', null, '换新']])] }, [{}, MIN]],
    ['just in time', WAS, { events: [told([['request', null, '换新']], NAMEABLE_MS)] }, [{}, MIN]],
    ['too late', WAS, { events: [told([['request', null, '换新']], NAMEABLE_MS + 1)] }, [{}, []]],
    ['was his own', WAS, { events: [told([['request', null, '换新']], 0, by('liwei'))] }, [{}, []]],
    [
      'was his own, and what is there now is not',
      WAS,
      { events: [told([['request', null, '换新']], 0, by('liwei'))], isHis: false },
      [{}, LI],
    ],
  ])('%s', (_, texts, given, is) => {
    expect(found(texts, IS, given)).toEqual(is);
  });

  it('is one of several: each that no change tells of is kept in its place, and said once', () => {
    const events = [told([['request', null, '换新']])];
    expect(found({ request: ['甲', '换新', '乙', '甲', '退款'] }, IS, { events })).toEqual([
      { request: ['甲', '乙', '甲'] },
      ['甲', '换新', '乙'].map(was => [
        'request',
        was === '换新' ? 'limin@example.com' : 'liwei@example.com',
        was,
        '退款',
      ]),
    ]);
  });

  it('is told as everybody sees it, and not at all where it is no value of its column', () => {
    expect(found({ contact: ['13812345678'] }, { contact: '139****0000' })).toEqual([
      { contact: ['138****5678'] },
      [['contact', 'liwei@example.com', '138****5678', '139****0000']],
    ]);
    const over = { before: undefined, values: IS, by: by('liwei'), zone: ZONE, now: NOW, isHis: () => true };
    const none = (texts: TypedTexts) => overwrittenTexts(hotline, texts, over, [], () => null).written;
    expect([none({ contact: ['打不通'] }), none(WAS)]).toEqual([{}, WAS]);
  });
});

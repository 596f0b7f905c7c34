// That a record has become somebody's: when it is told, by whom it was given, and what is said when it goes.
import { describe, expect, it } from 'vitest';
import { contextOf } from '../../../functions/src/core/desk/desk.ts';
import { assignedNow, assignments } from '../../../functions/src/core/notices/assigned.ts';
import { type AnnouncementNotice, announce } from '../../../functions/src/core/notices/notice.ts';
import type { Author, Clock, DeskRecord } from '../../../functions/src/core/record/record.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';
import { at, by, deskOf, keyedHere, storedDesk } from '../../fixtures/core/desk-fixture.ts';
import { clockOf, recordOf } from '../../fixtures/core/record-fixture.ts';

const desk = deskOf();
const NOW = at('2026-11-20 16:00');
const call = (cells: Cells = {}, given: Partial<DeskRecord> = {}) =>
  recordOf('hotline', {
    number: '20261120001',
    cells: { customer: '李*', product: '净水器', description: '漏水', handler: '李伟', ...cells },
    ...given,
  });
const given = (
  record: DeskRecord,
  before?: DeskRecord,
  author: Author = by('limin'),
  table = hotline,
  of = desk,
) => assignments(record, { table, before, by: author }, of);

describe('somebody is told that a record is his', () => {
  it('when a column that a limit reminds comes to name him, once for each version', () => {
    expect(given(call())).toMatchObject([
      {
        kind: 'assigned',
        occasion: 'handler/1',
        to: [{ person: 'handler' }],
        urgent: false,
        by: by('limin'),
      },
    ]);
    expect(given(call({}, { version: 7 }))).toMatchObject([{ occasion: 'handler/7' }]);
    expect(given(call({}, { version: 2 }), call({ handler: '吴昊' }))).toHaveLength(1);
    expect(given(call({ urgency: '高' }))).toMatchObject([{ urgent: true }]);
  });

  it.each<[string, DeskRecord, DeskRecord | undefined]>([
    ['it was his before', call({}, { version: 2 }), call()],
    ['it is nobody’s', call({ handler: null }), call()],
    ['it is solved', call({}, { state: '已解决' }), undefined],
    ['it is closed', call({}, { state: '已关闭' }), undefined],
  ])('and not where %s', (_, record, before) => {
    expect(given(record, before)).toEqual([]);
  });

  it('of a call that the desk plans he hears when it is to be made, and of any other at once', () => {
    const planned = { origin: { table: 'hotline', key: 'h', number: '1' } };
    const of = (more: Partial<DeskRecord>) => recordOf('callbacks', { cells: { caller: '李敏' }, ...more });
    expect(given(of(planned), undefined, by('limin'), callbacks)).toEqual([]);
    expect(given(of({}), undefined, by('limin'), callbacks)).toHaveLength(1);
    const before = of({ ...planned, cells: { caller: '李伟' } });
    expect(given(of(planned), before, by('limin'), callbacks)).toHaveLength(1);
    expect(given(call({}, planned))).toHaveLength(1);
  });

  it.each<[string, string, Author, Cells, Partial<DeskRecord>]>([
    ['李敏 交给您（处理人员：李伟）。', '', by('limin'), {}, {}],
    ['李敏 交给您（处理人员：李伟），原来由 吴昊 负责。', '吴昊', by('limin'), {}, {}],
    ['按规则分派给您（处理人员：李伟）。', '', by('limin'), {}, { proposed: { handler: '李伟' } }],
    ['李敏 交给您（处理人员：李伟）。', '', by('limin'), {}, { proposed: { handler: '吴昊' } }],
    ['按规则分派给您（处理人员：李伟）。', '', by('stranger'), {}, {}],
    ['按规则分派给您（处理人员：李伟），原来由 吴昊 负责。', '吴昊', by('stranger'), {}, {}],
  ])('%s', (what, was, author, cells, more) => {
    const before = was === '' ? undefined : call({ handler: was });
    expect(given(call(cells, more), before, author)[0]?.what.replace('）。，', '），')).toBe(
      `这条记录${what}`,
    );
  });

  it('from whom who has left had it before, unless somebody of the desk gives it', () => {
    const stored = storedDesk();
    Object.assign(stored.rows['person-wuhao']?.cells ?? {}, { onDuty: '离职' });
    const left = contextOf(stored, [], TABLES, keyedHere);
    const from = (name: string, author: string) =>
      given(call(), call({ handler: name }), by(author), hotline, left)[0]?.what;
    expect(from('吴昊', 'stranger')).toBe('这条记录由您接手（处理人员：李伟），原来由 吴昊 负责，现已离职。');
    expect(from('周杰', 'stranger')).toBe('这条记录按规则分派给您（处理人员：李伟），原来由 周杰 负责。');
    expect(from('吴昊', 'limin')).toBe('这条记录李敏 交给您（处理人员：李伟），原来由 吴昊 负责。');
  });
});

describe('what is said when it goes', () => {
  const notice = (record: DeskRecord): AnnouncementNotice => {
    const [one] = announce(given(record), record, hotline, desk);
    if (!one) throw new Error('he is told');
    return one;
  };
  const running = (dueAt: number | null, more: Partial<Clock> = {}) => clockOf({ dueAt, ...more });
  const LATER = at('2026-11-20 17:00');
  const said = (record: DeskRecord, now = NOW) => {
    const found = assignedNow(notice(call()), record, now, desk);
    return typeof found === 'string' ? found : [found.subject, found.text.split('\n')[0]];
  };
  const HEAD = '【交给您】热线记录 20261120001';
  const WHAT = '这条记录李敏 交给您（处理人员：李伟）。';
  const MATTER = '李*，净水器，漏水';

  it.each<[string, Record<string, Clock>, string, string]>([
    ['no limit', {}, MATTER, ''],
    ['a limit ahead', { 'hotline.respond': running(LATER) }, `${MATTER}，热线响应时限 2026-11-20 17:00`, ''],
    [
      'the nearest of two',
      { 'hotline.respond': running(LATER), 'hotline.resolve': running(LATER - 60_000) },
      `${MATTER}，热线解决时限 2026-11-20 16:59`,
      '',
    ],
    [
      'one that is over this minute',
      { 'hotline.respond': running(NOW) },
      `${MATTER}，热线响应已超时 2026-11-20 16:00`,
      '其中“热线响应”已经超时，请马上处理。',
    ],
    [
      'both over',
      { 'hotline.respond': running(NOW), 'hotline.resolve': running(NOW - 60_000) },
      `${MATTER}，热线解决已超时 2026-11-20 15:59`,
      '其中“热线解决”“热线响应”已经超时，请马上处理。',
    ],
    ['one that was kept', { 'hotline.respond': running(LATER, { stoppedAt: 1 }) }, MATTER, ''],
    ['one of which no time is known', { 'hotline.respond': running(null) }, MATTER, ''],
    ['one that reminds others', { 'hotline.callback': running(LATER) }, MATTER, ''],
  ])('with %s', (_, clocks, title, late) => {
    expect(said(call({}, { clocks }))).toEqual([`${HEAD}：${title}`, `${WHAT}${late}`]);
  });

  it('is the record as it stands then, and why he hears of it', () => {
    const found = assignedNow(notice(call()), call({ urgency: '中' }), NOW, desk);
    expect(found).toMatchObject({
      text: expect.stringContaining('当前状态：已登记\n客户姓名：李*') as string,
    });
    expect(found).toMatchObject({ text: expect.stringContaining('由您负责') as string });
  });

  it.each<[string, DeskRecord, string]>([
    ['it is solved', call({}, { state: '已解决' }), 'done'],
    ['it is another’s', call({ handler: '吴昊' }), 'moved'],
  ])('is nothing where %s', (_, record, why) => {
    expect(said(record)).toBe(why);
  });

  it('goes to who stood in for him as well', () => {
    const stored = storedDesk();
    Object.assign(stored.rows['person-liwei']?.cells ?? {}, { onDuty: '否', standIn: '吴昊' });
    const away = contextOf(stored, [], TABLES, keyedHere);
    expect(assignedNow(notice(call()), call(), NOW, away)).toMatchObject({ kind: 'assigned' });
  });

  it('goes to whoever supervises where nobody stands in for him, also once he is back', () => {
    const stored = storedDesk();
    for (const mail of ['wuhao', 'zhoujie'])
      Object.assign(stored.rows[`person-${mail}`]?.cells ?? {}, { onDuty: '否' });
    const away = contextOf(stored, [], TABLES, keyedHere);
    const his = call({ handler: '周杰' });
    const [first] = announce(given(his), his, hotline, away);
    expect(first).toMatchObject({ to: { name: '王芳', for: '周杰' } });
    const back = storedDesk();
    Object.assign(back.rows['person-zhoujie']?.cells ?? {}, { onDuty: '是' });
    const later = contextOf(back, [], TABLES, keyedHere);
    expect(first && assignedNow(first, his, NOW, later)).toMatchObject({ kind: 'assigned' });
    expect(first && assignedNow(first, call({ handler: '吴昊' }), NOW, away)).toBe('moved');
  });

  it('is what was said first of a record that cannot be decided, or of a table that is gone', () => {
    const first = notice(call());
    expect(assignedNow(first, call({}, { state: '没有的状态' }), NOW, desk)).toBe(first);
    expect(assignedNow(first, call({}, { table: 'gone' }), NOW, desk)).toBe(first);
  });
});

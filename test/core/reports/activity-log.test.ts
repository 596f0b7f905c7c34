import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../functions/src/core/lib/time.ts';
import type { RecordEvent } from '../../../functions/src/core/record/record.ts';
import {
  type ActivityLog,
  MAX_CHANGES,
  unreadSince,
  withEvents,
} from '../../../functions/src/core/reports/activity-log.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';
import { Book } from '../../fixtures/core/book.ts';
import { at, by, CALL, CLOSING, deskOf, hotline, ZONE } from '../../fixtures/core/desk-fixture.ts';

let book: Book;
beforeEach(() => {
  book = new Book(hotline, deskOf());
});
const events = () => [...book.events.values()];
const take = (all: readonly RecordEvent[], log?: ActivityLog) => withEvents(log, all, TABLES, ZONE);
/** As the sheet sends it once it was saved. */
const MASKED = { customer: '李*', contact: '138****5678' };
const submit = (cells: object, time: string, base = '') =>
  book.submit({ cells: { ...CALL, ...(base !== '' && MASKED), ...cells }, base }, by('limin'), at(time));

describe('the activity log of a desk', () => {
  it('says in one line who changed what of which record, the newest first', () => {
    submit({}, '2026-11-20 15:00');
    submit({ respondedAt: '2026-11-20 15:20', remark: '=1+1' }, '2026-11-20 15:30', '1');
    const lines = take(events())?.lines ?? [];
    expect(lines.map(({ at: time, number, by: who, kind, text }) => [time, number, who, kind, text])).toEqual(
      [
        [
          at('2026-11-20 15:30'),
          '20231001001',
          'limin@example.com',
          '修改',
          '状态：已分派 → 已响应；响应时间：空白 → 2026-11-20 15:20；备注：空白 → =1+1',
        ],
        [at('2026-11-20 15:00'), '20231001001', 'limin@example.com', '新建', '状态：已分派'],
      ],
    );
  });

  it.each([
    ['no changes', { changes: undefined }],
    ['no author', { by: null }],
    ['a time that is a text', { at: '2026-11-20' }],
    ['a cell that is a list', { changes: [{ column: 'remark', label: '备注', before: [1], after: null }] }],
  ])('leaves out an event with %s, and tells the others', (_, broken) => {
    submit({}, '2026-11-20 15:00');
    const [whole] = events();
    const bad = { ...whole, version: 2, ...broken } as unknown as RecordEvent;
    expect(take([bad, whole as RecordEvent])?.lines.map(({ kind }) => kind)).toEqual(['新建']);
  });

  it('tells of what the staff typed, masked, and counts what it has no room for', () => {
    submit({}, '2026-11-20 15:00');
    submit(
      { ...CLOSING, contact: '13999998888', remark: '补记', customer: '李大明' },
      '2026-11-20 15:30',
      '1',
    );
    const text = take(events())?.lines[0]?.text ?? '';
    expect(text).toContain('联系方式：138****5678 → 139****8888');
    expect(text).not.toContain('13999998888');
    expect(text).toContain('客户姓名：李*（隐藏的部分改了）');
    expect(text).not.toContain('大明');
    expect(text).toMatch(/；另有 3 处$/);
  });

  it('tells of a reopening, each cell once: as it was written before it was put away', () => {
    submit({}, '2026-11-20 15:00');
    submit({ ...CLOSING, satisfaction: '不满意' }, '2026-11-20 15:30', '1');
    const line = take(events())?.lines[0];
    expect(line?.kind).toBe('重开');
    expect(line?.text.match(/响应时间/g)).toHaveLength(1);
    expect(line?.text).toContain('响应时间：空白 → 2023-10-01 16:10');
  });

  it('tells of a text that was written over before the one that stands there, and of no reopening', () => {
    submit({}, '2026-11-20 15:00');
    submit({ remark: '退款' }, '2026-11-20 15:30', '1');
    const last = events().at(-1);
    if (!last) throw new Error('no event');
    const [whole] = last.changes.filter(({ column }) => column === 'remark');
    if (!whole) throw new Error('no change');
    const changes = [
      { ...whole, after: '换新' },
      { ...whole, before: '换新' },
    ];
    expect(take([{ ...last, changes }])?.lines.map(({ kind, text }) => [kind, text])).toEqual([
      ['修改', '备注：空白 → 换新；备注：换新 → 退款'],
    ]);
  });

  it('tells of a reveal without what was revealed', () => {
    submit({}, '2026-11-20 15:00');
    const [event] = events();
    if (!event) throw new Error('no event');
    const revealed = [{ column: 'contact', label: '联系方式' }];
    const seen = { ...event, at: event.at + MINUTE, changes: [], revealed };
    expect(take([event, seen])?.lines.map(({ kind, text }) => [kind, text])).toEqual([
      ['查看', '查看了完整的“联系方式”'],
      ['新建', '状态：已分派'],
    ]);
  });

  it('takes each event once, also when it is read again, or late', () => {
    submit({}, '2026-11-20 15:00');
    submit({ remark: '一' }, '2026-11-20 15:30', '1');
    submit({ remark: '二' }, '2026-11-20 15:31', '2');
    const [first, late, last] = events();
    if (!first || !late || !last) throw new Error('no events');
    const log = take([first, last]);
    expect(unreadSince(log, late.at + 5 * MINUTE)).toBeLessThan(late.at);
    const whole = take([last, late], log);
    expect(whole).toEqual(take(events()));
    expect(take(events(), whole)).toBe(whole);
    expect(unreadSince(undefined, late.at)).toBe(0);
  });

  it.each([
    [1, 'a second'],
    [29, 'half a minute'],
    [100, 'a minute and more'],
    [300, 'five minutes'],
  ])('misses no change whose commit is seen %i s after its time (%s), whenever it looks', late => {
    submit({}, '2026-11-20 15:00');
    const [event] = events();
    if (!event) throw new Error('no event');
    const begin = at('2026-11-20 15:00');
    for (let offset = 0; offset < 600; offset += 7) {
      const slow = { ...event, version: 1_000, at: begin + offset * SECOND };
      const usual = Array.from({ length: 95 }, (_, version) => ({
        ...event,
        version,
        at: begin + version * 13 * SECOND,
      }));
      let log: ActivityLog | undefined;
      // A look follows each change at once, as its own commit asks for it; that of the slow one among them.
      const looks = [...usual.map(each => each.at), slow.at + late * SECOND].sort((a, b) => a - b);
      for (const now of looks) {
        const seen = [...usual, ...(now >= slow.at + late * SECOND ? [slow] : [])];
        const since = unreadSince(log, now);
        log = take(
          seen.filter(each => each.at <= now && each.at >= since),
          log,
        );
      }
      expect([offset, log?.lines.some(({ id }) => id.endsWith('-1000'))]).toEqual([offset, true]);
    }
  });

  it('reads hardly more than what is new, but for the first look of some minutes', () => {
    submit({}, '2026-11-20 15:00');
    const log = take(events());
    const since = (time: string) => unreadSince(log, at(time));
    expect(since('2026-11-20 15:04')).toBe(at('2026-11-20 15:00') - 30 * SECOND);
    expect(since('2026-11-20 15:05')).toBe(at('2026-11-20 14:55'));
  });

  it('keeps the latest only, and does not take the old ones back', () => {
    submit({}, '2026-11-20 15:00');
    const [event] = events();
    if (!event) throw new Error('no event');
    const many = Array.from({ length: MAX_CHANGES + 5 }, (_, index) => ({
      ...event,
      version: index + 1,
      at: event.at + index,
    }));
    const log = take(many);
    // As many as the page says that it lists.
    expect(log?.lines).toHaveLength(300);
    expect(log?.lines.at(-1)?.at).toBe(event.at + 5);
    expect(take(many, log)).toBe(log);
  });
});

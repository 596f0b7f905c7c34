import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarFeed } from '../../../functions/src/core/notices/calendar-feed.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { Book } from '../../fixtures/core/book.ts';
import { at, by, CALL_TODAY, deskOf, hotline } from '../../fixtures/core/desk-fixture.ts';
import { instantOf, only, readCalendar, textOf } from '../../fixtures/core/ics-reader.ts';

const desk = deskOf();
const address = ({ key }: DeskRecord) => `https://link.example/row/${key}`;
const feed = (name: string, records: readonly DeskRecord[]) => {
  const { key = '' } = desk.people.find(person => person.name === name) ?? {};
  return readCalendar(calendarFeed({ key, name }, records, desk, address));
};

const book = new Book(hotline, desk);
function call(cells: Cells = {}, base = ''): DeskRecord {
  const { record } = book.submit(
    { key: 'row-1', base, cells: { ...CALL_TODAY, ...cells } },
    by('limin'),
    at('2026-11-20 15:00'),
  );
  if (!record) throw new Error('the row was not saved');
  return record;
}

describe('a calendar', () => {
  it('has what programs ask of one', () => {
    const calendar = feed('李伟', []);
    expect(calendar.name).toBe('VCALENDAR');
    expect(only(calendar, 'VERSION')).toBe('2.0');
    expect(only(calendar, 'PRODID')).not.toBe('');
    expect(only(calendar, 'X-WR-TIMEZONE')).toBe('Asia/Shanghai');
    expect(textOf(only(calendar, 'X-WR-CALNAME'))).toBe('售后服务台：李伟');
    expect(calendar.components).toEqual([]);
  });

  it('has an event for each running limit of the person, at its due time, masked, and leading to the row', () => {
    const record = call();
    const events = feed('李伟', [record]).components;
    expect(events.map(each => [each.name, textOf(only(each, 'SUMMARY'))])).toEqual([
      ['VEVENT', '热线响应：热线记录 20261120001'],
      ['VEVENT', '热线解决：热线记录 20261120001'],
    ]);
    const [event] = events;
    if (!event) throw new Error('an event is there');
    expect(instantOf(only(event, 'DTSTART'))).toBe(at('2026-11-20 17:00'));
    expect(instantOf(only(event, 'DTSTAMP'))).toBe(record.updatedAt);
    expect(only(event, 'URL')).toBe('https://link.example/row/row-1');
    const description = textOf(only(event, 'DESCRIPTION'));
    expect(description).toContain('客户姓名：李*\n');
    expect(description).not.toMatch(/13812345678|李小明/);
    expect(feed('王芳', [record]).components).toEqual([]);
  });

  it('keeps the id of an event while its time moves, and counts the moves', () => {
    const record = call();
    const clock = record.clocks['hotline.respond'];
    if (!clock) throw new Error('the clock runs');
    const moved = { ...clock, dueAt: (clock.dueAt ?? 0) + 3_600_000, revision: clock.revision + 1 };
    const [before] = feed('李伟', [record]).components;
    const [after] = feed('李伟', [
      { ...record, clocks: { ...record.clocks, 'hotline.respond': moved } },
    ]).components;
    if (!before || !after) throw new Error('both are there');
    expect(only(after, 'UID')).toBe(only(before, 'UID'));
    expect(Number(only(after, 'SEQUENCE'))).toBe(Number(only(before, 'SEQUENCE')) + 1);
    expect(instantOf(only(after, 'DTSTART')) - instantOf(only(before, 'DTSTART'))).toBe(3_600_000);
  });

  it('has no event for what is done', () => {
    const record = call();
    const clocks = Object.fromEntries(
      Object.entries(record.clocks).map(([id, clock]) => [id, { ...clock, stoppedAt: clock.startedAt }]),
    );
    expect(feed('李伟', [{ ...record, clocks }]).components).toEqual([]);
  });

  it('is whole whatever was typed', () => {
    const record = call();
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), typed => {
        const text = typed.toWellFormed();
        const [event] = feed('李伟', [{ ...record, number: text }]).components;
        const shown = text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n]/gu, '');
        if (!event) throw new Error('the event is there');
        expect(textOf(only(event, 'SUMMARY'))).toBe(`热线响应：热线记录 ${shown}`);
      }),
    );
  });
});

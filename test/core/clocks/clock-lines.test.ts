// The limits of the tables one by one: done in time, nobody hears of it; late, exactly these people at exactly these
// times.

import { describe, expect, it } from 'vitest';
import { check } from '../../../functions/src/core/cells/validate-row.ts';
import { decide } from '../../../functions/src/core/decide/decide.ts';
import { ring } from '../../../functions/src/core/decide/fire.ts';
import { showTime } from '../../../functions/src/core/lib/parse-time.ts';
import { DAY, MINUTE } from '../../../functions/src/core/lib/time.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import { staffColumns } from '../../../functions/src/core/schema/table.ts';
import { tableOf } from '../../../functions/src/core/tables/index.ts';
import { type Event, LEADER, type Line, up } from '../../fixtures/core/clock-line.ts';
import { lines } from '../../fixtures/core/clock-line-cases.ts';
import { at, by, deskOf, PEOPLE, ZONE } from '../../fixtures/core/desk-fixture.ts';
import { plan, told } from '../../fixtures/core/feedback-lines.ts';

const desk = deskOf([...PEOPLE, LEADER]);

function play({ id, of, begins }: Line, events: readonly Event[], until: string): string[] {
  const table = tableOf(of);
  if (!table) throw new Error(`no table ${of}`);
  const heard: string[] = [];
  let record: DeskRecord | undefined;
  const ringUntil = (end: number) => {
    for (
      let now = record?.nextActionAt ?? null;
      record && now !== null && now <= end;
      now = record.nextActionAt
    ) {
      const rung = ring(table, record, now, desk);
      if (!rung) throw new Error('rang for nothing');
      record = rung.after;
      const ours = rung.notices.filter(({ clock }) => clock === id);
      heard.push(...ours.map(({ step, to }) => `${showTime(now, ZONE)} ${step} → ${to.name}`));
    }
  };
  for (const [when, cells, links] of [...begins, ...events]) {
    ringUntil(at(when) - 1);
    const kept = Object.fromEntries(staffColumns(table).map(({ key }) => [key, record?.cells[key] ?? null]));
    const row = check(table, cells, at(when), desk);
    const written = Object.fromEntries(Object.keys(cells).map(key => [key, row.values[key] ?? null]));
    const decision = decide(
      {
        table,
        key: 'row',
        before: record,
        row: { values: { ...kept, ...written }, problems: row.problems },
        ...(links && { links }),
        by: by('limin'),
        now: at(when),
      },
      desk,
    );
    if (decision.outcome !== 'saved') throw new Error(`${when} ${JSON.stringify(decision)}`);
    record = decision.after;
  }
  ringUntil(at(until));
  return heard;
}

describe.each(lines.map((line, index) => [`${index + 1} ${line.id}`, line] as const))('%s', (_, line) => {
  const [, ...done] = line.done;
  const until = showTime(at(line.begins.at(-1)?.[0] ?? '') + 28 * DAY, ZONE);

  it('done in time: nobody hears of it', () => {
    expect(play(line, [line.done], until)).toEqual([]);
  });

  // Template 0.9, 0.12, 0.20, 2.12, 2.15, 3.8, 3.12, 3.14, 3.25, 4.9, 4.10, 4.11, 4.13, 4.15, 4.23
  // Case D.7
  it('late: these people, at these times, and then no more', () => {
    expect(play(line, [], until)).toEqual(line.late);
  });

  it('done after the first word: the rest is not said', () => {
    const time = line.late[0]?.slice(0, 16) ?? '';
    const soon = showTime(at(time) + MINUTE, ZONE);
    expect(play(line, [[soon, ...done]], until)).toEqual(line.late.filter(each => each.startsWith(time)));
  });
});

describe('feedback.progress', () => {
  const line = (priority: string): Line => ({
    id: 'feedback.progress',
    of: 'feedback',
    begins: [told('2026-11-20 14:00', priority, { startedAt: '2026-11-20 14:00' })],
    done: ['', {}],
    late: [],
  });
  const sync = (when: string): Event => [when, { syncedAt: when, synced: '已安排' }];

  it('the customer told in time, until it is solved: nobody hears of it', () => {
    const events = [
      sync('2026-11-21 09:00'),
      sync('2026-11-22 04:00'),
      ['2026-11-22 20:00', {}, plan('执行完成')] satisfies Event,
    ];
    expect(play(line('一般'), events, '2026-12-20 09:00')).toEqual([]);
    const urgent = [sync('2026-11-20 17:00'), sync('2026-11-20 20:00')];
    expect(play(line('紧急'), urgent, '2026-11-20 23:11')).toEqual([]);
  });

  it('not told: whoever has to hears of it every 24 h, those above once', () => {
    expect(play(line('重要'), [], '2026-11-24 13:59')).toEqual([
      '2026-11-21 14:00 due → 李敏',
      ...up('2026-11-21 20:00'),
      '2026-11-22 14:00 due → 李敏',
      '2026-11-23 14:00 due → 李敏',
    ]);
  });

  // Template 4.21
  it('urgent: every 4 h; told once, it counts from then', () => {
    expect(play(line('紧急'), [sync('2026-11-20 19:00')], '2026-11-21 00:00')).toEqual([
      '2026-11-20 18:00 due → 李敏',
      '2026-11-20 23:00 due → 李敏',
      ...up('2026-11-21 00:00'),
    ]);
  });
});

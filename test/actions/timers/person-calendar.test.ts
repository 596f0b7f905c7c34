// The address of somebody's own calendar, and what is behind it for how long.
import { expect, test } from 'vitest';
import { calendarAddress, calendarText } from '../../../functions/src/actions/timers/person-calendar.ts';
import { allHolidays } from '../../../functions/src/adapters/chinese-days-holidays.ts';
import { DAY, HOUR } from '../../../functions/src/core/lib/time.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import type { DeskKeys } from '../../../functions/src/ports/desk-keys.ts';
import type { Links } from '../../../functions/src/ports/links.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import type { DeskStore } from '../../../functions/src/ports/store.ts';
import { account } from '../../fixtures/actions/action-place.ts';
import { at, keyedHere, OWNER, storedDesk } from '../../fixtures/core/desk-fixture.ts';
import { clockOf, recordOf } from '../../fixtures/core/record-fixture.ts';
import { withOnly } from '../../fixtures/with-only.ts';

const NOW = at('2026-11-20 15:00');

function portsOf(records: readonly DeskRecord[] = [], now = NOW) {
  const asked: unknown[] = [];
  const links = withOnly<Links>({
    address: ({ until, ...to }: { until?: number }) =>
      `https://desk.example/${Object.values(to).join('/')}${until === undefined ? '' : `/${until}`}`,
  });
  const store = withOnly<DeskStore>({
    desk: async () => storedDesk(),
    state: async () => ({ mails: [] }),
    dueRecords: async (...args: unknown[]) => {
      asked.push(args);
      return records;
    },
  });
  const keys = withOnly<DeskKeys>({ keyed: () => keyedHere });
  const ports = withOnly<Ports>({ store, links, keys, now: () => now, holidays: allHolidays() });
  return { ports, asked };
}

const link = { deskId: 'desk-1', person: 'person-liwei', version: 1 };

test('is the caller’s own, for whom the people tab has', async () => {
  const { ports } = portsOf();
  const { url } = await calendarAddress(ports, account('liwei'), 'desk-1');
  expect(url).toMatch(/\/person-liwei\/\d+\.ics$/);
  await expect(calendarAddress(ports, { subject: OWNER, mail: OWNER }, 'desk-1')).rejects.toMatchObject({
    code: 'unknown_person',
  });
});

test('behind it are the limits of 400 days, each with an address that is the same all day', async () => {
  const clocks = { 'hotline.resolve': clockOf({ dueAt: at('2026-11-23 10:00') }) };
  const record = recordOf('hotline', { clocks, cells: { handler: '李伟' } });
  // What nobody can decide keeps no other from its place.
  const lost = { ...record, key: 'hotline-2', state: '没有的状态' };
  const { ports, asked } = portsOf([lost, record]);
  const text = await calendarText(ports, link);
  expect(asked).toEqual([['desk-1', NOW + 400 * DAY, 500]]);
  expect(text.match(/^UID:.*$/gm)).toEqual(['UID:hotline-1.hotline.resolve.1@sheetdesk']);
  expect(text).toContain('DTSTART:20261123T020000Z');
  const until = Number(/^URL:.*\/(?<until>\d+)\r$/m.exec(text.replaceAll('\r\n ', ''))?.groups?.['until']);
  expect([until > at('2026-11-23 10:00'), until % DAY]).toEqual([true, 0]);
  expect(await calendarText(portsOf([record], NOW + HOUR).ports, link)).toBe(text);
  expect(await calendarText(portsOf([record], NOW + DAY).ports, link)).not.toBe(text);
});

test('nothing is behind an address of former days, or of somebody who is not there', async () => {
  const { ports } = portsOf();
  const over = { code: 'link_over' };
  for (const other of [{ version: 2 }, { version: 0 }, { person: 'person-nobody' }])
    await expect(calendarText(ports, { ...link, ...other })).rejects.toMatchObject(over);
  expect(await calendarText(ports, link)).toContain('李伟');
});

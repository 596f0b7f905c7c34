// A desk as requests see it: made once for a version and a day, and only for those who belong to it and may.
import { describe, expect, test } from 'vitest';
import { describeDesk } from '../../../functions/src/actions/desk/describe-desk.ts';
import {
  deskContext,
  holdsRight,
  latestContext,
  memberOf,
} from '../../../functions/src/actions/desk/desk-contexts.ts';
import { allHolidays } from '../../../functions/src/adapters/chinese-days-holidays.ts';
import type { Desk } from '../../../functions/src/core/desk/desk.ts';
import { DAY } from '../../../functions/src/core/lib/time.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { account } from '../../fixtures/actions/action-place.ts';
import { at, keyedHere, storedDesk } from '../../fixtures/core/desk-fixture.ts';
import { withOnly } from '../../fixtures/with-only.ts';

/** The ports of a process at this time; its desk is the fixture's. */
function portsOf(clock: { now: number }, desk: Desk = storedDesk(), joined: readonly string[] = []): Ports {
  return withOnly<Ports>({
    store: withOnly({ desk: async () => desk, state: async () => ({ mails: joined }) }),
    now: () => clock.now,
    holidays: allHolidays(),
    keys: withOnly({ keyed: () => keyedHere }),
  });
}
const NOON = at('2026-11-20 12:00');

/** The fixture's desk, on which 李伟 has something else in his row. */
function deskWith(cells: Cells): Desk {
  const stored = storedDesk();
  const row = stored.rows['person-liwei'];
  if (!row) throw new Error('nobody is there');
  return {
    ...stored,
    rows: { ...stored.rows, 'person-liwei': { ...row, cells: { ...row.cells, ...cells } } },
  };
}

describe('a context', () => {
  test('is made once for each version, in each process', () => {
    const ports = portsOf({ now: NOON });
    const first = deskContext(ports, storedDesk());
    expect(deskContext(ports, storedDesk())).toBe(first);
    expect(deskContext(ports, { ...storedDesk(), version: 2 })).not.toBe(first);
    expect(deskContext(ports, { ...storedDesk(), id: 'desk-2' })).not.toBe(first);
    expect(deskContext(portsOf({ now: NOON }), storedDesk())).not.toBe(first);
    expect(deskContext(ports, storedDesk())).toBe(first);
    expect(() => deskContext(ports, undefined)).toThrow(
      expect.objectContaining({ code: 'unknown_desk' }) as Error,
    );
  });

  test('is of a day where somebody is on leave, and of all days where nobody is', () => {
    const clock = { now: NOON };
    const leave = deskWith({ leaveFrom: '2026-11-21', leaveTo: '2026-11-21' });
    const [ports, others] = [portsOf(clock), portsOf(clock)];
    const [today, always] = [deskContext(ports, leave), deskContext(others, storedDesk())];
    clock.now += 11 * 3_600_000;
    expect(deskContext(ports, leave)).toBe(today);
    clock.now = NOON + DAY;
    const tomorrow = deskContext(ports, leave);
    expect(tomorrow).not.toBe(today);
    const isOnDuty = (desk: typeof today) => desk.people.find(({ name }) => name === '李伟')?.onDuty;
    expect([isOnDuty(today), isOnDuty(tomorrow)]).toEqual([true, false]);
    expect(deskContext(others, storedDesk())).toBe(always);
  });

  test('that a process has gone by last is known, of each desk', () => {
    const ports = portsOf({ now: NOON });
    expect(latestContext(ports, 'desk-1')).toBeUndefined();
    const first = deskContext(ports, storedDesk());
    const second = deskContext(ports, { ...storedDesk(), version: 2 });
    expect(latestContext(ports, 'desk-1')).toBe(second);
    expect(deskContext(ports, storedDesk())).toBe(first);
    expect([latestContext(ports, 'desk-1'), latestContext(ports, 'desk-2')]).toEqual([first, undefined]);
  });
});

describe('an account', () => {
  const desk = deskContext(portsOf({ now: NOON }), deskWith({ onDuty: '离职' }));
  /** Whether it belongs, where this is who has joined; and whether that was asked. */
  async function belongs(name: string, joined: readonly string[] | undefined) {
    let asked = false;
    const answer = await memberOf(desk, account(name), async () => {
      asked = true;
      return joined && { mails: [...joined] };
    }).then(
      () => 'yes',
      (cause: { code: string }) => cause.code,
    );
    return [answer, asked];
  }

  test('belongs by 人员 or by having joined, which is asked of nobody else', async () => {
    expect(await belongs('limin', undefined)).toEqual(['yes', false]);
    expect(await belongs('owner', undefined)).toEqual(['yes', false]);
    expect(await belongs('guest', ['guest@example.com'])).toEqual(['yes', true]);
    expect(await belongs('guest', ['other@example.com'])).toEqual(['not_a_member', true]);
    expect(await belongs('guest', undefined)).toEqual(['not_a_member', true]);
    // Whoever has left does not come back by having joined.
    expect(await belongs('liwei', ['liwei@example.com'])).toEqual(['has_left', false]);
  });

  test('that may not is told whether it writes at all', () => {
    const refused = (code: string) => expect.objectContaining({ code }) as Error;
    expect(() => holdsRight('write', account('limin'), desk)).not.toThrow();
    expect(() => holdsRight('bulk', account('zhaoqiang'), desk)).not.toThrow();
    expect(() => holdsRight('bulk', account('limin'), desk)).toThrow(refused('not_supervisor'));
    expect(() => holdsRight('write', account('guest'), desk)).toThrow(refused('not_a_writer'));
    expect(() => holdsRight('bulk', account('guest'), desk)).toThrow(refused('not_a_writer'));
  });
});

test('a desk is described with what each column asks of a sheet', async () => {
  const { tables, unnamed } = await describeDesk(portsOf({ now: NOON }), account('limin'), 'desk-1');
  expect(unnamed).toBeUndefined();
  const hotline = tables.find(({ table }) => table === 'hotline');
  expect(hotline?.tie).toMatchObject({ number: '记录编号' });
  const asked = (key: string) => {
    const { label: _, ...column } = hotline?.columns.find(each => each.key === key) ?? { label: '' };
    return column;
  };
  expect(asked('calledAt')).toEqual({
    key: 'calledAt',
    owner: 'staff',
    required: true,
    happened: true,
    wire: 'time',
  });
  expect(asked('contact')).toEqual({
    key: 'contact',
    owner: 'staff',
    hidden: true,
    wire: 'text',
  });
  expect(asked('remark')).toEqual({ key: 'remark', owner: 'staff', wire: 'text' });
  expect(asked('number')).toEqual({ key: 'number', owner: 'system', wire: 'text' });
});

test('whoever is known by the beginning of his mail alone is asked for a name', async () => {
  const ports = portsOf({ now: NOON }, deskWith({ name: 'liwei' }));
  expect((await describeDesk(ports, account('liwei'), 'desk-1')).unnamed).toEqual({
    table: 'people',
    key: 'person-liwei',
    column: 'name',
  });
  expect(await describeDesk(ports, account('limin'), 'desk-1')).not.toHaveProperty('unnamed');
  const joined = portsOf({ now: NOON }, storedDesk(), ['guest@example.com']);
  expect(await describeDesk(joined, account('guest'), 'desk-1')).not.toHaveProperty('unnamed');
});

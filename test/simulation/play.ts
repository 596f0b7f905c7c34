// Plays staff on a simulated desk, and keeps what was accepted and when: from that the reference works out what had to
// be said.

import { OWNER } from '../fixtures/core/desk-fixture.ts';
import { Dice } from './dice.ts';
import type { Edit } from './plain-cases.ts';
import { COLLEAGUES, HEADS, type Length, MINUTE_MS, SETTING_NAMES } from './plain-limits.ts';
import type { Case, Change } from './reference.ts';
import type { SimulatedDesk } from './simulated-desk.ts';
import { Staff } from './staff.ts';

const DAY_MS = 24 * 60 * MINUTE_MS;
/** Rows of settings and people are changed when nothing is due for so long. */
const QUIET_MS = 60 * MINUTE_MS;

export interface Played {
  cases: Case[];
  changes: Change[];
}

export interface Span {
  seed: number;
  records: number;
  begins: number;
  days: number;
}

type Deed = { at: number; key: string } & (
  | { edit: Edit; author: string }
  | { change: Omit<Change, 'at'>; cells: Record<string, string>; of: 'people' | 'settings' }
);

const mailOf = (name: string) => COLLEAGUES.find(each => each.name === name)?.mail ?? '';

/** Fills the people and settings tabs of a new desk. */
export async function configure(desk: SimulatedDesk): Promise<void> {
  const settings: [string, string, Record<string, string>][] = [
    ...Object.keys(HEADS).map((name): [string, string, Record<string, string>] => ['部门', name, {}]),
    ['问题类型', '售后支持', { department: '技术支持部' }],
    ['路由', '其他', { department: '客服部' }],
    // Every case is a problem of its own here.
    ['参数', '相似阈值', { value: '1' }],
  ];
  for (const [category, name, cells] of settings)
    await desk.type('settings', `setting-${category}-${name}`, OWNER, { category, name, ...cells });
  for (const { name, mail, department, role } of COLLEAGUES) {
    const cells = { name, mail: `${mail}@example.com`, department, role, onDuty: '是' };
    await desk.type('people', `person-${mail}`, OWNER, cells);
  }
  for (const [name, head] of Object.entries(HEADS))
    await desk.type('settings', `setting-部门-${name}`, OWNER, { head });
}

/**
 * Plays a span on a desk: `records` cases of staff, and a supervisor who changes people, limits and holidays on the
 * way.
 */
export async function play(desk: SimulatedDesk, { seed, records, begins, days }: Span): Promise<Played> {
  const dice = new Dice(seed + 1);
  const staff = new Staff(dice);
  await configure(desk);
  await desk.redecided();
  const ends = begins + days * DAY_MS;
  const cases = new Map<string, Case>();
  const deeds: Deed[] = changesOf(dice, begins, days);
  for (let index = 0; index < records; index += 1) {
    const row = `case-${String(index).padStart(6, '0')}`;
    const { table, author, edits } = staff.script(row, begins + dice.between(60, days * 24 * 60) * MINUTE_MS);
    cases.set(row, { table, number: '', author, edits: [] });
    deeds.push(...edits.filter(({ at }) => at < ends).map(edit => ({ at: edit.at, key: row, edit, author })));
  }
  deeds.sort((a, b) => a.at - b.at);
  const changes: Change[] = [];
  for (const deed of deeds) {
    await desk.passUntil(deed.at);
    // Who acts while an alarm is late by its minutes may or may not be reminded: here everybody waits until it has
    // rung.
    await desk.settle();
    if ('edit' in deed) await typeEdit(desk, deed, cases);
    else {
      while ((await desk.owedAt()) < desk.now + QUIET_MS) await desk.passUntil(desk.now + MINUTE_MS);
      if (desk.now >= ends) continue;
      changes.push({ at: desk.now, ...deed.change });
      await desk.type(deed.of, deed.key, OWNER, deed.cells);
      await desk.redecided();
    }
  }
  await desk.passUntil(ends);
  return { cases: [...cases.values()], changes };
}

async function typeEdit(
  desk: SimulatedDesk,
  { key, edit, author }: Extract<Deed, { edit: Edit }>,
  cases: ReadonlyMap<string, Case>,
): Promise<void> {
  const known = cases.get(key);
  if (!known) throw new Error(`no case ${key}`);
  const own = edit.of === known.table;
  const cells = own ? edit.cells : { feedback: known.number, ...edit.cells };
  const number = await desk.type(edit.of, edit.row, mailOf(edit.by ?? author), cells);
  if (own) known.number = number;
  known.edits.push({ ...edit, at: desk.now });
}

/** What a supervisor changes on the way: who is away, how long limits are, which day is free besides. */
function changesOf(dice: Dice, begins: number, days: number): Deed[] {
  const moment = (day: number) => begins + day * DAY_MS + dice.between(0, 24 * 60 - 1) * MINUTE_MS;
  const away = [1, 2, 3, 4].flatMap((part): Deed[] => {
    const { name, mail } = dice.pick(COLLEAGUES);
    const leaves = moment(Math.floor((days * part) / 6));
    const [is, back] = [true, false].map(gone => ({ change: { away: { name, is: gone } }, gone })) as [
      { change: Omit<Change, 'at'>; gone: boolean },
      { change: Omit<Change, 'at'>; gone: boolean },
    ];
    const deed = (at: number, { change, gone }: typeof is): Deed => ({
      at,
      key: `person-${mail}`,
      of: 'people',
      cells: { onDuty: gone ? '否' : '是' },
      change,
    });
    return [deed(leaves, is), deed(leaves + Math.floor(days / 8) * DAY_MS, back)];
  });
  const limits = Object.entries(SETTING_NAMES).map(([name, clock], index): Deed => {
    const inDays = clock === 'followUp.callback';
    const amount = inDays ? dice.pick([2, 4]) : dice.pick([5, 20, 30, 60]);
    const is: Length = inDays ? { days: amount } : { hours: amount };
    const cells = { category: '时限', name, value: `${amount}${inDays ? 'wd' : 'h'}` };
    const at = moment(Math.floor((days * (index + 1)) / 7));
    return { at, key: `setting-时限-${name}`, of: 'settings', cells, change: { length: { clock, is } } };
  });
  const date = new Date(begins + (Math.floor(days / 2) + 3) * DAY_MS).toISOString().slice(0, 10);
  const closed: Deed = {
    at: moment(Math.floor(days / 2)),
    key: `setting-节假日-${date}`,
    of: 'settings',
    cells: { category: '节假日', name: date, value: '休' },
    change: { closed: date },
  };
  return [...away, ...limits, closed];
}

// Whoever has left (离职) stays in the people tab for what was his, and is nobody any more for what is still to come.
import { expect, it } from 'vitest';
import { check } from '../../../functions/src/core/cells/validate-row.ts';
import { autofill } from '../../../functions/src/core/decide/autofill.ts';
import { contextOf, type Desk, type DeskContext } from '../../../functions/src/core/desk/desk.ts';
import { rolesWith, scopeOf } from '../../../functions/src/core/desk/rights.ts';
import { heirOf } from '../../../functions/src/core/desk/stand-in.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { columnOf } from '../../../functions/src/core/schema/table.ts';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';
import { choicesOf } from '../../../functions/src/core/workbook/choices.ts';
import {
  at,
  CALL,
  hotline,
  keyedHere,
  OWNER,
  PEOPLE,
  SETTINGS,
  type SettingRow,
  storedDesk,
} from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:10');

/** The desk of the tests with other cells in the rows of some people. */
function deskWith(changes: Record<string, Cells>, settings: readonly SettingRow[] = []): DeskContext {
  const stored = storedDesk(PEOPLE, [...SETTINGS, ...settings]);
  const rows: Desk['rows'] = { ...stored.rows };
  for (const [name, cells] of Object.entries(changes)) {
    const row = rows[`person-${name}`];
    if (!row) throw new Error(`nobody is ${name}`);
    rows[`person-${name}`] = { ...row, cells: { ...row.cells, ...cells } };
  }
  return contextOf({ ...stored, rows }, [], TABLES, keyedHere);
}
const gone = (name: string, settings: readonly SettingRow[] = []) =>
  deskWith({ [name]: { onDuty: '离职' } }, settings);
const mailOf = (name: string) => `${name}@example.com`;

it('neither belongs to the desk nor supervises it, and has no right to anything', () => {
  const [before, after] = [deskWith({}), gone('wangfang')];
  const mail = mailOf('wangfang');
  expect([before.isMember(mail), before.isSupervisor(mail)]).toEqual([true, true]);
  expect([after.isMember(mail), after.isSupervisor(mail)]).toEqual([false, false]);
  for (const right of ['read', 'write', 'reveal', 'close', 'configure'] as const) {
    expect(rolesWith(right).length).toBeGreaterThan(0);
    expect([right, scopeOf(right, mail, before)]).toEqual([right, 'all']);
    expect([right, scopeOf(right, mail, after)]).toEqual([right, 'none']);
  }
});

it('also where the desk was his: an owner in the people tab goes by his row there', () => {
  const desk = deskWith({ wangfang: { mail: OWNER, onDuty: '离职' } });
  expect([desk.isMember(OWNER), desk.isSupervisor(OWNER), scopeOf('own', OWNER, desk)]).toEqual([
    false,
    false,
    'none',
  ]);
});

it('is offered in no drop-down, and refused with his name where he is typed', () => {
  const handler = columnOf(hotline, 'handler');
  expect(choicesOf(handler, deskWith({}))).toContain('李敏');
  expect(choicesOf(handler, gone('limin'))).not.toContain('李敏');
  const typed = { ...CALL, handler: '李敏' };
  expect(check(hotline, typed, NOW, deskWith({})).problems).toEqual([]);
  expect(check(hotline, typed, NOW, gone('limin')).problems).toMatchObject([
    { column: 'handler', code: 'person_left', facts: { name: '李敏' } },
  ]);
});

it.each<[string, string, SettingRow[], string]>([
  ['as whom settings name', 'liwei', [['回访责任', '需立即解决', { head: '李伟' }]], '王芳'],
  ['as the head of the department', 'wangfang', [], '李伟'],
])('is given nothing %s', (_, name, settings, instead) => {
  const proposedBy = (desk: DeskContext) =>
    autofill(callbacks, { class: '需立即解决' }, { desk, now: NOW, before: undefined, references: undefined })
      .proposed['responsible'];
  const person = PEOPLE.find(([, mail]) => mail === name)?.[0];
  expect(proposedBy(deskWith({}, settings))).toBe(person);
  expect(proposedBy(gone(name, settings))).toBe(instead);
});

it('stands in for nobody, whoever stands in for him', () => {
  const away = { onDuty: '否', standIn: '李敏' };
  const heir = (desk: DeskContext) => {
    const person = desk.personOfMail(mailOf('sunli'));
    return person && heirOf(person, desk)?.name;
  };
  expect(heir(deskWith({ sunli: away }))).toBe('李敏');
  // The stand-in of the one who has left is nobody of the one who is away.
  expect(heir(deskWith({ sunli: away, limin: { onDuty: '离职', standIn: '赵强' } }))).toBeUndefined();
  expect(heir(deskWith({ sunli: away, limin: { onDuty: '否', standIn: '赵强' } }))).toBe('赵强');
});

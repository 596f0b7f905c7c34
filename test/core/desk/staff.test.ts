// Who of the people tab works here, who supervises, and whose the desk is.
import { describe, expect, it } from 'vitest';
import type { Desk } from '../../../functions/src/core/desk/desk.ts';
import {
  hasLeft,
  isHere,
  isLeaving,
  isManaged,
  isSupervisedBeside,
  leavers,
  mailAfter,
  ownerAfter,
} from '../../../functions/src/core/desk/staff.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { OWNER, storedDesk } from '../../fixtures/core/desk-fixture.ts';

type Row = Desk['rows'][string];
const row = (cells: Cells, table: Row['table'] = 'people'): Row => ({
  table,
  cells: { name: '何平', mail: 'He@Example.com', role: '客服主管', onDuty: '是', ...cells },
});
const desk = storedDesk();
/** Its rows with other cells, or without a row. */
const changed = (cells: Record<string, Cells | null>, of: Desk = desk): Desk => {
  const rows = { ...of.rows };
  for (const [key, each] of Object.entries(cells)) {
    const was = rows[key];
    if (!was) throw new Error(`no row ${key}`);
    if (each) rows[key] = { ...was, cells: { ...was.cells, ...each } };
    else delete rows[key];
  }
  return { ...of, rows };
};

describe('a row', () => {
  it.each<[string, Row | undefined, boolean, boolean]>([
    ['of somebody at work', row({}), true, false],
    ['of somebody who is away', row({ onDuty: '否' }), true, false],
    ['of somebody who has left', row({ onDuty: '离职' }), false, true],
    ['that was cleared', row({ name: null }), false, false],
    ['of settings', row({}, 'settings'), false, false],
    ['of settings, with the word', row({ onDuty: '离职' }, 'settings'), false, false],
    ['that there is none', undefined, false, false],
  ])('%s is of one who is here, or has left', (_, each, here, left) => {
    expect([isHere(each), hasLeft(each)]).toEqual([here, left]);
  });

  it.each<[string, Row | undefined, Row | undefined, boolean]>([
    ['is marked so', row({}), row({ onDuty: '离职' }), true],
    ['is taken out', row({}), undefined, true],
    ['stays', row({}), row({ onDuty: '否' }), false],
    ['had left already', row({ onDuty: '离职' }), undefined, false],
    ['comes', undefined, row({}), false],
  ])('of somebody who %s is of one who leaves, or not', (_, was, is, leaving) => {
    expect(isLeaving(was, is)).toBe(leaving);
  });
});

it('those who leave are all whose row says so now', () => {
  const after = changed({
    'person-liwei': { onDuty: '离职' },
    'person-limin': null,
    'person-sunli': { onDuty: '否' },
  });
  expect(leavers(desk, after).map(({ cells }) => cells['name'])).toEqual(['李伟', '李敏']);
});

describe('a desk is managed', () => {
  const SUPERVISORS = {
    'person-wangfang': { role: '技术' },
    'person-zhaoqiang': { onDuty: '离职' },
    'person-sunli': null,
  };
  it.each<[string, Desk, boolean]>([
    ['by a supervisor', { ...desk, owner: 'liwei@example.com' }, true],
    ['by its owner where nobody else can', changed(SUPERVISORS), true],
    [
      'by nobody where he has left as well',
      changed(SUPERVISORS, { ...desk, owner: 'ZhaoQiang@example.com' }),
      false,
    ],
    ['by its owner who has a row', changed(SUPERVISORS, { ...desk, owner: 'liwei@example.com' }), true],
  ])('%s', (_, of, is) => {
    expect(isManaged(of)).toBe(is);
  });

  it('beside somebody where another supervises', () => {
    const alone = changed({ 'person-wangfang': { role: '技术' }, 'person-sunli': { onDuty: '离职' } });
    expect(isSupervisedBeside('person-wangfang', desk)).toBe(true);
    expect(isSupervisedBeside('person-liwei', alone)).toBe(true);
    expect(isSupervisedBeside('person-zhaoqiang', alone)).toBe(false);
  });
});

describe('the mail of an account', () => {
  const after = (mail: string, cells: Record<string, Cells | null>) => mailAfter(mail, desk, changed(cells));
  it.each<[string, string, Record<string, Cells | null>, string]>([
    [
      'goes with the row',
      'LiWei@example.com',
      { 'person-liwei': { mail: 'Wei@example.com' } },
      'Wei@example.com',
    ],
    [
      'stays as it is written where the row’s is the same',
      'LiWei@example.com',
      { 'person-liwei': { mail: 'LIWEI@example.com' } },
      'LiWei@example.com',
    ],
    [
      'stays where somebody else’s changes',
      'liwei@example.com',
      { 'person-limin': { mail: 'min@example.com' } },
      'liwei@example.com',
    ],
    [
      'stays that of one who leaves',
      'liwei@example.com',
      { 'person-liwei': { mail: 'wei@example.com', onDuty: '离职' } },
      'liwei@example.com',
    ],
    [
      'stays that of one who is taken out',
      'liwei@example.com',
      { 'person-liwei': null },
      'liwei@example.com',
    ],
    ['stays where no row has it', OWNER, { 'person-liwei': { mail: 'wei@example.com' } }, OWNER],
  ])('%s', (_, mail, cells, is) => {
    expect(after(mail, cells)).toBe(is);
  });
});

describe('the owner of a desk', () => {
  const owned = (mail: string): Desk => ({ ...desk, owner: mail });
  const LEAVES = { onDuty: '离职' };
  it.each<[string, string, Record<string, Cells | null>, string]>([
    ['stays', 'sunli@example.com', { 'person-liwei': LEAVES }, 'sunli@example.com'],
    [
      'who leaves is followed by the first who supervises',
      'SunLi@example.com',
      { 'person-sunli': LEAVES },
      'wangfang@example.com',
    ],
    [
      'who leaves is followed by the first in the order of the tab',
      'sunli@example.com',
      {
        'person-sunli': LEAVES,
        'person-wangfang': { number: 'RY-10' },
        'person-zhaoqiang': { number: 'RY-9' },
      },
      'zhaoqiang@example.com',
    ],
    [
      'is followed by who has no number only behind all others',
      'sunli@example.com',
      { 'person-sunli': LEAVES, 'person-wangfang': { number: null }, 'person-zhaoqiang': { number: 'RY-9' } },
      'zhaoqiang@example.com',
    ],
    [
      'who leaves with nobody to follow stays',
      'sunli@example.com',
      { 'person-sunli': LEAVES, 'person-wangfang': { role: '技术' }, 'person-zhaoqiang': LEAVES },
      'sunli@example.com',
    ],
    [
      'is never followed by another row of his own',
      'sunli@example.com',
      { 'person-sunli': LEAVES, 'person-wangfang': { mail: 'SUNLI@example.com' } },
      'zhaoqiang@example.com',
    ],
    [
      'goes by another mail',
      'sunli@example.com',
      { 'person-sunli': { mail: 'li@example.com' } },
      'li@example.com',
    ],
  ])('%s', (_, owner, cells, is) => {
    expect(ownerAfter(owned(owner), changed(cells, owned(owner)))).toBe(is);
  });
});

// Somebody of the people tab: what his row says, whether he is at work, and what doers are called.
import { describe, expect, it } from 'vitest';
import {
  actorOf,
  authorOf,
  personNoted,
  personOfRole,
  whoOf,
} from '../../../functions/src/core/desk/find-person.ts';
import { namesOf } from '../../../functions/src/core/desk/names.ts';
import { isAtWork, personOf, seededName } from '../../../functions/src/core/desk/person.ts';
import { rowsInOrder, settingsByCategory } from '../../../functions/src/core/desk/rows-in-order.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { by, deskOf } from '../../fixtures/core/desk-fixture.ts';

const desk = deskOf();
const TODAY = '2026-11-20';

describe('a row of people', () => {
  it('says what is in it, and what is usual where it is blank', () => {
    expect(personOf('p', { name: '何平', mail: 'he@example.com' }, TODAY)).toEqual({
      key: 'p',
      name: '何平',
      mail: 'he@example.com',
      department: '',
      role: '',
      onDuty: true,
      off: false,
      leave: undefined,
      left: false,
      channel: '',
      address: 'he@example.com',
      standIn: '',
      quiet: undefined,
      calendarVersion: 1,
    });
    const own = { address: '@he', calendarVersion: 3, standIn: '李敏', channel: '飞书' };
    expect(personOf('p', own, TODAY)).toMatchObject({ ...own, name: '', mail: '' });
  });

  it.each<[string, Cells, boolean, boolean, boolean]>([
    ['at work', { onDuty: '是' }, true, false, false],
    ['away', { onDuty: '否' }, false, true, false],
    ['who has left', { onDuty: '离职' }, false, true, true],
    [
      'who has leave up to the day before',
      { leaveFrom: '2026-11-01', leaveTo: '2026-11-19' },
      true,
      false,
      false,
    ],
    ['who has leave up to the day', { leaveFrom: '2026-11-01', leaveTo: '2026-11-20' }, false, false, false],
    ['who has leave from the day on', { leaveFrom: '2026-11-20' }, false, false, false],
    ['who has leave from the next day on', { leaveFrom: '2026-11-21' }, true, false, false],
    ['who has leave without a beginning', { leaveTo: '2026-11-20' }, false, false, false],
    ['who had leave without a beginning', { leaveTo: '2026-11-19' }, true, false, false],
  ])('of somebody %s', (_, cells, onDuty, off, left) => {
    expect(personOf('p', cells, TODAY)).toMatchObject({ onDuty, off, left });
  });

  it('keeps nobody from work on no day in particular', () => {
    expect(personOf('p', { leaveFrom: '2026-11-01' }, undefined).onDuty).toBe(true);
    expect(isAtWork({ off: true, leave: undefined }, undefined)).toBe(false);
  });

  it('is called by the mail until somebody says how', () => {
    expect([seededName('he.ping@example.com'), seededName('he')]).toEqual(['he.ping', 'he']);
  });
});

describe('rows', () => {
  const rows = {
    a: { table: 'people', cells: { name: '甲', number: 'RY-10' } },
    b: { table: 'settings', cells: { category: '产品', name: '乙', number: 'SZ-2' } },
    c: { table: 'people', cells: { name: '丙' } },
    d: { table: 'people', cells: { name: '丁', number: 'RY-9' } },
    e: { table: 'settings', cells: { category: '产品', name: '戊', number: 'SZ-1' } },
    f: { table: 'people', cells: { name: '己', number: '' } },
  };
  it('stand in the order of their numbers, and last without one', () => {
    expect(rowsInOrder({ rows }, 'people').map(([key]) => key)).toEqual(['d', 'a', 'c', 'f']);
    expect([...(settingsByCategory({ rows }).get('产品') ?? [])].map(([name]) => name)).toEqual(['戊', '乙']);
    expect(settingsByCategory({ rows }).get('部门')).toBeUndefined();
  });
});

describe('who did something', () => {
  it.each([
    [
      'the account itself',
      { account: 'limin@example.com', editor: null },
      '李敏（limin@example.com）',
      'limin@example.com',
    ],
    [
      'the account for itself',
      { account: 'limin@example.com', editor: 'LiMin@example.com' },
      '李敏（limin@example.com）',
      'LiMin@example.com',
    ],
    ['an account of nobody', { account: 'x@example.com', editor: null }, 'x@example.com', 'x@example.com'],
    [
      'somebody for whom it vouches',
      { account: 'limin@example.com', editor: 'liwei@example.com' },
      '李伟，经李敏的授权发送',
      'liwei@example.com',
    ],
    [
      'somebody unknown',
      { account: 'x@example.com', editor: 'y@example.com' },
      'y@example.com，经x@example.com的授权发送',
      'y@example.com',
    ],
    [
      'nobody knows who',
      { account: 'limin@example.com', editor: '' },
      '未知编辑者，经李敏的授权发送',
      undefined,
    ],
  ])('%s', (_, doer, who, actor) => {
    expect([whoOf(doer, desk), actorOf(doer)]).toEqual([who, actor]);
  });

  it.each([
    ['the account', by('limin'), '李敏'],
    ['whom it vouches for', { account: 'limin@example.com', editor: 'liwei@example.com' }, '李伟'],
    [
      'the account, where whom it vouches for is no one',
      { account: 'limin@example.com', editor: 'x@example.com' },
      '李敏',
    ],
    ['nobody knows who', { account: 'limin@example.com', editor: '' }, undefined],
    ['a stranger', { account: 'x@example.com', editor: null }, undefined],
  ])('wrote a record: %s', (_, createdBy, name) => {
    expect(authorOf({ createdBy }, desk)?.name).toBe(name);
  });

  it('is known by his row, or else by his name, or by who had that last', () => {
    const names = namesOf({
      p: { table: 'people', cells: { name: '何平' }, former: { name: [{ name: '何小平', until: 2 }] } },
    });
    const people = [personOf('p', { name: '何平' }, TODAY), personOf('q', { name: '何安' }, TODAY)];
    const noted = (who: { key?: string; name: string }) => personNoted(who, { people, names })?.key;
    expect(noted({ name: '何平' })).toBe('p');
    expect(noted({ name: '何小平' })).toBe('p');
    expect(noted({ key: 'q', name: '何平' })).toBe('q');
    expect(noted({ name: '谁' })).toBeUndefined();
  });

  it('of a role is the first at work', () => {
    expect(personOfRole('技术', desk.people)?.name).toBe('李伟');
    expect(personOfRole('客服主管', desk.people.slice(3))?.name).toBe('赵强');
    const away = desk.people.map(each => (each.name === '李伟' ? { ...each, onDuty: false } : each));
    expect(personOfRole('技术', away)?.name).toBe('吴昊');
    expect(personOfRole('分管领导', desk.people)).toBeUndefined();
  });
});

// Whom a notice means: by column, role or department, who stands in, and who hears of it where nobody is left.
import { describe, expect, it } from 'vitest';
import { contextOf, type DeskContext } from '../../../functions/src/core/desk/desk.ts';
import {
  isMeant,
  recipientsOf,
  recipientsOfRole,
  representativeOf,
  supervisorsOf,
  vacantRole,
} from '../../../functions/src/core/notices/recipients.ts';
import { routeOf } from '../../../functions/src/core/notices/route.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import type { Link } from '../../../functions/src/core/record/states.ts';
import type { Recipient } from '../../../functions/src/core/schema/clock-rule.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { feedback } from '../../../functions/src/core/tables/feedback.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';
import {
  by,
  keyedHere,
  OWNER,
  PEOPLE,
  type PersonRow,
  storedDesk,
} from '../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';

/** The usual desk, with more cells in the rows of some people. */
function deskWith(cells: Record<string, Cells> = {}, people: readonly PersonRow[] = PEOPLE): DeskContext {
  const stored = storedDesk(people);
  for (const [mail, more] of Object.entries(cells))
    Object.assign(stored.rows[`person-${mail}`]?.cells ?? {}, more);
  return contextOf(stored, [], TABLES, keyedHere);
}

const AWAY = { onDuty: '否' };
const link = (number: string, person?: string): Link => ({
  key: number,
  number,
  state: '',
  cycle: 1,
  told: {},
  toldIn: null,
  ...(person !== undefined && { person }),
});
const told = (to: Recipient, given: Partial<DeskRecord> = {}, desk = deskWith()) =>
  recipientsOf(to, recordOf('feedback', given), feedback, desk).map(each =>
    each.for === undefined ? each.name : `${each.name}代${each.for}`,
  );
const person = (name: string | null): Partial<DeskRecord> => ({ cells: { praisedPerson: name } });
const PERSON = { person: 'praisedPerson' };

describe('of a column that names somebody', () => {
  it.each<[string, string | null, Record<string, Cells>, string[]]>([
    ['who is at work', '李伟', {}, ['李伟']],
    ['who is away, the head of his department', '周杰', {}, ['吴昊代周杰']],
    ['who is away, his stand-in before the head', '周杰', { zhoujie: { standIn: '李敏' } }, ['李敏代周杰']],
    [
      'whose stand-in is away as well, the stand-in of that one',
      '周杰',
      { zhoujie: { standIn: '李敏' }, limin: { ...AWAY, standIn: '孙丽' } },
      ['孙丽代周杰'],
    ],
    [
      'whose stand-in has him stand in, the head',
      '周杰',
      { zhoujie: { standIn: '李敏' }, limin: { ...AWAY, standIn: '周杰' } },
      ['吴昊代周杰'],
    ],
    ['whose head is away too, the first who supervises', '周杰', { wuhao: AWAY }, ['王芳代周杰']],
    ['whom nobody knows, the first who supervises', '没有人', {}, ['王芳']],
    ['who is nobody, the first who supervises', null, {}, ['王芳']],
  ])('%s', (_, name, cells, is) => {
    expect(told(PERSON, person(name), deskWith(cells))).toEqual(is);
  });

  it('is the owner where nobody supervises who is at work', () => {
    const desk = deskWith({ wangfang: AWAY, zhaoqiang: AWAY, sunli: AWAY });
    expect(supervisorsOf(desk)).toEqual([]);
    expect(recipientsOf(PERSON, recordOf('feedback'), feedback, desk)).toEqual([
      { name: OWNER, address: OWNER },
    ]);
    const away = deskWith({ wangfang: AWAY, zhaoqiang: AWAY, sunli: AWAY, wuhao: AWAY });
    expect(told(PERSON, person('周杰'), away)).toEqual([`${OWNER}代周杰`]);
  });
});

it('tells where somebody is reached, and by which row he is known', () => {
  expect(recipientsOf(PERSON, recordOf('feedback', person('李敏')), feedback, deskWith())).toEqual([
    { key: 'person-limin', name: '李敏', address: 'limin.phone@example.com' },
  ]);
});

it.each<[string, Recipient, Partial<DeskRecord>, string[]]>([
  ['the head of a department', { headOf: 'department' }, { cells: { department: '客服部' } }, ['赵强']],
  ['the head of none', { headOf: 'department' }, {}, ['王芳']],
  ['who wrote it', { author: true }, {}, ['李敏']],
  ['who wrote it and is not of the desk', { author: true }, { createdBy: by('stranger') }, ['王芳']],
  [
    'who handles what refers to it: the latest that somebody does',
    { handlerOf: 'callbacks', otherwise: { author: true } },
    { links: { callbacks: [link('1', '李伟'), link('2', '吴昊'), link('3')] } },
    ['吴昊'],
  ],
  [
    'who wrote it, where nobody of the desk handles that',
    { handlerOf: 'callbacks', otherwise: { author: true } },
    { links: { callbacks: [link('1', '没有人')] } },
    ['李敏'],
  ],
  [
    'who wrote it, where nothing refers to it',
    { handlerOf: 'callbacks', otherwise: { author: true } },
    {},
    ['李敏'],
  ],
  ['all of a role', { role: '客服主管' }, {}, ['王芳', '赵强']],
  ['a role that a cell names', { roleIn: 'channel' }, { cells: { channel: '客服经理' } }, ['孙丽']],
  ['a role that no cell names', { roleIn: 'channel' }, {}, ['王芳']],
  ['a role that nobody has: the next one below', { role: '分管领导' }, {}, ['孙丽']],
])('means %s', (_, to, given, is) => {
  expect(told(to, given)).toEqual(is);
});

describe('a role', () => {
  const left = { onDuty: '离职' };

  it('is not of who has left, and of who is away by whoever stands in', () => {
    expect(told({ role: '客服主管' }, {}, deskWith({ wangfang: left }))).toEqual(['赵强']);
    expect(told({ role: '客服主管' }, {}, deskWith({ wangfang: { ...AWAY, standIn: '李伟' } }))).toEqual([
      '李伟代王芳',
      '赵强',
    ]);
    expect(recipientsOfRole('客服主管', deskWith({ wangfang: left })).map(({ name }) => name)).toEqual([
      '赵强',
    ]);
    expect(recipientsOfRole('客服经理', deskWith()).map(({ name }) => name)).toEqual(['孙丽']);
  });

  it('that nobody has is told to the nearest below that somebody at work has', () => {
    expect(told({ role: '分管领导' }, {}, deskWith({ sunli: AWAY }))).toEqual(['王芳', '赵强']);
    expect(recipientsOfRole('客服经理', deskWith({ sunli: left })).map(({ name }) => name)).toEqual([
      '王芳',
      '赵强',
    ]);
    // Who has it and is away comes back: whoever hears of it meanwhile is told for whom.
    expect(told({ role: '客服经理' }, {}, deskWith({ sunli: AWAY }))).toEqual(['王芳代孙丽', '赵强代孙丽']);
    expect(told({ role: '客服主管' }, {}, deskWith({ wangfang: AWAY, zhaoqiang: AWAY }))).toEqual([
      '孙丽代王芳、赵强',
    ]);
    // Below the lowest there is none: whoever supervises.
    const desk = deskWith({ wangfang: left, zhaoqiang: left });
    expect(recipientsOfRole('客服主管', desk).map(({ name }) => name)).toEqual(['孙丽']);
  });

  it.each<[string, Record<string, Cells>, string[]]>([
    ['客服主管', { wangfang: AWAY }, ['赵强']],
    ['客服主管', { wangfang: AWAY, zhaoqiang: AWAY }, ['孙丽代王芳、赵强']],
    ['客服经理', { sunli: AWAY }, ['王芳代孙丽', '赵强代孙丽']],
    ['客服经理', { sunli: { ...AWAY, standIn: '李伟' } }, ['李伟代孙丽']],
    ['客服经理', { sunli: left }, ['王芳', '赵强']],
    // A deputy above who is listed first does not hear of what is the manager's.
    ['客服经理', { sunli: AWAY, liwei: { role: '分管领导' } }, ['王芳代孙丽', '赵强代孙丽']],
    ['客服经理', { sunli: AWAY, wangfang: AWAY, zhaoqiang: AWAY }, ['owner@example.com代孙丽']],
  ])('%s with %j is told of limits and of reports in the same way', (role, cells, is) => {
    const desk = deskWith(cells);
    const ofReport = recipientsOfRole(role as '客服主管', desk).map(each =>
      each.for === undefined ? each.name : `${each.name}代${each.for}`,
    );
    expect([told({ role: role as '客服主管' }, {}, desk), ofReport]).toEqual([is, is]);
  });

  it('is vacant where nobody has it, and a column or a blank cell is no role', () => {
    const vacant = (to: Recipient, cells: Cells = {}, desk = deskWith()) =>
      vacantRole(to, recordOf('feedback', { cells }), feedback, desk);
    expect(vacant({ role: '分管领导' })).toBe('分管领导');
    expect(vacant({ role: '客服主管' })).toBeUndefined();
    expect(vacant({ role: '客服经理' }, {}, deskWith({ sunli: AWAY }))).toBeUndefined();
    expect(vacant({ roleIn: 'channel' }, { channel: '分管领导' })).toBe('分管领导');
    expect(vacant({ roleIn: 'channel' }, { channel: '客服主管' })).toBeUndefined();
    expect([vacant({ roleIn: 'channel' }), vacant(PERSON), vacant({ author: true })]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

it('a rule means somebody, at work or away, or nobody', () => {
  const means = (name: string) => isMeant(PERSON, recordOf('feedback', person(name)), feedback, deskWith());
  expect(['李伟', '周杰', '没有人'].map(means)).toEqual([true, true, false]);
});

it('nobody stands for who has no stand-in and no head at work', () => {
  const desk = deskWith({ wuhao: AWAY });
  const away = desk.people.find(({ name }) => name === '周杰');
  expect(away && representativeOf(away, desk)).toBeUndefined();
});

describe('the way to somebody', () => {
  const CHAT = '企业微信·客服群';
  const way = (name: string, cells: Record<string, Cells> = {}) => {
    const desk = deskWith(cells);
    const { key = '', address = '' } = desk.people.find(each => each.name === name) ?? {};
    return routeOf({ key, name, address, for: '孙丽' }, desk);
  };

  it.each<[string, Record<string, Cells>, string, string]>([
    ['by mail', {}, '邮件', 'liwei@example.com'],
    ['by mail to another box', { liwei: { address: 'box@example.com' } }, '邮件', 'box@example.com'],
    ['by mail, the address being for a chat', { liwei: { address: 'LiWei' } }, '邮件', 'liwei@example.com'],
    ['in a chat', { liwei: { channel: CHAT, address: 'LiWei' } }, CHAT, 'LiWei'],
    ['in a chat, mentioned by no mail', { liwei: { channel: CHAT } }, CHAT, ''],
  ])('%s', (_, cells, channel, address) => {
    expect(way('李伟', cells)).toMatchObject({
      name: '李伟',
      for: '孙丽',
      channel,
      address,
      mail: 'liwei@example.com',
    });
  });

  it('leads to who stands in for him by now, and by mail to whom the desk does not know', () => {
    expect(way('李伟', { liwei: { ...AWAY, standIn: '吴昊' } })).toMatchObject({ name: '吴昊', for: '李伟' });
    expect(way('周杰', { wuhao: AWAY })).toMatchObject({ name: '周杰', for: '孙丽' });
    const desk = deskWith();
    expect(routeOf({ name: '没有人', for: '孙丽', address: 'none@elsewhere.example' }, desk)).toEqual({
      name: '没有人',
      for: '孙丽',
      channel: '邮件',
      address: 'none@elsewhere.example',
      mail: 'none@elsewhere.example',
      quiet: desk.quiet,
    });
  });

  it('has the person’s quiet hours, none, or the desk’s', () => {
    expect(way('李伟').quiet).toEqual(deskWith().quiet);
    expect(way('李伟', { liwei: { quiet: '不限' } }).quiet).toBeNull();
    expect(way('李伟', { liwei: { quiet: '23:00-06:00' } }).quiet).toMatchObject({
      from: 23 * 60,
      to: 6 * 60,
    });
  });
});

// What a desk answers from the rows of its settings and people: each question with what it says where nothing is set.
import { describe, expect, it } from 'vitest';
import { contextOf, type Desk } from '../../../functions/src/core/desk/desk.ts';
import { momentOf, spanViewKey } from '../../../functions/src/core/desk/span-views.ts';
import { heirOf } from '../../../functions/src/core/desk/stand-in.ts';
import { isViewOf, ownViewKey, tabViews } from '../../../functions/src/core/desk/tab-views.ts';
import { TABLES, tableOf } from '../../../functions/src/core/tables/index.ts';
import {
  deskOf,
  feedback,
  hotline,
  keyedHere,
  OWNER,
  PEOPLE,
  SETTINGS,
  type SettingRow,
  storedDesk,
} from '../../fixtures/core/desk-fixture.ts';

const withSettings = (...rows: SettingRow[]) => deskOf(PEOPLE, [...SETTINGS, ...rows]);
const desk = deskOf();
const stored = (given: Partial<Desk>, people: Record<string, object> = {}) => {
  const { rows, ...rest } = storedDesk();
  const changed = Object.entries(rows).map(([key, row]) => [
    key,
    { ...row, cells: { ...row.cells, ...people[key] } },
  ]);
  return contextOf(
    { ...rest, ...given, rows: Object.fromEntries(changed) as Desk['rows'] },
    [],
    TABLES,
    keyedHere,
  );
};

describe('a number of the settings', () => {
  it.each<[string, string | null, number]>([
    ['批量天数', '1', 1],
    ['批量天数', '0', 7],
    ['批量天数', '31', 31],
    ['批量天数', '32', 7],
    ['批量天数', '12.9', 12],
    ['批量天数', '0.9', 7],
    ['批量天数', '', 7],
    ['批量天数', null, 7],
    ['批量天数', '很多', 7],
    ['相似阈值', '0.75', 0.75],
    ['关闭后留表天数', '0', 0],
  ])('%s of %j is %d', (name, value, is) => {
    expect(withSettings(['参数', name, { value }]).parameter(name as '批量天数')).toBe(is);
  });
});

describe('a product', () => {
  it.each<[string, number | undefined]>([
    ['净水器', 12],
    ['家里的净水器 白色', 12],
    ['洗衣机', undefined],
    ['空调', undefined],
  ])('%s has so many months of warranty: %s', (product, months) => {
    const products = withSettings(['产品', '空调', {}]);
    expect(products.warrantyMonths(product)).toBe(months);
  });
});

describe('a department', () => {
  const own = withSettings(
    ['部门', '售后部', { head: '谁', value: '飞书群' }],
    ['回访责任', '投诉', { department: '运营部', head: '李敏' }],
    ['回访责任', '建议', { department: '客服部' }],
  );
  it('has a head and a channel, where settings name them', () => {
    expect([own.headOf('客服部')?.name, own.headOf('售后部'), own.headOf('没有')]).toEqual([
      '赵强',
      undefined,
      undefined,
    ]);
    expect([own.channelOf('售后部'), own.channelOf('客服部'), own.channelOf('没有')]).toEqual([
      '飞书群',
      '',
      '',
    ]);
  });

  it('sees to what a call-back brought, or a person of it', () => {
    const handling = (brought: string) => {
      const { department, person } = own.handling(brought);
      return [department, person?.name];
    };
    expect([handling('投诉'), handling('建议'), handling('无')]).toEqual([
      ['运营部', '李敏'],
      ['客服部', undefined],
      [undefined, undefined],
    ]);
  });

  it('is led to by the type of a problem, and by words', () => {
    expect([own.departmentOfType('售后支持'), own.departmentOfType('其他')]).toEqual([
      '技术支持部',
      undefined,
    ]);
    const routed = withSettings(['路由', '漏电、触电', { department: '品控部' }], ['路由', '闲聊', {}]);
    expect(routed.routes.slice(-2)).toEqual([
      { word: '漏电', department: '品控部' },
      { word: '触电', department: '品控部' },
    ]);
  });
});

describe('a desk', () => {
  it('has the name of its company, quiet hours and words as settings say, and those of every desk else', () => {
    const own = withSettings(['企业', '晨光电器', {}], ['通知', '免打扰', { value: '不限' }]);
    expect([desk.company, own.company]).toEqual(['', '晨光电器']);
    expect(own.quiet).toBeNull();
    expect(desk.quiet).not.toBeNull();
    expect(desk.words('没有这种话')).toBe('');
    expect(desk.options.channels).toEqual(['邮件']);
    expect(withSettings(['通知渠道', '飞书群', {}]).options.channels).toEqual(['邮件', '飞书群']);
  });

  it('belongs to its owner and to its people, as long as no row says that they have left', () => {
    const owned = stored({ owner: 'LiWei@example.com' });
    expect([owned.isMember('liwei@example.com'), owned.isSupervisor('LIWEI@example.com')]).toEqual([
      true,
      true,
    ]);
    const gone = stored({ owner: 'LiWei@example.com' }, { 'person-liwei': { onDuty: '离职' } });
    expect([gone.isMember('liwei@example.com'), gone.isSupervisor('liwei@example.com')]).toEqual([
      false,
      false,
    ]);
    expect([desk.isMember(OWNER), desk.isMember('x@example.com')]).toEqual([true, false]);
    expect([desk.isSupervisor('x@example.com'), desk.isSupervisor('liwei@example.com')]).toEqual([
      false,
      false,
    ]);
  });

  it('is sent for by the account that is named, or by its owner', () => {
    expect([desk.sends(OWNER.toUpperCase()), desk.sends('liwei@example.com')]).toEqual([true, false]);
    const other = stored({ sender: 'LiWei@example.com' });
    expect([other.sends(OWNER), other.sends('liwei@example.com')]).toEqual([false, true]);
  });

  it('goes by the day where somebody has leave', () => {
    const today = (people: Record<string, object>) => {
      const { desk: of } = stored({}, people);
      return contextOf(of, [], TABLES, keyedHere, '2026-11-20').today;
    };
    expect([today({}), today({ 'person-liwei': { leaveFrom: '2026-12-01' } })]).toEqual([
      undefined,
      '2026-11-20',
    ]);
  });
});

describe('whoever takes over', () => {
  const heir = (people: Record<string, object>, of = 'liwei') => {
    const context = stored({}, people);
    const person = context.personOfMail(`${of}@example.com`);
    return person && heirOf(person, context)?.name;
  };
  const away = (standIn: string) => ({ onDuty: '否', standIn });
  it.each<[string, Record<string, object>, string | undefined]>([
    ['is the stand-in', { 'person-liwei': { standIn: '李敏' } }, '李敏'],
    [
      'is who stands in for the stand-in',
      { 'person-liwei': { standIn: '李敏' }, 'person-limin': away('孙丽') },
      '孙丽',
    ],
    [
      'is a colleague where two stand in for each other',
      { 'person-liwei': { standIn: '李敏' }, 'person-limin': away('李伟') },
      '王芳',
    ],
    ['is a colleague at work', {}, '王芳'],
    [
      'is the head of another department where no colleague is at work',
      { 'person-wangfang': { department: '客服部' } },
      '王芳',
    ],
    [
      'is nobody where the head is away as well',
      { 'person-wangfang': { department: '客服部', onDuty: '否' } },
      undefined,
    ],
  ])('%s', (_, people, name) => {
    expect(heir(people)).toBe(name);
  });

  it('is never the person himself, though he heads his department', () => {
    expect(heir({ 'person-liwei': { department: '客服部' } }, 'wangfang')).toBeUndefined();
  });
});

describe('views', () => {
  const titles = (given = desk, table = hotline) =>
    [...tabViews(table, given).values()].map(({ title }) => title);
  it('are of thirty people at most, and of nobody who has left', () => {
    const many = (count: number) => ({
      ...desk,
      people: Array.from({ length: count }, (_, at) => ({
        ...(desk.people[0] as (typeof desk.people)[number]),
        key: `p${at}`,
        name: `人${at}`,
      })),
    });
    const own = (count: number) => titles(many(count)).filter(title => title.startsWith('待办：'));
    expect([own(30).length, own(31).length, own(31).at(-1)]).toEqual([30, 30, '待办：人29']);
    const [first, ...rest] = desk.people;
    const left = { ...desk, people: first ? [{ ...first, left: true }, ...rest] : rest };
    expect(titles(left)).not.toContain('待办：李伟');
    const nameless = { ...desk, people: first ? [{ ...first, name: '' }, ...rest] : rest };
    expect(titles(nameless)).not.toContain('待办：');
  });

  it('are known by whose they are', () => {
    expect([
      ownViewKey('person', '', desk),
      ownViewKey('person', '李伟', desk),
      ownViewKey('person', '谁', desk),
      ownViewKey('department', '客服部', desk),
    ]).toEqual(['no/person', 'person/person-liwei', undefined, 'department/客服部']);
  });

  it('have ids in the room of their tab', () => {
    for (const { id } of tabViews(feedback, desk).values())
      expect([isViewOf(feedback, id), isViewOf(hotline, id)]).toEqual([true, false]);
  });

  it('of a span go by the one moment of what is counted', () => {
    expect([
      momentOf(['created']),
      momentOf(['created', 'raised']),
      momentOf(['created', 'solved']),
      momentOf(['kept']),
      momentOf(['created', 'kept']),
      momentOf([]),
    ]).toEqual(['new', 'new', undefined, undefined, undefined, undefined]);
  });

  it('of what came are those of what is new where nothing goes on from elsewhere', () => {
    const orders = tableOf('serviceOrders') ?? hotline;
    expect([
      spanViewKey(hotline, '本周', 'came'),
      spanViewKey(orders, '本周', 'came'),
      spanViewKey(orders, '本周', 'new'),
    ]).toEqual(['span/本周/new', 'span/本周/came', 'span/本周/new']);
    expect([
      spanViewKey(hotline, '本周', 'new', '投诉'),
      spanViewKey(hotline, '本周', 'came', '投诉'),
      spanViewKey(hotline, '本周', 'closed', '投诉'),
    ]).toEqual(['type/本周/投诉', 'type/本周/投诉', 'span/本周/closed']);
  });
});

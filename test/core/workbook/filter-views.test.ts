// What the desk's filter views show, by table.
import { describe, expect, it } from 'vitest';
import { tabViews } from '../../../functions/src/core/desk/tab-views.ts';
import { SETTING_CATEGORIES, SETTING_GROUPS } from '../../../functions/src/core/schema/setting-category.ts';
import { tabColumns } from '../../../functions/src/core/schema/tab-columns.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import { TABLES, tableOf } from '../../../functions/src/core/tables/index.ts';
import { filterViewRequests } from '../../../functions/src/core/workbook/filter-views.ts';
import { deskOf, hotline } from '../../fixtures/core/desk-fixture.ts';

interface Filter {
  filterViewId: number;
  title: string;
  filterSpecs: { columnIndex: number; filterCriteria: object }[];
}

const desk = deskOf();
const headerOf = (table: Table) => tabColumns(table).map(({ label }) => label);

function added(table: Table, existing: { id: number; title: string }[] = []): Filter[] {
  return filterViewRequests(table, headerOf(table), desk, existing).flatMap(request =>
    'addFilterView' in request ? [(request['addFilterView'] as { filter: Filter }).filter] : [],
  );
}

/** What a view filters by, with the headers in place of their places. */
function shownBy(table: Table, title: string): Record<string, object> {
  const view = added(table).find(each => each.title === title);
  if (!view) throw new Error(`no view ${title}`);
  return Object.fromEntries(
    view.filterSpecs.map(({ columnIndex, filterCriteria }) => [headerOf(table)[columnIndex], filterCriteria]),
  );
}

const condition = (type: string, ...values: string[]) => ({
  condition: { type, values: values.map(userEnteredValue => ({ userEnteredValue })) },
});
const SETTLED = { hiddenValues: ['', '已解决', '待回访', '已关闭', '已作废'] };

describe('a tab’s filter views', () => {
  it.each<[string, Record<string, object>]>([
    ['已超时', { 最近时限: condition('NUMBER_BETWEEN', '1', '=NOW()') }],
    ['今日到期', { 下一时限: condition('NUMBER_BETWEEN', '=NOW()+0.00001', '=TODAY()+0.99999') }],
    ['待回访', { 状态: { hiddenValues: ['', '已登记', '已分派', '已响应', '已关闭', '已作废'] } }],
    ['紧急', { 状态: SETTLED, 紧急程度: condition('TEXT_EQ', '高') }],
    ['未关闭', { 状态: { hiddenValues: ['', '已关闭', '已作废'] } }],
    ['未分派', { 状态: SETTLED, 处理人员: condition('BLANK') }],
    ['待办：李伟', { 状态: SETTLED, 处理人员: condition('TEXT_EQ', '李伟') }],
  ])('%s of 热线记录', (title, wanted) => expect(shownBy(hotline, title)).toEqual(wanted));

  it('go by where their columns stand, the first among them', () => {
    const header = ['状态', ...headerOf(hotline).filter(label => label !== '状态')];
    const places = (titles: readonly string[]) =>
      filterViewRequests(hotline, titles, desk, []).flatMap(request =>
        'addFilterView' in request
          ? (request['addFilterView'] as { filter: Filter }).filter.filterSpecs.map(each => each.columnIndex)
          : [],
      );
    expect(places(header)).toContain(0);
    expect(places(header.slice(1))).toEqual(places(header).flatMap(at => (at === 0 ? [] : [at - 1])));
  });

  // Template 1.8
  it('of 售后服务单 show who had something repaired within thirty days', () => {
    const orders = tableOf('serviceOrders');
    if (!orders) throw new Error('no service orders');
    const hidden = orders.states.filter(state => state.category === 'open' || state.void);
    expect(shownBy(orders, '近 30 天已处理')).toEqual({
      状态: { hiddenValues: ['', ...hidden.map(({ name }) => name)] },
      完成时间: condition('NUMBER_BETWEEN', '=NOW()-30', '=NOW()'),
    });
  });

  it('of 设置 show the rows of one group each, and leave blank rows in view', () => {
    const settings = tableOf('settings');
    if (!settings) throw new Error('no settings');
    expect(added(settings).map(({ title }) => title)).toEqual(Object.keys(SETTING_GROUPS));
    const others = Object.keys(SETTING_CATEGORIES).filter(
      each => !['时限', '参数', '工作时间', '节假日'].includes(each),
    );
    expect(shownBy(settings, '时限和工作时间')).toEqual({ 类别: { hiddenValues: others } });
  });

  it('are one for each department where a table goes by departments, and those of what a span brought', () => {
    const feedback = tableOf('feedback');
    const titles = feedback ? added(feedback).map(({ title }) => title) : [];
    const of = desk.options.departments.map(name => `部门：${name}`);
    expect(of.length).toBeGreaterThan(0);
    const now = ['已超时', '今日到期', '待回访', '紧急', '未关闭', ...of, '部门：未填'];
    expect(titles.slice(0, now.length)).toEqual(now);
    const spans = ['本周', '上周', '本月', '上月', '近 3 个月', '此前 3 个月'];
    const brought = spans.flatMap(span => [
      `${span}新增`,
      ...(span.includes('3') ? [] : [`${span}响应`]),
      `${span}关闭`,
      `${span}重开`,
    ]);
    const typed = spans.flatMap(span => ['投诉', '建议', '咨询', '表扬'].map(type => `${span}：${type}`));
    expect(titles.slice(now.length)).toEqual([...brought, ...typed]);
  });

  it('of a span are of twelve types at most, so that they do not bury the others', () => {
    const types = Array.from({ length: 14 }, (_, at) => `类${at + 1}`);
    const many = { ...desk, options: { ...desk.options, problemTypes: types } };
    const titles = [...tabViews(hotline, many).values()].map(({ title }) => title);
    expect(titles.filter(title => title.startsWith('本周：'))).toEqual(
      types.slice(0, 12).map(type => `本周：${type}`),
    );
  });

  it.each([
    ['本周', '=TODAY()-WEEKDAY(TODAY(),3)+0', '=TODAY()-WEEKDAY(TODAY(),3)+6.99999'],
    ['上周', '=TODAY()-WEEKDAY(TODAY(),3)-7', '=TODAY()-WEEKDAY(TODAY(),3)-0.00001'],
    ['本月', '=EOMONTH(TODAY(),-1)+1', '=EOMONTH(TODAY(),0)+0.99999'],
    ['上月', '=EOMONTH(TODAY(),-2)+1', '=EOMONTH(TODAY(),-1)+0.99999'],
  ])(
    'of %s go by the present day, leave out what is withdrawn, and what goes on from elsewhere',
    (span, from, until) => {
      const orders = tableOf('serviceOrders');
      if (!orders) throw new Error('no service orders');
      const there = { hiddenValues: ['', '已作废'] };
      const within = condition('NUMBER_BETWEEN', from, until);
      expect(shownBy(hotline, `${span}新增`)).toEqual({ 状态: there, 日期时间: within });
      expect(shownBy(orders, `${span}新增`)).toEqual({
        状态: there,
        来源编号: condition('BLANK'),
        登记时间: within,
      });
      expect(shownBy(orders, `${span}登记（含转来）`)).toEqual({ 状态: there, 登记时间: within });
      expect(shownBy(hotline, `${span}：售后支持`)).toEqual({
        状态: there,
        日期时间: within,
        问题类型: condition('TEXT_EQ', '售后支持'),
      });
    },
  );

  it('are none in tabs of what is kept and of people', () => {
    for (const key of ['customers', 'knowledge', 'people'])
      expect(TABLES.filter(table => table.key === key).flatMap(table => added(table))).toEqual([]);
  });

  it('name columns and states that their tables have', () => {
    for (const table of TABLES) {
      const { callBack = [], lately } = table.views ?? {};
      const columns = lately ? [lately.column] : [];
      expect(table.columns.map(({ key }) => key)).toEqual(expect.arrayContaining(columns));
      expect(table.states.map(({ name }) => name)).toEqual(expect.arrayContaining([...callBack]));
    }
  });

  it('have ids of their own that stay, however the rest changes', () => {
    const ids = TABLES.flatMap(table => added(table).map(({ filterViewId }) => filterViewId));
    expect(new Set(ids).size).toBe(ids.length);
    expect(Math.max(...ids)).toBeLessThan(2 ** 31);
    const [first, ...rest] = added(hotline);
    expect(added(hotline, first ? [{ id: first.filterViewId, title: first.title }] : [])).toEqual(rest);
  });
});

it('a view whose title is wanted by another goes before that one is named', () => {
  const [late, today] = added(hotline);
  if (!late || !today) throw new Error('two views are wanted');
  const swapped = [
    { id: late.filterViewId, title: today.title },
    { id: today.filterViewId, title: late.title },
  ];
  const requests = filterViewRequests(hotline, headerOf(hotline), desk, swapped);
  expect(requests.slice(0, 2)).toEqual([
    { deleteFilterView: { filterId: late.filterViewId } },
    { deleteFilterView: { filterId: today.filterViewId } },
  ]);
  expect(added(hotline, swapped)).toEqual(added(hotline));
});

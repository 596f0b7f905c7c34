import { describe, expect, it } from 'vitest';
import { SUMMARY_TABS } from '../../../functions/src/core/reports/summary-tabs.ts';
import { rowsName, TIE, tabColumns } from '../../../functions/src/core/schema/tab-columns.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';
import {
  type ExistingName,
  type ExistingTab,
  rgb,
  type SheetRequest,
} from '../../../functions/src/core/workbook/sheet-request.ts';
import { deskOf, hotline, PEOPLE, SETTINGS } from '../../fixtures/core/desk-fixture.ts';
import { layoutRequests } from '../../fixtures/layout-requests.ts';

const desk = deskOf();

/** The part of the Sheets API's requests that these tests look into. */
interface Range {
  sheetId: number;
  startRowIndex?: number;
  startColumnIndex?: number;
  startIndex?: number;
  endIndex?: number;
  dimension?: string;
}
interface Parts {
  properties: {
    sheetId: number;
    title: string;
    index: number;
    hiddenByUser: boolean;
    gridProperties: object;
  };
  start: { sheetId: number; rowIndex: number; columnIndex: number };
  rows: {
    values: {
      userEnteredValue: { stringValue: string };
      userEnteredFormat: { backgroundColorStyle: { rgbColor: object } };
      note: string;
    }[];
  }[];
  range: Range;
  cell: { userEnteredFormat: { horizontalAlignment?: string; numberFormat: { type: string } } };
  rule: { strict: boolean; condition: { type: string; values: { userEnteredValue: string }[] } };
  fields: string;
  sheetId: number;
  length: number;
}

/** The requests of one name, with their parts. */
function of(requests: SheetRequest[], name: string): Parts[] {
  return requests.flatMap(request => (name in request ? [request[name] as Parts] : []));
}

const labels = tabColumns(hotline).map(column => column.label);
const laidOut = (): ExistingTab[] => [
  ...SUMMARY_TABS.map(tab => ({ ...empty(tab.sheetId, tab.title), rowCount: tab.rows })),
  ...TABLES.map(table => ({
    ...empty(table.sheetId, table.title),
    header: tabColumns(table).map(column => column.label),
    columnCount: tabColumns(table).length,
    empty: false,
  })),
];

const NAMES: ExistingName[] = TABLES.map((table, index) => ({
  id: `name-${index}`,
  name: rowsName(table),
  sheetId: table.sheetId,
}));

function empty(sheetId: number, title: string): ExistingTab {
  return { sheetId, title, rowCount: 1000, columnCount: 26, header: [], empty: true, charts: [] };
}

const fresh = layoutRequests(TABLES, desk, [empty(0, '工作表1')], []);
const ofHotline = (parts: Parts[]) =>
  parts.filter(part => (part.range ?? part.start ?? part.properties).sheetId === hotline.sheetId);

describe('an empty workbook', () => {
  it('gets every tab in order, and loses the blank one that it came with', () => {
    expect(of(fresh, 'addSheet').map(({ properties }) => [properties.index, properties.title])).toEqual([
      [0, '开始'],
      [1, '待办提醒'],
      [2, '看板'],
      [3, '周报'],
      [4, '上周周报'],
      [5, '月报'],
      [6, '投诉分析'],
      [7, '变更记录'],
      [8, '热线记录'],
      [9, '客户反馈'],
      [10, '处理方案'],
      [11, '满意度回访'],
      [12, '售后跟进'],
      [13, '售后服务单'],
      [14, '投诉记录'],
      [15, '回访跟进'],
      [16, '潜在客户'],
      [17, '客户档案'],
      [18, '知识库'],
      [19, '改进措施'],
      [20, '人员'],
      [21, '设置'],
    ]);
    expect(of(fresh, 'deleteSheet')).toEqual([{ sheetId: 0 }]);
  });

  it('gets a frozen header with a note on how to fill in each column', () => {
    const [header] = ofHotline(of(fresh, 'updateCells'));
    expect(header?.start).toMatchObject({ rowIndex: 0, columnIndex: 0 });
    const cells = header?.rows.flatMap(row => row.values) ?? [];
    expect(cells.map(cell => cell.userEnteredValue.stringValue)).toEqual(labels);
    expect(cells.filter(cell => cell.note.trim() === '')).toEqual([]);
    expect(cells[labels.indexOf('日期时间')]?.note).toMatch(/（必填）\n例：2023年10月1日14:30$/);
    expect(cells[labels.indexOf('处理人员')]?.note).toContain('（留空时由系统填写）');
    expect(cells[labels.indexOf('状态')]?.note).toContain('（系统填写）');
    const fillOf = (label: string) =>
      cells[labels.indexOf(label)]?.userEnteredFormat.backgroundColorStyle.rgbColor;
    const [must, proposed, computed] = ['日期时间', '处理人员', '状态'].map(fillOf);
    expect(fillOf('问题描述')).toEqual(must);
    // What a file or a dangerous word would tell, most new rows lack.
    for (const label of ['客户姓名', '联系方式', '紧急程度']) expect(fillOf(label)).toEqual(must);
    expect(cells[labels.indexOf('联系方式')]?.note).toContain('（必填；系统知道时会代为填写）');
    expect(fillOf('备注')).toEqual(proposed);
    expect(fillOf('记录编号')).toEqual(computed);
    expect(new Set([must, proposed, computed].map(fill => JSON.stringify(fill))).size).toBe(3);
    const [added] = ofHotline(of(fresh, 'addSheet'));
    const shape = { frozenRowCount: 1, frozenColumnCount: 3, columnCount: labels.length };
    expect(added?.properties.gridProperties).toMatchObject(shape);
  });

  it('shows number, save state and state first, keeps them in view, and hides the columns that tie a row to its record', () => {
    expect(labels.slice(0, 3)).toEqual(['记录编号', TIE.sync, '状态']);
    const hidden = ofHotline(of(fresh, 'updateDimensionProperties'))
      .filter(part => part.range.dimension === 'COLUMNS' && part.properties.hiddenByUser)
      .map(part => labels[part.range.startIndex ?? 0]);
    expect(hidden).toEqual([TIE.key, TIE.base]);
  });

  it('keeps texts, and shows times to the minute', () => {
    const formats = ofHotline(of(fresh, 'repeatCell')).map(part => part.cell.userEnteredFormat);
    const formatOf = (label: string) => formats[labels.indexOf(label)]?.numberFormat;
    expect(formatOf('订单号/会员号')).toMatchObject({ type: 'TEXT' });
    expect(formatOf('联系方式')).toMatchObject({ type: 'TEXT' });
    expect(formatOf(TIE.key)).toMatchObject({ type: 'TEXT' });
    expect(formatOf('日期时间')).toEqual({ type: 'DATE_TIME', pattern: 'yyyy-mm-dd hh:mm' });
    expect(formats).toHaveLength(labels.length);
    expect(formats[labels.indexOf('日期时间')]).toMatchObject({ horizontalAlignment: 'LEFT' });
  });

  it('offers options and people in drop-downs that mark and do not reject', () => {
    const offered = ofHotline(of(fresh, 'setDataValidation')).map(({ range, rule }) => [
      labels[range.startColumnIndex ?? 0],
      rule.condition.values.map(value => value.userEnteredValue),
      rule.strict,
    ]);
    expect(offered).toEqual([
      ['问题类型', ['售前咨询', '售后支持', '投诉建议', '其他'], false],
      ['紧急程度', ['高', '中', '低'], false],
      ['处理人员', PEOPLE.map(([name]) => name), false],
      ['客户满意度', ['满意', '一般', '不满意'], false],
      ['同一问题', ['是', '否', '整批都不是'], false],
      ['客户情绪', ['激动', '平和', '焦虑'], false],
      ['回访方式', ['电话', '短信'], false],
      ['升级知悉', ['王芳', '赵强', '孙丽'], false],
      ['作废', ['作废'], false],
    ]);
  });

  it('is planned in one language: each request has one name, each colour three parts', () => {
    expect(fresh.filter(request => Object.keys(request).length !== 1)).toEqual([]);
    expect(rgb('#1a73e8')).toEqual({ red: 26 / 255, green: 115 / 255, blue: 232 / 255 });
  });
});

describe('a workbook that is laid out', () => {
  it('gets nothing but its drop-downs and filter views, which follow the settings', () => {
    const grown = deskOf(PEOPLE, [...SETTINGS, ['问题类型', '安装']]);
    const again = layoutRequests(TABLES, grown, laidOut(), NAMES);
    expect(new Set(again.flatMap(request => Object.keys(request)))).toEqual(
      new Set(['setDataValidation', 'addFilterView']),
    );
    const types = ofHotline(of(again, 'setDataValidation'))[0];
    expect(types?.rule.condition.values.at(-1)).toEqual({ userEnteredValue: '安装' });
  });

  it('follows columns that people moved, and ignores those that they added', () => {
    const header = ['我的备注', ...labels.toReversed(), ''];
    const tabs = laidOut().map(tab => (tab.sheetId === hotline.sheetId ? { ...tab, header } : tab));
    const again = layoutRequests(TABLES, desk, tabs, NAMES);
    const columns = ofHotline(of(again, 'setDataValidation')).map(
      part => header[part.range.startColumnIndex ?? 0],
    );
    expect(columns).toEqual([
      '问题类型',
      '紧急程度',
      '处理人员',
      '客户满意度',
      '同一问题',
      '客户情绪',
      '回访方式',
      '升级知悉',
      '作废',
    ]);
    expect(of(again, 'updateCells')).toEqual([]);
  });

  it('renamed or moved tabs are known by their id', () => {
    const tabs = laidOut().map(tab => ({ ...tab, title: `旧 ${tab.title}` }));
    expect(of(layoutRequests(TABLES, desk, tabs, NAMES), 'addSheet')).toEqual([]);
  });

  it('gets a missing column behind the last one, with its own drop-down', () => {
    const header = [...labels.filter(label => label !== '紧急程度'), '我的备注'];
    const tabs = laidOut().map(tab =>
      tab.sheetId === hotline.sheetId ? { ...tab, header, columnCount: header.length } : tab,
    );
    const again = layoutRequests(TABLES, desk, tabs, NAMES);
    expect(of(again, 'appendDimension')).toEqual([
      { sheetId: hotline.sheetId, dimension: 'COLUMNS', length: 1 },
    ]);
    const [written] = of(again, 'updateCells');
    expect(written?.start).toEqual({ sheetId: hotline.sheetId, rowIndex: 0, columnIndex: header.length });
    expect(written?.rows[0]?.values.map(cell => cell.userEnteredValue.stringValue)).toEqual(['紧急程度']);
    const offered = ofHotline(of(again, 'setDataValidation')).map(part => part.range.startColumnIndex);
    expect(offered).toContain(header.length);
  });

  it('never has a value, note or order below its headers changed', () => {
    const short = laidOut().map(tab => ({ ...tab, header: tab.header.slice(0, 3) }));
    for (const plan of [
      fresh,
      layoutRequests(TABLES, desk, short, NAMES),
      layoutRequests(TABLES, desk, laidOut(), NAMES),
    ]) {
      const names = new Set(plan.flatMap(request => Object.keys(request)));
      expect(
        [...names].filter(name => /sort|delete(?!Sheet)|clear|move|paste|findReplace/i.test(name)),
      ).toEqual([]);
      expect(
        of(plan, 'updateCells').filter(part => part.start.rowIndex !== 0 || part.rows.length !== 1),
      ).toEqual([]);
      const formats = of(plan, 'repeatCell').flatMap(part => part.fields.split(','));
      expect(formats.filter(field => !field.startsWith('userEnteredFormat.'))).toEqual([]);
    }
  });
});

describe('the name by which links find rows', () => {
  const named = (existing: readonly ExistingName[], tabs = laidOut()) =>
    layoutRequests(TABLES, desk, tabs, existing).filter(request =>
      /NamedRange/.test(Object.keys(request)[0] ?? ''),
    );

  it('is given to the column of row keys wherever it is, once', () => {
    const header = ['我的备注', ...labels.toReversed()];
    const moved = laidOut().map(tab => (tab.sheetId === hotline.sheetId ? { ...tab, header } : tab));
    expect(named(NAMES)).toEqual([]);
    expect(named(NAMES.slice(1), moved)).toEqual([
      {
        addNamedRange: {
          namedRange: {
            name: 'sheetdesk_hotline_rows',
            range: {
              sheetId: hotline.sheetId,
              startColumnIndex: header.indexOf(TIE.key),
              endColumnIndex: header.indexOf(TIE.key) + 1,
            },
          },
        },
      },
    ]);
    expect(of(fresh, 'addNamedRange')).toHaveLength(TABLES.length);
  });

  it('is turned to the new tab when the old one was deleted', () => {
    const lost = NAMES.map(({ id, name }) => ({ id, name }));
    expect(named([...lost.slice(0, 1), ...NAMES.slice(1)])).toMatchObject([
      { updateNamedRange: { namedRange: { namedRangeId: 'name-0' }, fields: 'range' } },
    ]);
  });
});

describe("a workbook with people's own tabs", () => {
  it('keeps them, also a blank one, and a tab of ours whose title is taken gets another', () => {
    const own = [empty(7, '热线记录'), empty(8, '草稿'), empty(9, '热线记录（服务台）')];
    const plan = layoutRequests(TABLES, desk, own, []);
    const titles = of(plan, 'addSheet').map(({ properties }) => properties.title);
    expect(new Set([...titles, ...own.map(tab => tab.title)]).size).toBe(titles.length + own.length);
    expect(titles.filter(title => title.startsWith('热线记录'))).toHaveLength(1);
    expect(of(plan, 'deleteSheet')).toEqual([]);
  });

  it('a single tab with something in it stays', () => {
    const plan = layoutRequests(TABLES, desk, [{ ...empty(0, '工作表1'), empty: false }], []);
    expect(of(plan, 'deleteSheet')).toEqual([]);
  });
});

// A layout by its tabs: each may be written or be protected by itself.
import { expect, it } from 'vitest';
import { SUMMARY_TABS } from '../../../functions/src/core/reports/summary-tabs.ts';
import { tabColumns } from '../../../functions/src/core/schema/tab-columns.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';
import { planLayout } from '../../../functions/src/core/workbook/layout.ts';
import type { ExistingTab } from '../../../functions/src/core/workbook/sheet-request.ts';
import { deskOf, hotline } from '../../fixtures/core/desk-fixture.ts';

const SIZE = { rowCount: 1000, columnCount: 100, charts: [] };

/** The tabs that something names, at whatever depth. */
function tabsIn(part: unknown): unknown[] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, inner]) => (key === 'sheetId' ? [inner] : tabsIn(inner)));
}

it('each part is that of one tab, by the title that it gets', () => {
  const blank: ExistingTab = { ...SIZE, sheetId: 0, title: '热线记录', header: [], empty: true };
  const parts = planLayout(TABLES, deskOf(), [blank], []);
  const titleOf = (title: string) => (title === '热线记录' ? '热线记录（服务台）' : title);
  expect(parts.map(({ title, requests }) => [title, [...new Set(tabsIn(requests))]])).toEqual([
    ...[...SUMMARY_TABS, ...TABLES].map(({ title, sheetId }) => [titleOf(title), [sheetId]]),
    ['热线记录', [0]],
  ]);
});

it('a part has the title that people gave the tab, with the views that are taken out; what lacks nothing is no part', () => {
  const gone = { id: hotline.sheetId * 1_000_000, title: '待办：谁' };
  const header = tabColumns(hotline).map(({ label }) => label);
  const own = { ...SIZE, sheetId: hotline.sheetId, title: '我们的热线', header, empty: false, views: [gone] };
  const summaries = SUMMARY_TABS.map(tab => ({ ...SIZE, ...tab, header: [], empty: false }));
  const [part, ...others] = planLayout([hotline], deskOf(), [...summaries, own], []);
  expect(part?.title).toBe('我们的热线');
  expect(part?.requests).toContainEqual({ deleteFilterView: { filterId: gone.id } });
  expect(others).toEqual([]);
});

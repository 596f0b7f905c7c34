// Links in cells: a click follows them, inside the workbook or out of it. Knows no server.
import { parseA1 } from '../../../workbook/a1.ts';
import { linkTarget } from '../../../workbook/link-formula.ts';
import type { Session } from '../session.ts';
import type { ViewMenu } from './view-menu.ts';

/** Follows the link of a cell that is clicked. */
export function handleLinks(session: Session, views: ViewMenu): void {
  const { grid } = session;
  const { api } = grid;
  api.addEvent(api.Event.CellClicked, ({ worksheet, row, column }) => {
    const cell = session.mirror.cell(Number(worksheet.getSheetId()), row, column);
    const link = cell?.formula ? linkTarget(session.mirror.data, cell.formula) : cell?.format?.link;
    if (link) follow(session, views, link);
  });
}

/**
 * `#gid=<sheetId>&range=<A1>` jumps in the workbook, `#gid=<sheetId>&fvid=<filterViewId>` opens a tab in a filter view,
 * web addresses open in a new window; anything else does nothing.
 */
export function follow(session: Session, views: ViewMenu, link: string): void {
  if (/^https?:\/\//.test(link)) {
    window.open(link, '_blank', 'noopener');
    return;
  }
  if (!link.startsWith('#')) return;
  const target = new URLSearchParams(link.slice(1));
  const sheetId = Number(target.get('gid') ?? session.grid.activeSheetId());
  const { startRow = 0, startColumn = 0, endRow, endColumn } = parseA1(target.get('range') ?? 'A1') ?? {};
  if (!session.mirror.sheet(sheetId)) return;
  session.grid.activate(sheetId);
  session.grid.select(
    sheetId,
    startRow,
    startColumn,
    (endRow ?? startRow + 1) - startRow,
    (endColumn ?? startColumn + 1) - startColumn,
  );
  const view = target.get('fvid');
  if (view !== null) views.show(Number(view));
}

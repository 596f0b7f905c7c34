// A tab as it is printed on A4, fitted to the page's width, as Google's PDF export does it. Writes nothing.
import { type Chart, DEFAULT_CHART_SIZE } from '../../workbook/chart.ts';
import { displayText } from '../../workbook/display.ts';
import type { Cell, CellFormat, Sheet, WorkbookData } from '../../workbook/model.ts';
import { pictureOf } from '../charts/picture.ts';
import { drawChart } from '../charts/svg.ts';
import { PAPER, paginate, sumOf } from '../print-pages.ts';
import { DEFAULT_COLUMN_WIDTH, DEFAULT_ROW_HEIGHT } from '../sizes.ts';
import { byId, element } from './frame/element.ts';
import { readSnapshot } from './server.ts';

/** A tab at full size, all rows below each other. */
function tableOf(book: WorkbookData, { properties, cells, charts, ...sheet }: Sheet): HTMLTableElement {
  const widths = widthsOf({ properties, ...sheet });
  const heightOf = heightsOf(sheet);
  const count = Math.min(
    properties.rowCount,
    Math.max(lastFilled(cells), ...charts.map(chart => lastCovered(chart, heightOf))) + 1,
  );
  const rows = Array.from({ length: count }, (_, row) => {
    const shown = widths.flatMap((width, column) => (width === 0 ? [] : [column]));
    const cellAt = (column: number | undefined) => (column === undefined ? undefined : cells[row]?.[column]);
    return element(
      'tr',
      { style: `height:${heightOf(row)}px`, hidden: heightOf(row) === 0 },
      ...shown.map((column, index) =>
        printedCell(
          cellAt(column),
          cellAt(shown[index + 1]),
          isLine(cells[row]),
          chartsAt(book, charts, row, column),
        ),
      ),
    );
  });
  const cols = widths.filter(width => width > 0).map(width => element('col', { style: `width:${width}px` }));
  return element(
    'table',
    { style: `width:${sumOf(widths)}px` },
    element('colgroup', {}, ...cols),
    element('thead', {}, ...rows.slice(0, properties.frozenRowCount)),
    element('tbody', {}, ...rows.slice(properties.frozenRowCount)),
  );
}

/** Cuts a tab that is shown into pages. Rows are as high as their texts make them, which only the browser knows. */
function cutIntoPages(table: HTMLTableElement, { properties, cells, charts, ...sheet }: Sheet): void {
  const widths = widthsOf({ properties, ...sheet });
  const heightOf = heightsOf(sheet);
  const rows = [...table.rows];
  const pagesAt = (zoom: number) =>
    paginate({
      width: Math.max(sumOf(widths), ...charts.map(chart => rightEdge(chart, widths))),
      heights: rows.map(row => row.getBoundingClientRect().height / zoom),
      head: properties.frozenRowCount,
      keepsWithNext: row => belongTogether(cells[row], cells[row + 1]),
      charts: charts.map(chart => ({
        from: chart.position.overlayPosition.anchorCell.rowIndex,
        to: lastCovered(chart, heightOf),
      })),
    });
  const { zoom } = pagesAt(1);
  table.style.zoom = String(zoom);
  // Made smaller, a text may break into lines elsewhere.
  const { orientation, breaks } = pagesAt(zoom);
  for (const row of breaks) rows[row]?.style.setProperty('break-before', 'page');
  // A body that is wider than the paper would make the browser shrink the whole once more.
  const { width } = PAPER[orientation];
  document.head.append(element('style', {}, `@page { size: A4 ${orientation} } body { width: ${width}px }`));
}

const widthsOf = ({ properties, columns }: Pick<Sheet, 'properties' | 'columns'>): number[] =>
  Array.from({ length: properties.columnCount }, (_, column) =>
    columns[column]?.hidden ? 0 : (columns[column]?.pixelSize ?? DEFAULT_COLUMN_WIDTH),
  );

const heightsOf =
  ({ rows }: Pick<Sheet, 'rows'>) =>
  (row: number): number =>
    rows[row]?.hidden ? 0 : (rows[row]?.pixelSize ?? DEFAULT_ROW_HEIGHT);

type Row = Record<number, Cell> | undefined;

/** Headlines and headings are bold and belong to what is below them, totals to what is above. */
function belongTogether(row: Row, next: Row): boolean {
  const isFilled = (each: Row) => Object.values(each ?? {}).some(cell => displayText(cell) !== '');
  const isBold = (each: Row) => each?.[0]?.format?.bold === true;
  return isFilled(row) && isFilled(next) && (isBold(row) || isBold(next));
}

/** Whether a row is one of a table, and not a title that runs over the cells beside it. */
function isLine(row: Row): boolean {
  return Object.values(row ?? {}).filter(cell => displayText(cell) !== '').length > 1;
}

function printedCell(
  cell: Cell | undefined,
  next: Cell | undefined,
  line: boolean,
  charts: HTMLElement[],
): HTMLElement {
  const content = displayText(cell);
  const { format } = cell ?? {};
  // A text runs on over empty cells only.
  const isCut = format?.wrap === 'CLIP' || (displayText(next) !== '' && charts.length === 0);
  const wrap = format?.wrap === 'WRAP' ? 'wrap' : isCut ? 'clip' : '';
  const number = typeof cell?.value === 'number' ? 'right' : 'left';
  const style = [
    `text-align:${format?.horizontalAlignment?.toLowerCase() ?? number}`,
    ...(format ? stylesOf(format) : []),
  ].join(';');
  return element('td', { style, class: `${wrap} ${line ? 'ruled' : ''}`.trim() }, content, ...charts);
}

function stylesOf({ background, foreground, bold, italic, fontSize }: CellFormat): string[] {
  return [
    background ? `background:${background}` : '',
    foreground ? `color:${foreground}` : '',
    bold ? 'font-weight:700' : '',
    italic ? 'font-style:italic' : '',
    fontSize ? `font-size:${fontSize}pt` : '',
  ].filter(Boolean);
}

const sizeOf = ({ position: { overlayPosition } }: Chart) => ({
  width: overlayPosition.widthPixels ?? DEFAULT_CHART_SIZE.width,
  height: overlayPosition.heightPixels ?? DEFAULT_CHART_SIZE.height,
});

function chartsAt(book: WorkbookData, charts: readonly Chart[], row: number, column: number): HTMLElement[] {
  return charts.flatMap(chart => {
    const { anchorCell } = chart.position.overlayPosition;
    if (anchorCell.rowIndex !== row || anchorCell.columnIndex !== column) return [];
    const frame = element('div', { class: 'chart' });
    // Made here, with every text in it escaped.
    frame.innerHTML = drawChart(pictureOf(book, chart), sizeOf(chart));
    return [frame];
  });
}

function rightEdge(chart: Chart, widths: readonly number[]): number {
  const { columnIndex } = chart.position.overlayPosition.anchorCell;
  return widths.slice(0, columnIndex).reduce((sum, width) => sum + width, 0) + sizeOf(chart).width;
}

const lastFilled = (cells: Sheet['cells']): number =>
  Object.keys(cells).reduce((last, row) => {
    const filled = Object.values(cells[Number(row)] ?? {}).some(cell => displayText(cell) !== '');
    return filled ? Math.max(last, Number(row)) : last;
  }, 0);

/** The row on which a chart ends. */
function lastCovered(chart: Chart, heightOf: (row: number) => number): number {
  let row = chart.position.overlayPosition.anchorCell.rowIndex;
  for (let left = sizeOf(chart).height - heightOf(row); left > 0; left -= heightOf(row)) row += 1;
  return row;
}

const { data } = await readSnapshot();
const wanted = Number(new URLSearchParams(location.search).get('gid'));
const sheet = data.sheets.find(each => each.properties.sheetId === wanted) ?? data.sheets[0];
if (sheet) {
  document.title = sheet.properties.title;
  const table = tableOf(data, sheet);
  byId('sheet').append(table);
  // Heights are those of the fonts that it is printed in.
  await document.fonts.ready;
  cutIntoPages(table, sheet);
}
byId('print').addEventListener('click', () => window.print());

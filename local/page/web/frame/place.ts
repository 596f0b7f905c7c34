// Where cells are drawn in the window.
import type { FWorksheet } from '@univerjs/sheets/facade';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The box of a cell, in pixels of the window, also of one that is scrolled out of sight. */
export function cellBox(sheet: FWorksheet, container: HTMLElement, row: number, column: number): Box {
  const at = sheet.getRange(row, column).getCellRect();
  const { x: left, y: top } = scrolledBy(sheet, row, column);
  const canvas = mainCanvas(container);
  return { x: canvas.x + at.x - left, y: canvas.y + at.y - top, width: at.width, height: at.height };
}

/**
 * The part of the window in which cells are drawn: without the headers, and without what lies over the canvas below.
 */
export function cellsArea(sheet: FWorksheet, container: HTMLElement): Box {
  const { x, y } = sheet.getRange(0, 0).getCellRect();
  const canvas = mainCanvas(container);
  const frame = container.querySelector('footer')?.getBoundingClientRect();
  const bottom = Math.min(canvas.bottom, frame?.top ?? canvas.bottom);
  return { x: canvas.x + x, y: canvas.y + y, width: canvas.width - x, height: bottom - canvas.y - y };
}

/** How far a cell is moved from its place in the unscrolled tab; frozen rows and columns stay. */
function scrolledBy(sheet: FWorksheet, row: number, column: number): { x: number; y: number } {
  const { sheetViewStartRow, sheetViewStartColumn, offsetX, offsetY } = sheet.getScrollState();
  const { startRow, startColumn } = sheet.getFreeze();
  const origin = sheet.getRange(Math.max(0, startRow), Math.max(0, startColumn)).getCellRect();
  const first = sheet
    .getRange(Math.max(0, startRow) + sheetViewStartRow, Math.max(0, startColumn) + sheetViewStartColumn)
    .getCellRect();
  return {
    x: column < startColumn ? 0 : first.x - origin.x + offsetX,
    y: row < startRow ? 0 : first.y - origin.y + offsetY,
  };
}

/** The grid's own canvas is the largest. */
function mainCanvas(container: HTMLElement): DOMRect {
  const boxes = [...container.querySelectorAll('canvas')].map(canvas => canvas.getBoundingClientRect());
  const [largest] = boxes.toSorted((a, b) => b.width * b.height - a.width * a.height);
  if (!largest) throw new Error('The grid is not drawn');
  return largest;
}

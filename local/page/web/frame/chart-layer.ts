// The charts of the tab that is shown, laid over the grid and moved with it. Clicks and the wheel go through to the
// cells.
import { type Chart, DEFAULT_CHART_SIZE } from '../../../workbook/chart.ts';

import { pictureOf } from '../../charts/picture.ts';
import { drawChart } from '../../charts/svg.ts';
import type { Grid } from '../grid/grid.ts';
import type { Mirror } from '../grid/mirror.ts';
import { element } from './element.ts';
import { cellBox, cellsArea } from './place.ts';

export class ChartLayer {
  readonly #grid: Grid;
  readonly #container: HTMLElement;
  readonly #mirror: () => Mirror;
  readonly #layer = element('div', { id: 'charts' });
  #shown: { chart: Chart; frame: HTMLElement; svg: string }[] = [];
  #waiting = false;

  constructor(grid: Grid, container: HTMLElement, mirror: () => Mirror) {
    this.#grid = grid;
    this.#container = container;
    this.#mirror = mirror;
    container.after(this.#layer);
    const { api } = grid;
    for (const event of [
      api.Event.Scroll,
      api.Event.ActiveSheetChanged,
      api.Event.SheetSkeletonChanged,
      api.Event.SheetZoomChanged,
    ])
      api.addEvent(event, () => this.refresh());
    new ResizeObserver(() => this.refresh()).observe(container);
  }

  /** Draws the charts as the workbook is now, with the next frame. */
  refresh(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      this.#draw();
    });
  }

  #draw(): void {
    const sheet = this.#grid.api.getActiveWorkbook()?.getActiveSheet();
    const { data } = this.#mirror();
    const charts = this.#mirror().sheet(this.#grid.activeSheetId())?.charts ?? [];
    this.#layer.hidden = charts.length === 0;
    const area = sheet && charts.length > 0 ? cellsArea(sheet, this.#container) : undefined;
    if (!sheet || !area) return;
    const frame = this.#layer.parentElement?.getBoundingClientRect() ?? { x: 0, y: 0 };
    place(this.#layer, { ...area, x: area.x - frame.x, y: area.y - frame.y });
    const shown = charts.map((chart, index) => {
      const { anchorCell, offsetXPixels = 0, offsetYPixels = 0, ...sizes } = chart.position.overlayPosition;
      const size = {
        width: sizes.widthPixels ?? DEFAULT_CHART_SIZE.width,
        height: sizes.heightPixels ?? DEFAULT_CHART_SIZE.height,
      };
      const svg = drawChart(pictureOf(data, chart), size);
      const before = this.#shown[index];
      const drawn = before ?? { chart, frame: element('div', { class: 'chart' }), svg: '' };
      if (drawn.svg !== svg) drawn.frame.innerHTML = svg;
      const zoom = sheet.getZoom();
      const at = cellBox(sheet, this.#container, anchorCell.rowIndex, anchorCell.columnIndex);
      const corner = { x: at.x - area.x + offsetXPixels * zoom, y: at.y - area.y + offsetYPixels * zoom };
      place(drawn.frame, { ...corner, width: size.width * zoom, height: size.height * zoom });
      return { ...drawn, chart, svg };
    });
    this.#shown = shown;
    this.#layer.replaceChildren(...shown.map(each => each.frame));
  }
}

function place(
  target: HTMLElement,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): void {
  Object.assign(target.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
}

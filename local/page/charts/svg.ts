// Draws a chart as SVG: title, axes with a quiet grid, columns, bars and lines, legend. Knows no workbook.
import type { Picture, PictureSeries } from './picture.ts';
import { type Scale, scaleOf } from './scale.ts';

interface Size {
  width: number;
  height: number;
}

/** The place of the figures inside the chart. */
interface Plot {
  left: number;
  top: number;
  width: number;
  height: number;
}

const FONT = 'Noto Sans SC, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif';
const INK = '#3c4043';
const MUTED = '#5f6368';
const GRID = '#e8eaed';
const TEXT = 11;
const TITLE = 14;

export function drawChart(picture: Picture, size: Size): string {
  const sideways = picture.series.some(({ kind }) => kind === 'bar');
  const body = sideways ? drawBars(picture, size) : drawColumns(picture, size);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}" role="img" aria-label="${escaped(picture.title)}" font-family="${FONT}">`,
    `<rect x="0.5" y="0.5" width="${size.width - 1}" height="${size.height - 1}" rx="4" fill="#fff" stroke="#dadce0"/>`,
    text(16, 26, picture.title, { size: TITLE, fill: INK, weight: 500 }),
    picture.labels.length > 0
      ? body
      : text(size.width / 2, size.height / 2, '暂无数据', { fill: MUTED, anchor: 'middle' }),
    picture.legend ? drawLegend(picture, size) : '',
    '</svg>',
  ].join('');
}

function drawColumns(picture: Picture, size: Size): string {
  const { labels, series, left, right } = picture;
  const valuesOf = (isRight: boolean) =>
    series
      .filter(each => each.right === isRight)
      .flatMap(each => each.values.filter(value => value !== null));
  const leftScale = scaleOf(valuesOf(false), left, 5);
  const rightScale = right && scaleOf(valuesOf(true), right, 5);
  const leftWidth = Math.max(...leftScale.steps.map(step => widthOf(left.show(step))));
  const rightWidth =
    right && rightScale ? Math.max(...rightScale.steps.map(step => widthOf(right.show(step)))) : 0;
  const plot: Plot = {
    left: 20 + leftWidth,
    top: 42,
    width: size.width - 36 - leftWidth - (rightWidth > 0 ? rightWidth + 8 : 0),
    height: size.height - 42 - (picture.legend ? 52 : 32),
  };
  const slot = plot.width / labels.length;
  const yOf = (scale: Scale, value: number) => plot.top + plot.height * (1 - scale.at(value));
  const columns = series.filter(({ kind }) => kind === 'column');
  const wide = Math.min(42, (slot * 0.68) / Math.max(1, columns.length));
  return [
    ...leftScale.steps.map(step => {
      const y = yOf(leftScale, step);
      return (
        line(plot.left, y, plot.left + plot.width, y) +
        text(plot.left - 8, y + 4, left.show(step), { fill: MUTED, anchor: 'end' })
      );
    }),
    ...(right && rightScale
      ? rightScale.steps.map(step =>
          text(plot.left + plot.width + 8, yOf(rightScale, step) + 4, right.show(step), { fill: MUTED }),
        )
      : []),
    ...columns.flatMap((each, at) => {
      const scale = each.right && rightScale ? rightScale : leftScale;
      return each.values.map((value, index) => {
        if (value === null) return '';
        const x = plot.left + slot * (index + 0.5) + wide * (at - columns.length / 2);
        const [top, bottom] = [yOf(scale, Math.max(value, 0)), yOf(scale, Math.max(scale.least, 0))];
        const place = { x: x + 1, y: top, width: wide - 2, height: bottom - top };
        return box(place, each, labels[index], each.texts[index]);
      });
    }),
    ...series
      .filter(({ kind }) => kind === 'line')
      .map(each => {
        const scale = each.right && rightScale ? rightScale : leftScale;
        return drawLine(
          each,
          labels,
          index => plot.left + slot * (index + 0.5),
          value => yOf(scale, value),
        );
      }),
    ...drawLabels(labels, slot, index => plot.left + slot * (index + 0.5), plot.top + plot.height + 17),
  ].join('');
}

/**
 * Names along the bottom: each cut to its place, and only every so many where there is no place for more than a few
 * letters.
 */
function drawLabels(
  labels: readonly string[],
  slot: number,
  xOf: (index: number) => number,
  y: number,
): string[] {
  const longest = Math.max(...labels.map(label => Math.min(widthOf(label), 5 * TEXT)));
  const every = Math.max(1, Math.ceil((longest + 6) / slot));
  return labels.map((label, index) =>
    index % every === 0
      ? text(xOf(index), y, cut(label, slot * every - 6), { fill: MUTED, anchor: 'middle', full: label })
      : '',
  );
}

function drawBars({ labels, series, left, legend }: Picture, size: Size): string {
  const scale = scaleOf(
    series.flatMap(each => each.values.filter(value => value !== null)),
    left,
    5,
  );
  const named = Math.min(Math.max(...labels.map(label => widthOf(label))), size.width * 0.3);
  const plot: Plot = {
    left: 20 + named,
    top: 40,
    width: size.width - 72 - named,
    height: size.height - 40 - (legend ? 52 : 32),
  };
  const slot = plot.height / labels.length;
  const thick = Math.min(26, (slot * 0.7) / series.length);
  const xOf = (value: number) => plot.left + plot.width * scale.at(value);
  return [
    ...scale.steps.map(step => {
      const x = xOf(step);
      return (
        line(x, plot.top, x, plot.top + plot.height) +
        text(x, plot.top + plot.height + 17, left.show(step), { fill: MUTED, anchor: 'middle' })
      );
    }),
    ...labels.map((label, index) =>
      text(plot.left - 8, plot.top + slot * (index + 0.5) + 4, cut(label, named), {
        fill: INK,
        anchor: 'end',
        full: label,
      }),
    ),
    ...series.flatMap((each, at) =>
      each.values.map((value, index) => {
        if (value === null) return '';
        const y = plot.top + slot * (index + 0.5) + thick * (at - series.length / 2);
        const [from, to] = [xOf(Math.max(scale.least, 0)), xOf(value)];
        const place = { x: from, y: y + 1, width: to - from, height: thick - 2 };
        return (
          box(place, each, labels[index], each.texts[index]) +
          text(to + 5, y + thick / 2 + 4, each.texts[index] ?? '', { fill: MUTED })
        );
      }),
    ),
  ].join('');
}

/** A line that breaks where there is no figure. */
function drawLine(
  { values, texts, colour, name }: PictureSeries,
  labels: readonly string[],
  xOf: (index: number) => number,
  yOf: (value: number) => number,
): string {
  let pen = 'M';
  const path = values.map((value, index) => {
    if (value === null) {
      pen = 'M';
      return '';
    }
    const step = `${pen}${round(xOf(index))} ${round(yOf(value))}`;
    pen = 'L';
    return step;
  });
  const dots = values.map((value, index) =>
    value === null
      ? ''
      : `<circle cx="${round(xOf(index))}" cy="${round(yOf(value))}" r="3.5" fill="${colour}">${hint(labels[index], name, texts[index])}</circle>`,
  );
  return `<path d="${path.join('')}" fill="none" stroke="${colour}" stroke-width="2" stroke-linejoin="round"/>${dots.join('')}`;
}

function drawLegend({ series }: Picture, { width, height }: Size): string {
  const widths = series.map(({ name }) => widthOf(name) + 30);
  let x = (width - widths.reduce((sum, each) => sum + each, 0)) / 2;
  return series
    .map(({ name, colour, kind }, index) => {
      const mark =
        kind === 'line'
          ? `<path d="M${round(x)} ${height - 15}h12" stroke="${colour}" stroke-width="2"/>`
          : `<rect x="${round(x)}" y="${height - 20}" width="10" height="10" rx="2" fill="${colour}"/>`;
      const drawn = mark + text(x + 16, height - 11, name, { fill: INK });
      x += widths[index] ?? 0;
      return drawn;
    })
    .join('');
}

function box(
  { x, y, width, height }: Size & { x: number; y: number },
  series: PictureSeries,
  label = '',
  value = '',
): string {
  const sizes = `x="${round(x)}" y="${round(y)}" width="${round(Math.max(0, width))}" height="${round(Math.max(0, height))}"`;
  return `<rect ${sizes} rx="1.5" fill="${series.colour}">${hint(label, series.name, value)}</rect>`;
}

const hint = (label = '', name = '', value = '') =>
  `<title>${escaped([label, name, value].filter(Boolean).join(' '))}</title>`;

const line = (x1: number, y1: number, x2: number, y2: number) =>
  `<path d="M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}" stroke="${GRID}"/>`;

interface TextStyle {
  fill: string;
  size?: number;
  weight?: number;
  anchor?: 'middle' | 'end';
  /** The text before it was cut. */
  full?: string;
}

function text(x: number, y: number, content: string, style: TextStyle): string {
  const { fill, size = TEXT, weight = 400, anchor = 'start', full = content } = style;
  const title = full === content ? '' : `<title>${escaped(full)}</title>`;
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${escaped(content)}${title}</text>`;
}

/** About how wide a text is: a Chinese character is as wide as it is high, others are about half. */
function widthOf(content: string): number {
  return [...content].reduce((sum, letter) => sum + (letter > '\u2e80' ? TEXT : TEXT * 0.58), 0);
}

function cut(content: string, width: number): string {
  if (widthOf(content) <= width) return content;
  const letters = [...content];
  while (letters.length > 1 && widthOf(`${letters.join('')}…`) > width) letters.pop();
  return `${letters.join('')}…`;
}

const round = (value: number) => Math.round(value * 10) / 10;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (content: string) => content.replaceAll(/[&<>"]/g, letter => ENTITIES[letter] ?? letter);

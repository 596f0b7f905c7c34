import { describe, expect, it } from 'vitest';
import { PAPER, paginate } from '../../local/page/print-pages.ts';

const ROW = 20;
const tab = (count: number, given: Partial<Parameters<typeof paginate>[0]> = {}) => ({
  width: PAPER.landscape.width,
  heights: Array.from({ length: count }, () => ROW),
  head: 0,
  keepsWithNext: () => false,
  charts: [],
  ...given,
});
const ACROSS = Math.floor(PAPER.landscape.height / ROW);

describe('a printed tab', () => {
  it('stands across on up to four pages, and upright and smaller where it would take more', () => {
    expect(paginate(tab(4 * ACROSS))).toMatchObject({ orientation: 'landscape', zoom: 1 });
    const tall = paginate(tab(4 * ACROSS + 1));
    expect(tall.orientation).toBe('portrait');
    expect(tall.zoom).toBeCloseTo(PAPER.portrait.width / PAPER.landscape.width);
    expect(tall.breaks.size).toBe(1);
  });

  it('begins a page where the next row has no room, and is never made larger', () => {
    expect([...paginate(tab(ACROSS + 1)).breaks]).toEqual([ACROSS]);
    expect(paginate(tab(ACROSS, { width: 100 }))).toEqual({
      orientation: 'landscape',
      zoom: 1,
      breaks: new Set(),
    });
  });

  it('has the head of the table on each page, and its room', () => {
    expect([...paginate(tab(2 * ACROSS, { head: 1 })).breaks]).toEqual([ACROSS, 2 * ACROSS - 1]);
  });

  it.each([
    ['a headline with its table', { keepsWithNext: (row: number) => row === ACROSS - 1 }],
    ['a chart whole', { charts: [{ from: ACROSS - 1, to: ACROSS + 3 }] }],
    [
      'a chart with the headline above it',
      {
        charts: [{ from: ACROSS - 1, to: ACROSS + 3 }],
        keepsWithNext: (row: number) => row === ACROSS - 2,
      },
    ],
  ])('keeps %s on one page', (_, given) => {
    const [first] = paginate(tab(ACROSS + 10, given)).breaks;
    expect(first).toBe('keepsWithNext' in given && 'charts' in given ? ACROSS - 2 : ACROSS - 1);
  });

  it('does not wait for room that no page has', () => {
    const whole = paginate(tab(3 * ACROSS, { keepsWithNext: () => true }));
    expect(whole.breaks.size).toBe(0);
  });
});

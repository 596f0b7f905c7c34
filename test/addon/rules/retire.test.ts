// Which closed rows leave their tab, when, and what stays with its reason.
import { describe, expect, it } from 'vitest';
import type { RetiredAnswer } from '../../../functions/src/contract/contract.ts';
import { nowMs } from '../../../sheets-addon/src/platform/clock.ts';
import type { CellContent, Spreadsheet } from '../../../sheets-addon/src/platform/platform.ts';
import { type Flight, noFlight } from '../../../sheets-addon/src/sync/keys/flight-entry.ts';
import { missingKeys, noteKnown } from '../../../sheets-addon/src/sync/keys/known.ts';
import {
  type Retiring,
  recallRetiring,
  recallStaying,
  rememberRetiring,
  rememberStaying,
} from '../../../sheets-addon/src/sync/memory.ts';
import { retire } from '../../../sheets-addon/src/sync/retire.ts';
import { DESK } from '../../fixtures/addon/case-book.ts';
import { withOnly } from '../../fixtures/with-only.ts';
import { answeredLine, lineOf, openedTab, placeOf, showing } from './opened-tab.ts';
import { scriptHere } from './script-here.ts';
import { sheetHere } from './sheet-here.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NEVER = 9e15;
/** A time of an hour that is long to come. */
const LATER = HOUR_MS * 2_000_000_000;
const plain = openedTab();
const SHEET = String(DESK.tables[0]?.sheetId);

const keyOf = (row: number): string => `key-${String(row).padStart(5, '0')}`;
/** The record in row `n` as it was answered there. */
const saved = (n: number, cells: Record<string, CellContent> = {}): CellContent[] =>
  answeredLine(plain, 'v1', { 编号: `C-${n}`, 行键: keyOf(n), 客户姓名: `客户${n}`, ...cells }, n);
const told = (...rows: number[]): RetiredAnswer['rows'] =>
  rows.map(row => ({ table: 'cases', key: keyOf(row), base: 'v1' }));

interface About {
  known?: Partial<Retiring>;
  staying?: [string, number][];
  flight?: Partial<Flight>;
  rows?: RetiredAnswer['rows'];
  more?: boolean;
  isAway?: true;
  notes?: [row: number, label: string, note: string][];
}

function retired(lines: CellContent[][], about: About = {}) {
  const { known = {}, staying = [], flight = {}, rows = [], more = false, isAway, notes = [] } = about;
  const here = scriptHere();
  rememberRetiring({ cursor: 'c1', nextAt: 0, out: {}, startOverAt: 0, ...known });
  rememberStaying(new Map(staying));
  noteKnown(
    'cases',
    lines.map((_, index) => keyOf(index + 2)),
  );
  here.cache.set('flights', JSON.stringify({ ...noFlight(), ...flight }));
  const sheet = sheetHere(...lines);
  for (const [row, label, note] of notes) sheet.cell(row, placeOf(label)).note = note;
  here.answer = () =>
    isAway
      ? { status: 500, body: {} }
      : { body: { cursor: 'c2', rows, days: 90, more } satisfies RetiredAnswer };
  const spreadsheet = withOnly<Spreadsheet>({
    getSheetById: () => sheet.tab.sheet,
    getSpreadsheetTimeZone: () => DESK.timeZone,
  });
  const began = nowMs();
  retire(spreadsheet, DESK);
  const after = recallRetiring();
  return {
    asked: here.asked.map(({ body }) => body),
    deleted: sheet.writes.filter(each => each.startsWith('delete')),
    note: sheet.cell(1, placeOf('编号')).note,
    after,
    /** In how many days it goes on, about. */
    inDays: Math.round((after.nextAt - began) / DAY_MS),
    stayDays: [...recallStaying()].map(([key, at]) => [key, Math.round((at - began) / DAY_MS)]),
    watched: missingKeys('cases', new Set()),
  };
}

describe('the service is asked', () => {
  it.each<[string, About, unknown[]]>([
    ['from where it was left', {}, [{ after: 'c1', keys: [] }]],
    ['not before its time', { known: { nextAt: NEVER } }, []],
    ['from the beginning after a month', { known: { startOverAt: 1 } }, [{ after: '', keys: [] }]],
    ['not from there before', { known: { startOverAt: NEVER } }, [{ after: 'c1', keys: [] }]],
    [
      'about rows that had to stay and may go by now',
      {
        staying: [
          ['due-0000', HOUR_MS],
          ['late-0000', LATER],
        ],
      },
      [{ after: 'c1', keys: ['due-0000'] }],
    ],
  ])('%s', (_, about, asked) => {
    expect(retired([saved(2)], about).asked).toEqual(asked);
  });
});

describe('rows that the service tells of', () => {
  it('go from below, each run at once, and are missed by nobody', () => {
    const { deleted, after, inDays, note, watched } = retired(
      [2, 3, 4, 5, 6].map(n => saved(n)),
      { rows: told(2, 3, 5) },
    );
    expect(deleted).toEqual(['delete 5,1', 'delete 2,2']);
    expect(after).toMatchObject({ cursor: 'c2', out: { [SHEET]: 3 } });
    expect([inDays, watched]).toEqual([1, [keyOf(4), keyOf(6)]]);
    expect(note).toMatch(/^【已移出】本表有 3 行已关闭满 90 天/);
    expect(note).not.toContain('仍留着');
  });

  it('are added to those that are out already, and looked for anew in a month', () => {
    const { after } = retired([saved(2)], { rows: told(2), known: { out: { [SHEET]: 4 } } });
    expect(after.out).toEqual({ [SHEET]: 5 });
    expect(Math.round((after.startOverAt - nowMs()) / DAY_MS)).toBe(30);
    const later = retired([saved(2)], { rows: told(2), known: { startOverAt: LATER } });
    expect(later.after.startOverAt).toBe(LATER);
  });

  it('and are more than were told at once go on soon', () => {
    expect(retired([saved(2)], { rows: told(2), more: true }).inDays).toBe(0);
  });

  it('and are of no tab, or in none, say nothing', () => {
    const other = told(2).map(row => ({ ...row, table: 'other' }));
    expect(retired([saved(2)], { rows: other })).toMatchObject({ deleted: [], note: '', inDays: 1 });
    expect(retired([saved(2)], { rows: told(9) })).toMatchObject({
      deleted: [],
      note: '',
      after: { cursor: 'c2' },
    });
  });

  it.each([
    [59, 59, 'c2', 1],
    [60, 60, 'c1', 0],
    [61, 60, 'c1', 0],
  ])('in %d blocks go %d at a time', (blocks, gone, cursor, inDays) => {
    const lines = Array.from({ length: 2 * blocks }, (_, index) => saved(index + 2));
    const rows = told(...Array.from({ length: blocks }, (_, index) => 2 * index + 2));
    const found = retired(lines, { rows });
    expect([found.deleted.length, found.after.cursor, found.inDays]).toEqual([gone, cursor, inDays]);
    expect(found.after.out).toEqual({ [SHEET]: gone });
  });

  it.each<[string, CellContent[], About, boolean]>([
    [
      'of another version',
      showing(saved(2), { 版本: String(saved(2)[plain.tie.base - 1]).replace('v1', 'v9') }),
      {},
      true,
    ],
    ['with a text that nobody has heard of', showing(saved(2), { 客户姓名: '王芳' }), {}, true],
    ['that waits', showing(saved(2), { 同步状态: '待同步' }), {}, true],
    ['with something in a column of people’s own', showing(saved(2), { 自己的备注: '急' }), {}, true],
    ['with a note of people’s own', saved(2), { notes: [[2, '客户姓名', '急']] }, true],
    ['with a note of ours', saved(2), { notes: [[2, '客户姓名', '【服务台】\n· 说明：有']] }, false],
    ['that was put back a while ago', saved(2), { staying: [[keyOf(2), HOUR_MS]] }, false],
  ])('%s stays a day: %s', (_, line, about, stays) => {
    const found = retired([line, saved(3)], { rows: told(2), ...about });
    expect([found.deleted.length, found.stayDays]).toEqual(stays ? [0, [[keyOf(2), 1]]] : [1, []]);
    expect(found.note.includes('另有 1 行')).toBe(stays);
  });

  it('of which there are copies stay', () => {
    expect(retired([saved(2), saved(2)], { rows: told(2) }).deleted).toEqual([]);
  });

  it('that were put back lately stay as long as that was said', () => {
    const found = retired([saved(2), lineOf({})], { rows: told(2), staying: [[keyOf(2), LATER]] });
    expect([found.deleted, found.note, found.stayDays.length]).toEqual([[], '', 1]);
  });
});

describe('where somebody types', () => {
  const busy = { heardAt: NEVER };

  it('nothing goes, and it is counted from then on', () => {
    const { deleted, after, inDays } = retired([saved(2)], { rows: told(2), flight: busy });
    expect([deleted, after.cursor, inDays, after.nextAt > 0]).toEqual([[], 'c1', 0, true]);
  });

  it.each([
    ['for two days it goes all the same', 2 * DAY_MS + HOUR_MS, 1],
    ['for less nothing goes', 2 * DAY_MS - HOUR_MS, 0],
  ])('%s', (_, sinceMs, gone) => {
    const known = { nextAt: nowMs() - sinceMs };
    const { deleted, after } = retired([saved(2)], { rows: told(2), flight: busy, known });
    expect(deleted).toHaveLength(gone);
    expect(after.nextAt === known.nextAt).toBe(gone === 0);
  });
});

it('where the service is away all is as it was', () => {
  const { deleted, after } = retired([saved(2)], { isAway: true });
  expect([deleted, after]).toEqual([[], { cursor: 'c1', nextAt: 0, out: {}, startOverAt: 0 }]);
});

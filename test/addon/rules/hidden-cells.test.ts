// A contact that is hidden in part in a row that was never saved, or whole in one that was: what that tells of cells
// that have changed places.
import { describe, expect, it } from 'vitest';
import type { CellContent } from '../../../sheets-addon/src/platform/platform.ts';
import {
  hiddenAstray,
  mayBeAstray,
  shownHidden,
  shownWhole,
  wholeUntold,
} from '../../../sheets-addon/src/sync/keys/hidden-cells.ts';
import { answeredLine, lineOf, openedTab, placeOf, tabWith } from './opened-tab.ts';

const tab = openedTab();
const WHOLE = '13812345678';
const HIDDEN = '138****5678';
const OTHERS = '139****0009';

/** A saved row that shows another contact than was answered. */
const changed = (contact: string): CellContent[] => {
  const line = answeredLine(tab, 'v1', { 联系方式: OTHERS });
  line[placeOf('联系方式') - 1] = contact;
  return line;
};
const fresh = (contact: string) => lineOf({ 客户姓名: '李明', 联系方式: contact });
const saved = (contact: string) => answeredLine(tab, 'v1', { 联系方式: contact });
/** A copied row that is as it was answered. */
const copied = (contact: string) => answeredLine(tab, 'copy:key-00009', { 联系方式: contact });

const typedInto = (line: CellContent[]): CellContent[] => {
  const typed = [...line];
  typed[placeOf('客户姓名') - 1] = '王芳';
  return typed;
};

describe('a row shows a contact', () => {
  it.each([
    ['whole where it was saved and changed since', changed(WHOLE), ['phone'], []],
    ['hidden where it was saved and changed: nothing', changed(HIDDEN), [], []],
    ['no more where it was cleared: nothing', changed(''), [], []],
    ['whole as it was answered: nothing', saved(WHOLE), [], []],
    ['whole in a new row: nothing', fresh(WHOLE), [], []],
    ['hidden in a new row', fresh(HIDDEN), [], ['phone']],
    ['hidden as it was answered: nothing', saved(HIDDEN), [], []],
  ])('%s', (_, line, whole, hidden) => {
    expect([shownWhole(tab, line), shownHidden(tab, line)]).toEqual([whole, hidden]);
  });
});

describe('cells have changed places with a new row’s', () => {
  it.each([
    [
      'where one shows what is hidden, and a saved one something whole',
      [fresh(HIDDEN), changed(WHOLE)],
      true,
    ],
    ['not where no saved row shows anything whole', [fresh(HIDDEN), saved(OTHERS)], false],
    ['not where the new row shows its own', [fresh('13700000001'), changed(WHOLE)], false],
    ['but of a copy that was typed into', [typedInto(copied(HIDDEN)), changed(WHOLE)], true],
    ['and of a sample', [answeredLine(tab, 'sample', { 联系方式: HIDDEN }), changed(WHOLE)], true],
    ['not where a saved row shows the same', [fresh(HIDDEN), saved(HIDDEN), changed(WHOLE)], false],
    [
      'but where other rows show the same that are no records',
      [fresh(HIDDEN), fresh(HIDDEN), changed(WHOLE)],
      true,
    ],
    ['not of a copy that is as it was answered', [copied(HIDDEN), changed(WHOLE)], false],
  ])('%s', (_, lines, isAstray) => {
    const read = new Map(lines.map((line, index) => [index + 2, line]));
    expect([...hiddenAstray(tab, read)]).toEqual(isAstray ? ['phone'] : []);
  });
});

describe('that cells may have changed places', () => {
  const both = tabWith(fresh(HIDDEN), saved(OTHERS), changed(WHOLE));
  it.each([
    ['tell a new row and a saved one', both, ['phone'], true],
    ['is asked of the columns that show something', both, [], false],
    ['is not told by a new row alone', tabWith(fresh(HIDDEN), saved(OTHERS)), ['phone'], false],
    ['is not told by a saved one alone', tabWith(fresh(WHOLE), changed(WHOLE)), ['phone'], false],
    ['is asked of hidden columns alone', both, ['name'], false],
  ])('%s', (_, of, shown, expected) => {
    expect(mayBeAstray(of, shown)).toBe(expected);
  });
});

it('one of several hidden columns tells it', () => {
  const both = tabWith(fresh(HIDDEN), saved(OTHERS), changed(WHOLE));
  const hidden = both.columns.map(column =>
    column.key === 'name' ? { ...column, hidden: true as const } : column,
  );
  expect(mayBeAstray({ ...both, columns: hidden }, ['name', 'phone'])).toBe(true);
});

describe('what has changed on the way is whole and untold', () => {
  it.each([
    ['where no event tells of it', ['phone'], WHOLE, [], ['phone']],
    ['not where one does', ['phone'], WHOLE, ['phone'], []],
    ['not where it has not changed', ['name'], WHOLE, [], []],
    ['not where it is hidden', ['phone'], HIDDEN, [], []],
    ['not where it was cleared', ['phone'], null, [], []],
  ])('%s', (_, columns, phone, told, found) => {
    expect(wholeUntold(tab, columns, { name: '李明', phone }, told)).toEqual(found);
  });
});

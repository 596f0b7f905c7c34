// Our part of a cell's note, and the colours that we give: people's own stay.
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../../functions/src/contract/contract.ts';
import { withoutMarks } from '../../../../sheets-addon/src/sheet/marks.ts';
import {
  backgroundWith,
  noteWith,
  noteWithLine,
  PROBLEM_COLOURS,
  remarksIn,
  tintWith,
} from '../../../../sheets-addon/src/sheet/notes.ts';

const told = (severity: Problem['severity'], message = '数量必须是数字'): Problem => ({
  column: null,
  code: 'told',
  severity,
  message,
});
const OURS = '【服务台】\n· 错误：数量必须是数字';

describe('a note', () => {
  it.each<[string, string, Problem[], string]>([
    ['of nobody’s gets ours', '', [told('error')], OURS],
    ['of nobody’s without anything to say stays blank', '', [], ''],
    ['of a person’s has ours behind it', '下午再打', [told('error')], `下午再打\n${OURS}`],
    ['of a person’s stays without ours', '下午再打', [], '下午再打'],
    ['has ours anew', OURS, [told('warning', '快到期了')], '【服务台】\n· 提醒：快到期了'],
    ['of ours alone is gone', OURS, [], ''],
    ['of ours without a line keeps what stands behind', '【服务台】\n自己的', [], '自己的'],
    ['keeps what stands before ours and behind it', `先\n${OURS}\n后\n· 再`, [], '先\n后\n· 再'],
    ['keeps it before ours', `先\n${OURS}\n后`, [told('error')], `先\n后\n${OURS}`],
    ['has a problem of several lines on one', '', [told('info', '一\n  二')], '【服务台】\n· 说明：一；二'],
    [
      'has a line for each problem',
      '',
      [told('error', '一'), told('info', '二')],
      '【服务台】\n· 错误：一\n· 说明：二',
    ],
  ])('%s', (_, note, problems, expected) => {
    expect(noteWith(note, problems)).toBe(expected);
  });

  it.each([
    ['', []],
    ['下午再打\n· 一', []],
    [OURS, ['错误：数量必须是数字']],
    [`· 零\n${OURS}\n· 提醒：二\n后`, ['错误：数量必须是数字', '提醒：二']],
  ])('%j tells of ours %j', (note, remarks) => {
    expect(remarksIn(note)).toEqual(remarks);
  });

  it.each([
    ['is that line alone where there was none', '', '三行', '【已移出】三行'],
    ['has it behind a person’s', '自己的', '三行', '自己的\n【已移出】三行'],
    ['has it once', '【已移出】两行\n自己的', '三行', '自己的\n【已移出】三行'],
    ['has it no more', '自己的\n【已移出】两行', '', '自己的'],
    ['stays blank without it', '', '', ''],
  ])('with a line under a heading %s', (_, note, text, expected) => {
    expect(noteWithLine(note, '【已移出】', text)).toBe(expected);
  });
});

describe('the colour', () => {
  const OWN = '#00ff00';
  const { error, warning } = PROBLEM_COLOURS;
  const TINT = '#f8f9fa';

  it.each<[string, Problem['severity'][], string | null]>([
    [OWN, [], OWN],
    [OWN, ['info'], OWN],
    [OWN, ['warning'], warning],
    [OWN, ['error'], error],
    [OWN, ['warning', 'error', 'info'], error],
    [OWN, ['info', 'warning'], warning],
    ['#FFFFFF', [], null],
    [error.toUpperCase(), [], null],
    [warning, [], null],
  ])('of a staff cell of %s with %j is %s', (background, severities, expected) => {
    expect(
      backgroundWith(
        background,
        severities.map(each => told(each)),
      ),
    ).toBe(expected);
  });

  it.each<[string, Problem['severity'][], string | null]>([
    [OWN, [], OWN],
    [OWN, ['info'], OWN],
    [OWN, ['info', 'warning'], error],
    [OWN, ['error'], error],
    [error, [], TINT],
    [warning.toUpperCase(), ['info'], TINT],
    ['#FFFFFF', [], null],
  ])('of a cell of the system’s of %s with %j is %s', (background, severities, expected) => {
    expect(
      tintWith(
        background,
        severities.map(each => told(each)),
        TINT,
      ),
    ).toBe(expected);
  });

  it.each([
    ['#D9EAD3', null],
    ['#fff2cc', null],
    [error, null],
    ['#ffffff', null],
    [OWN, OWN],
  ])('%s is %s in a row that is no record yet', (background, expected) => {
    expect(withoutMarks(background)).toBe(expected);
  });
});

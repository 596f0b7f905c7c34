// Sentences that say how many: none where there is nothing, and no number that is not so.
import { describe, expect, test } from 'vitest';
import { TEXTS } from '../../../../sheets-addon/src/texts.ts';
import { FIND_TEXTS } from '../../../../sheets-addon/src/texts-of-finding.ts';
import { SAMPLE_TEXTS } from '../../../../sheets-addon/src/texts-of-samples.ts';

const numbers = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

test.each([
  ['nothing was sent', TEXTS.takenOver(0, 0), '自动同步已由您的帐号负责。'],
  ['one was sent', TEXTS.takenOver(1, 0), '自动同步已由您的帐号负责。补发了 1 行。'],
  [
    'one is left',
    TEXTS.takenOver(0, 1),
    '自动同步已由您的帐号负责。还有 1 行没有同步成功，稍后会自动重新发送。',
  ],
  ['nothing is new', TEXTS.refreshed(0), '已刷新，没有新的变化。'],
  ['one is new', TEXTS.refreshed(1), '已刷新，更新了 1 行。'],
  ['none waited', TEXTS.resent(0, 0), '没有等待同步的行。'],
  ['one was sent again', TEXTS.resent(1, 0), '已重新发送 1 行。'],
  ['one waits on', TEXTS.resent(0, 1), '已重新发送 0 行，还有 1 行没有同步成功。'],
  ['no notice was left', TEXTS.noticesResent(0), '没有未送达的通知。'],
  ['one notice goes again', TEXTS.noticesResent(1), '1 条通知正在重新发送。'],
  ['rows are about to be saved', TEXTS.progress(0, 300), '正在保存 300 行，请稍候。'],
  ['one of them is', TEXTS.progress(1, 300), '已处理 1 行，共 300 行。'],
  ['one is found', FIND_TEXTS.found(1, 0, [], false), '找到 1 条，光标在第一条上。'],
  ['two are found', FIND_TEXTS.found(2, 0, ['A'], false), '找到 2 条，光标在第一条上。其余：A。'],
  [
    'three are, one of them not named',
    FIND_TEXTS.found(3, 0, ['A'], false),
    '找到 3 条，光标在第一条上。其余：A 等。',
  ],
  [
    'one is put back, and there is more',
    FIND_TEXTS.found(1, 1, [], true),
    '找到 1 条，光标在第一条上。还有更早的：再加一个词，可以找得更准。1 条不在表中，已放回表的末尾，至少留 30 天。',
  ],
  ['no sample was there', SAMPLE_TEXTS.removed(0, 0), '没有移除示例行。'],
  ['one sample is gone', SAMPLE_TEXTS.removed(1, 0), '已移除 1 行示例。'],
  [
    'one sample stays',
    SAMPLE_TEXTS.removed(0, 1),
    '没有移除示例行。留下 1 行：改动过，或者批注、自己加的列里有内容。',
  ],
])('it is said that %s', (_, said, expected) => {
  expect(said).toBe(expected);
});

describe('of many rows the first are named', () => {
  test.each([
    [10, '“个案”第 1、2、3、4、5、6、7、8、9、10 行没有保存，写不进去：'],
    [11, '“个案”第 1、2、3、4、5、6、7、8、9、10 行等 11 行没有保存，写不进去：'],
  ])('%d that cannot be written', (rows, start) => {
    expect(TEXTS.unwritable('个案', numbers(rows), false, 'me').startsWith(start)).toBe(true);
    expect(TEXTS.unwritable('个案', numbers(rows), true, 'me')).not.toContain('没有保存');
  });

  test.each([
    [10, '有 10 行示例改动过：1、2、3、4、5、6、7、8、9、10。也一并移除吗？'],
    [11, '有 11 行示例改动过：1、2、3、4、5、6、7、8、9、10 等。也一并移除吗？'],
  ])('%d samples that were changed', (rows, start) => {
    expect(SAMPLE_TEXTS.changed(numbers(rows).map(String)).startsWith(start)).toBe(true);
  });

  test.each([
    [0, [], '表中少了 0 行，但记录还在服务台，'],
    [1, ['个案 C-1'], '表中少了 1 行，但记录还在服务台：个案 C-1，'],
    [2, ['个案 C-1'], '表中少了 2 行，但记录还在服务台：个案 C-1 等，'],
  ])('%d that were removed', (rows, named, start) => {
    expect(TEXTS.rowsRemoved(rows, named).startsWith(start)).toBe(true);
  });
});

test.each([
  [0, false],
  [1, true],
])('of %d rows that stay in a tab though they are old it is told: %s', (stay, isTold) => {
  expect(TEXTS.retired(3, stay, 90).includes('仍留着')).toBe(isTold);
});

test.each([
  ['Exception: You are trying to edit a protected cell or object.', '保护范围'],
  ['The data violates the data validation rules', '数据验证'],
  ['Service invoked too many times', '限额'],
  ['Exceeded maximum execution time', '运行太久'],
  ['Authorization is required', '没有授权'],
  ['TypeError: x is not a function', '请再试一次；总是这样时，请告诉管理员'],
  ['这一页有公式', '这一页有公式'],
])('%s: it is said in Chinese', (message, words) => {
  expect(TEXTS.failed(message)).toContain(words);
  expect(TEXTS.failed(message)).toMatch(/^出错了：[^a-z]+(?:Google[^a-z]+)?$/i);
});

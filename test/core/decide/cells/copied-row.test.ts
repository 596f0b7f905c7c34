// What a row takes along from the one that it was copied from, and what stays there.
import { expect, it } from 'vitest';
import { copiedCells, originalOf } from '../../../../functions/src/core/decide/copied-row.ts';
import type { Cell } from '../../../../functions/src/core/schema/column.ts';
import { hotline } from '../../../../functions/src/core/tables/hotline.ts';
import { recordOf } from '../../../fixtures/core/record-fixture.ts';

const CELLS = {
  customer: '李*',
  contact: '138****5678',
  description: '请打138****5678',
  request: '换新',
  handler: '李伟',
  urgency: '高',
  resolution: '已换',
  withdrawn: '作废',
};
const FULL: Record<string, Cell> = {
  customer: '李小明',
  contact: '13812345678',
  description: '请打13812345678',
};
const original = recordOf('hotline', { cells: CELLS, proposed: { handler: '李伟', urgency: '中' } });
const copied = (sent: Record<string, unknown>, full = FULL) =>
  copiedCells(hotline, sent, original, key => full[key] ?? null);

it('an unchanged copy holds in full what is masked, leaves the course behind, and proposes anew', () => {
  expect(copied(CELLS)).toEqual({
    cells: { ...CELLS, ...FULL, handler: null, resolution: null, withdrawn: null },
    left: ['解决方案/处理结果', '作废'],
    anew: ['handler'],
  });
});

it.each<[string, Record<string, unknown>]>([
  [
    'what was typed anew',
    { customer: '王大明', contact: '13900001111', handler: '吴昊', resolution: '未换' },
  ],
  ['what the original had blank', { remark: '急' }],
  ['nothing', {}],
])('%s stays as it was sent', (_, sent) => {
  expect(copied(sent)).toEqual({ cells: sent, left: [], anew: [] });
});

it('a text that is kept of something else is taken as it is shown', () => {
  const { cells } = copied(CELLS, { ...FULL, description: '别的话' });
  expect(cells['description']).toBe(CELLS.description);
  expect(copied({ contact: CELLS.contact }, {}).cells).toEqual({ contact: null });
});

it.each([
  ['copy:row-1234', 'row-1234'],
  ['copy:12345678', '12345678'],
  ['copy:1234567', undefined],
  [`copy:${'a'.repeat(64)}`, 'a'.repeat(64)],
  [`copy:${'a'.repeat(65)}`, undefined],
  ['copy:-row-1234', undefined],
  ['row-1234', undefined],
  ['', undefined],
])('the base %s is of the original %s', (base, key) => {
  expect(originalOf(base)).toBe(key);
});

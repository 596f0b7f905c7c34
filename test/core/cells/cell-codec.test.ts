import { describe, expect, it } from 'vitest';
import { showCell, toWire, wireOf } from '../../../functions/src/core/cells/cell-codec.ts';
import type { Column } from '../../../functions/src/core/schema/column.ts';
import { at, hotline, ZONE } from '../../fixtures/core/desk-fixture.ts';

const column = (key: string) => hotline.columns.find(each => each.key === key) as Column;

describe('a value in a sentence', () => {
  it.each([
    [null, '空白'],
    ['', '空白'],
    [5, '5'],
    [at('2026-11-20 15:00'), '2026-11-20 15:00'],
    ['x'.repeat(60), 'x'.repeat(60)],
    ['😀'.repeat(61), `${'😀'.repeat(60)}…`],
  ])('%j is shown as %s', (cell, shown) => {
    expect(showCell(cell, ZONE)).toBe(shown);
  });
});

describe('a value on its way to the sheet', () => {
  it('times go as ISO 8601 in UTC, everything else as it is', () => {
    expect(toWire(column('calledAt'), at('2023-10-01 14:30'))).toBe('2023-10-01T06:30:00.000Z');
    expect(toWire(column('dueAt'), null)).toBeNull();
    expect(toWire(column('order'), '=1+1')).toBe('=1+1');
  });

  it.each([
    ['calledAt', 'time'],
    ['assignedAt', 'time'],
    ['dueAt', 'time'],
    ['state', 'text'],
    ['number', 'text'],
    ['contact', 'text'],
  ])('%s goes as %s', (key, wire) => {
    expect(wireOf(column(key))).toBe(wire);
  });
});

// What the summaries count by a column that a workspace has appended, from the day on that it is to be counted.

import { describe, expect, test } from 'vitest';
import { redecide } from '../../../functions/src/core/decide/decide.ts';
import type { DeskContext } from '../../../functions/src/core/desk/desk.ts';
import { figureChange, figuresOf } from '../../../functions/src/core/figures/count.ts';
import { addFigures, OPEN } from '../../../functions/src/core/figures/figures.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { Book } from '../../fixtures/core/book.ts';
import { by, CALL, CLOSING, hotline, ZONE } from '../../fixtures/core/desk-fixture.ts';
import { deskWith, fail, NOW, REGION, tableOf } from '../../fixtures/core/workspace-desk.ts';

describe('a column that is counted', () => {
  const counted = deskWith(['热线记录·安装地区', '选项：华东、华南；统计']);
  const plain = deskWith(['热线记录·安装地区', '选项：华东、华南']);
  const inOpen = (figures: ReturnType<typeof figuresOf>) =>
    Object.entries(figures[OPEN] ?? {}).filter(([key]) => key.includes(REGION));

  test('is a dimension of its table', () => {
    expect(tableOf(counted).dimensions).toEqual([...hotline.dimensions, { name: REGION, column: REGION }]);
    expect(tableOf(plain).dimensions).toEqual(hotline.dimensions);
    const book = new Book(tableOf(counted), counted);
    const { change } = book.submit({ cells: { ...CALL, [REGION]: '华东' } }, by('limin'), NOW);
    expect(inOpen(change)).toEqual([[`hotline/open/${REGION}/华东`, 1]]);
  });

  test('however long its texts are: a key of the figures has to fit into the database', () => {
    const desk = deskWith(['热线记录·安装地区', '文本；统计']);
    const book = new Book(tableOf(desk), desk);
    const cells = { ...CALL, [REGION]: '长'.repeat(40_000) };
    const { change, record } = book.submit({ cells }, by('limin'), NOW);
    expect(record?.cells[REGION]).toHaveLength(40_000);
    expect(inOpen(change)).toEqual([[`hotline/open/${REGION}/${'长'.repeat(100)}`, 1]]);
  });

  test('from some day on, or no longer: the figures are what a recount gives at any moment', () => {
    const book = new Book(tableOf(plain), plain);
    let sum = {};
    const submit = (desk: DeskContext, cells: Cells) => {
      const turn = new Book(tableOf(desk), desk);
      for (const [key, record] of book.records) turn.records.set(key, record);
      for (const [id, event] of book.events) turn.events.set(id, event);
      const base = String(book.records.get('row')?.version ?? '');
      const { record, change } = turn.submit({ cells, base }, by('limin'), NOW);
      for (const [id, event] of turn.events) book.events.set(id, event);
      if (!record) throw new Error('not saved');
      book.records.set('row', record);
      sum = addFigures(sum, change);
      expect(sum).toEqual(figuresOf(tableOf(desk), record, ZONE));
      return inOpen(sum);
    };
    expect(submit(plain, { ...CALL, [REGION]: '华东' })).toEqual([]);
    expect(submit(counted, { remark: '一' })).toEqual([[`hotline/open/${REGION}/华东`, 1]]);
    expect(submit(counted, { [REGION]: '华南' })).toEqual([[`hotline/open/${REGION}/华南`, 1]]);
    expect(submit(plain, { remark: '二' })).toEqual([]);
    expect(submit(counted, CLOSING)).toEqual([]);
  });
});

test('open records are counted by a column as soon as they are decided again, and only then', () => {
  const plain = deskWith(['热线记录·安装地区', '选项：华东、华南']);
  const counted = deskWith(['热线记录·安装地区', '选项：华东、华南；统计']);
  const book = new Book(tableOf(plain), plain);
  const before = book.submit({ cells: { ...CALL, [REGION]: '华东' } }, by('limin'), NOW).record ?? fail();
  expect(redecide(tableOf(plain), before, NOW, plain)).toBeUndefined();
  const after = redecide(tableOf(counted), before, NOW, counted) ?? fail();
  const change = figureChange(tableOf(counted), before, after, ZONE);
  expect(change[OPEN]).toEqual({ [`hotline/open/${REGION}/华东`]: 1 });
  expect(redecide(tableOf(counted), after, NOW, counted)).toBeUndefined();
  expect(redecide(tableOf(plain), after, NOW, plain)).toEqual(before);
});

// A record that was saved before its texts hid what they hide now: it is gone through once more, with what was told.
import { describe, expect, it } from 'vitest';
import { rehidden } from '../../../functions/src/core/record/hide-told.ts';
import { callingsOf } from '../../../functions/src/core/record/known-names.ts';
import type { DeskRecord, PrivateCells, RecordEvent } from '../../../functions/src/core/record/record.ts';
import { systemEvent } from '../../../functions/src/core/record/system-event.ts';
import { problem } from '../../../functions/src/core/schema/problem.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { at, keyedHere } from '../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';

const DESK = { keyed: keyedHere, people: [{ name: '王芳' }] };
const NOW = at('2026-11-21 10:00');
const FULL: PrivateCells = { customer: '李小明', contact: '13812345678' };
const TOLD = '李小明来电，打13812345678，王芳接的';
const SHOWN = '李*来电，打138****5678，王芳接的';

const flagged = (given: Partial<DeskRecord> = {}) =>
  recordOf('hotline', {
    version: 4,
    toHide: true,
    words: ['李小'],
    cells: { customer: '李*', contact: '138****5678', type: '售后支持', description: TOLD },
    namesIn: { customer: callingsOf('李小明', keyedHere) },
    ...given,
  });
const hidden = (record: DeskRecord, full = FULL) =>
  rehidden(hotline, record, full, { before: record }, { now: NOW, desk: DESK });

describe('a record whose text names its customer', () => {
  const record = flagged({
    cells: { ...flagged().cells, gone: '李小明' },
    proposed: { description: TOLD, handler: '李伟' },
    cycles: [
      {
        cycle: 1,
        endedAt: 1,
        state: '已关闭',
        cells: { comment: TOLD, satisfaction: '满意' },
        standing: { remark: '李小明' },
        clocks: {},
        milestones: {},
        closedAt: null,
      },
    ],
    findings: [problem('description', 'proposed', { reason: '李小明' })],
    links: {
      callbacks: [
        { key: 'b', number: 'CB-1', state: '', cycle: 1, told: { a: '13812345678 李小明' }, toldIn: 1 },
      ],
    },
  });
  const { after, event, privateCells, told } = hidden(record);

  it('hides it in its cells, in what was proposed, found and told, and in earlier cycles', () => {
    expect(after.cells).toEqual({ ...record.cells, description: SHOWN, gone: '李*' });
    expect(after.proposed).toEqual({ description: SHOWN, handler: '李伟' });
    expect(after.cycles[0]).toMatchObject({
      cells: { comment: SHOWN, satisfaction: '满意' },
      standing: { remark: '李*' },
    });
    expect(after.findings).toEqual([problem('description', 'proposed', { reason: '李*' })]);
    expect(after.links['callbacks']?.[0]?.told).toEqual({ a: '138****5678 李*' });
  });

  it('is a new version, goes through it no more, and is found by its words anew', () => {
    expect([after.version, after.toHide]).toEqual([5, undefined]);
    expect(after.words).not.toContain('李小');
    expect(after.namesIn).toEqual(record.namesIn);
  });

  it('keeps in full what it shows no more, and says in its history that it changed and not how', () => {
    expect(privateCells).toEqual({ description: TOLD });
    expect(event).toMatchObject({ at: NOW, version: 5, why: expect.stringContaining('不再显示') as string });
    expect(event?.changes).toEqual([
      { column: 'description', label: '问题描述', before: SHOWN, after: SHOWN },
    ]);
  });

  it('has the same hidden in what was told of it', () => {
    const earlier: RecordEvent = {
      ...systemEvent(record, [], 1, '李小明要的'),
      changes: [
        { column: 'description', label: '问题描述', before: null, after: TOLD },
        { column: 'handler', label: '处理人员', before: '李小明', after: '李伟' },
        { column: 'gone', label: '旧列', before: '李小明', after: null },
      ],
    };
    expect(told.event(earlier)).toEqual({
      ...earlier,
      why: '李*要的',
      changes: [
        { column: 'description', label: '问题描述', before: null, after: SHOWN },
        { column: 'handler', label: '处理人员', before: '李小明', after: '李伟' },
        { column: 'gone', label: '旧列', before: '李*', after: null },
      ],
    });
    const { why: _, ...silent } = earlier;
    expect(told.event(silent)).not.toHaveProperty('why');
    expect(told.text('【交给您】李小明，13812345678')).toBe('【交给您】李*，138****5678');
  });

  it('changes nothing when it is gone through again', () => {
    const again = hidden(after, { ...FULL, ...privateCells });
    expect([again.after, again.event, again.privateCells]).toEqual([after, undefined, {}]);
  });
});

it('a text of which some was hidden already is kept as it was in full', () => {
  const full = { ...FULL, description: TOLD };
  const half = flagged({ cells: { ...flagged().cells, description: '李小明来电，打138****5678，王芳接的' } });
  expect(hidden(half, full).privateCells).toEqual({ description: TOLD });
  // What is kept of another text is not of this one.
  const stale = hidden(half, { ...FULL, description: '别的话' });
  expect(stale.privateCells).toEqual({ description: '李小明来电，打138****5678，王芳接的' });
});

it('a record that hides all it should is only marked so, and stays of its version', () => {
  const record = flagged({ cells: { ...flagged().cells, description: SHOWN } });
  const { after, event, privateCells } = hidden(record);
  expect([after.version, after.toHide, after.cells]).toEqual([4, undefined, record.cells]);
  expect([event, privateCells]).toEqual([undefined, {}]);
});

it('where it knows nobody only numbers are hidden, the longer one first', () => {
  const { namesIn: _, ...rest } = flagged({
    cells: { description: '打13812345678，或13812345678-12，李小明' },
  });
  const { after } = hidden(rest, {});
  expect(after.cells['description']).toMatch(/^打138\*{4}5678，或138\*{4}5678.*，李小明$/);
});

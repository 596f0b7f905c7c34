// Whether a record may have held a text in a cell within the minutes in which an event of the sheet can be late.
import { expect, it } from 'vitest';
import { LOOKED_THROUGH, mayHaveHeld } from '../../../../functions/src/core/decide/late/held-lately.ts';
import { NAMEABLE_MS } from '../../../../functions/src/core/decide/late/late-names.ts';
import type { DeskRecord, RecordEvent } from '../../../../functions/src/core/record/record.ts';
import { systemEvent } from '../../../../functions/src/core/record/system-event.ts';
import type { Cell } from '../../../../functions/src/core/schema/column.ts';
import { hotline } from '../../../../functions/src/core/tables/hotline.ts';
import { at } from '../../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../../fixtures/core/record-fixture.ts';

const NOW = at('2026-11-20 15:00');
const LONG_AGO = NOW - 24 * NAMEABLE_MS;
const OLD = '请在三日内处理';
const cells = { request: '请尽快处理', type: '售前咨询', customer: '客*', contact: '138****0001' };
const record = (given: Partial<DeskRecord> = {}) =>
  recordOf('hotline', { cells, createdAt: LONG_AGO, ...given });
const event = (when: number, column: string, before: Cell, after: Cell): RecordEvent => ({
  ...systemEvent(record(), [], when, ''),
  changes: [{ column, label: column, before, after }],
});

it.each<[string, [column: string, text: Cell], RecordEvent[], Partial<DeskRecord>, boolean]>([
  ['what it holds', ['request', '请尽快处理'], [], {}, true],
  ['what it never held', ['request', OLD], [], {}, false],
  ['what it held until a change', ['request', OLD], [event(NOW, 'request', OLD, '请尽快处理')], {}, true],
  ['what came and went', ['request', OLD], [event(NOW, 'request', '别的', OLD)], {}, true],
  ['what another column held', ['request', OLD], [event(NOW, 'description', OLD, '别的')], {}, false],
  [
    'a change at the first moment from which an event may come',
    ['request', OLD],
    [event(NOW - NAMEABLE_MS, 'request', OLD, '请尽快处理')],
    {},
    true,
  ],
  [
    'an earlier one',
    ['request', OLD],
    [event(NOW - NAMEABLE_MS - 1, 'request', OLD, '请尽快处理')],
    {},
    false,
  ],
  ['a record that has just begun', ['request', OLD], [], { createdAt: NOW - NAMEABLE_MS }, true],
  ['one that began before', ['request', OLD], [], { createdAt: NOW - NAMEABLE_MS - 1 }, false],
  [
    'one that has changed too often',
    ['request', OLD],
    Array.from({ length: LOOKED_THROUGH }, () => event(NOW, 'remark', '一', '二')),
    {},
    true,
  ],
  [
    'one that has changed less often',
    ['request', OLD],
    Array.from({ length: LOOKED_THROUGH - 1 }, () => event(NOW, 'remark', '一', '二')),
    {},
    false,
  ],
  ['an option, which many records hold', ['type', '投诉建议'], [], {}, true],
  ['a contact, of which a part is hidden', ['contact', '139****0002'], [], {}, true],
  ['a name', ['customer', '王*'], [], {}, true],
  ['a column that there is not', ['other', OLD], [], {}, true],
  ['a column of the system', ['state', OLD], [], {}, true],
  ['a blank cell', ['request', null], [], {}, true],
  ['an empty text', ['request', ''], [], {}, true],
])('%s', (_, [column, text], events, given, expected) => {
  expect(mayHaveHeld(hotline, record(given), { column, text }, events, NOW)).toBe(expected);
});

it('a text in which a number is hidden is the one that shows it', () => {
  const full = '请打13812345678';
  const held = (text: string, stands: string) =>
    mayHaveHeld(hotline, record({ cells: { request: stands } }), { column: 'request', text }, [], NOW);
  expect([held(full, '请打138****5678'), held('请打138****5678', full)]).toEqual([true, true]);
});

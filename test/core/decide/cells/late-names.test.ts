// Who made a change is told some time after it: of which changes, by whom it is believed, and until when.
import { describe, expect, it } from 'vitest';
import type { Accepted } from '../../../../functions/src/core/decide/decide.ts';
import {
  lateNames,
  leftUnnamed,
  NAMEABLE_MS,
  type ToldEdit,
  withFollowed,
  withName,
} from '../../../../functions/src/core/decide/late/late-names.ts';
import { UNKNOWN_EDITOR } from '../../../../functions/src/core/desk/find-person.ts';
import type {
  Author,
  DeskRecord,
  RecordEvent,
  Unnamed,
} from '../../../../functions/src/core/record/record.ts';
import { systemEvent } from '../../../../functions/src/core/record/system-event.ts';
import { problem } from '../../../../functions/src/core/schema/problem.ts';
import { hotline } from '../../../../functions/src/core/tables/hotline.ts';
import { serviceOrders } from '../../../../functions/src/core/tables/service-orders.ts';
import { at, ZONE } from '../../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../../fixtures/core/record-fixture.ts';
import { withOnly } from '../../../fixtures/with-only.ts';

const NOW = at('2026-11-20 15:00');
const SENDER = 'sender@example.com';
const NOBODY: Author = { account: SENDER, editor: '' };
const LI: Author = { account: SENDER, editor: 'liwei@example.com' };
const open = (version: number, columns: Unnamed['columns'], given: Partial<Unnamed> = {}): Unnamed => ({
  version,
  at: NOW,
  columns,
  ...given,
});
const record = (unnamed: Unnamed[] | undefined, given: Partial<DeskRecord> = {}) =>
  recordOf('hotline', {
    version: 3,
    createdBy: NOBODY,
    updatedBy: NOBODY,
    updatedAt: NOW,
    ...(unnamed && { unnamed }),
    ...given,
  });
const event = (
  version: number,
  changes: [string, string | null, string | null][] = [],
  by = NOBODY,
): RecordEvent => ({
  ...systemEvent(record(undefined, { version }), [], NOW, ''),
  by,
  changes: changes.map(([column, before, after]) => ({ column, label: column, before, after })),
});
const told = (given: Partial<ToldEdit> = {}): ToldEdit => ({
  by: LI,
  isVouched: true,
  standing: ['request', 'remark'],
  texts: {},
  zone: ZONE,
  ...given,
});
const late = (of: DeskRecord, edit = told(), events: RecordEvent[] = [], now = NOW) =>
  lateNames(hotline, of, edit, events, now);
const versions = (...given: Parameters<typeof late>) => late(...given).names.map(({ version }) => version);
const OPEN = { request: 'open' } as const;

describe('a change that is nobody’s', () => {
  it('is his whose edit is heard of where all of it was, with what followed from it', () => {
    const followed = [{ key: 'other', version: 7 }];
    const of = record([open(3, OPEN, { followed })]);
    const found = late(of, told(), [event(2), event(3)]);
    expect(found.names).toEqual([{ key: of.key, version: 3, by: LI }]);
    expect(found.followed).toEqual([{ key: 'other', version: 7, by: LI }]);
    expect(found.events.map(({ by }) => by)).toEqual([NOBODY, LI]);
    expect([found.record.updatedBy, found.record.createdBy]).toEqual([LI, NOBODY]);
    expect(found.record).not.toHaveProperty('unnamed');
    // Nothing that follows is believed of who says it of himself.
    expect(late(of, told({ isVouched: false })).followed).toEqual([]);
  });

  it.each<[string, Unnamed[], Partial<ToldEdit>, number, number[]]>([
    ['to the last millisecond', [open(3, OPEN)], {}, NOW + NAMEABLE_MS, [3]],
    ['and not after it', [open(3, OPEN)], {}, NOW + NAMEABLE_MS + 1, []],
    ['of another column', [open(3, { product: 'open' })], {}, NOW, []],
    ['of two columns', [open(3, { request: 'open', remark: 'open' })], {}, NOW, [3]],
    ['of a column more', [open(3, { request: 'open', product: 'open' })], {}, NOW, []],
    [
      'the rest of which he told before',
      [open(3, { ...OPEN, product: 'told' }, { by: 'liwei@example.com' })],
      {},
      NOW,
      [3],
    ],
    [
      'the rest of which is another’s',
      [open(3, { ...OPEN, product: 'told' }, { by: 'limin@example.com' })],
      {},
      NOW,
      [],
    ],
    ['all of which is told', [open(3, { request: 'told' })], {}, NOW, []],
    ['and two at once', [open(2, OPEN), open(3, { remark: 'open' })], {}, NOW, [2, 3]],
    ['told by nobody', [open(3, OPEN)], { by: NOBODY }, NOW, []],
    ['that began the record', [open(1, OPEN)], {}, NOW, [1]],
    ['that did, which he says of himself', [open(1, OPEN)], { isVouched: false }, NOW, []],
    ['that did not, which he says of himself', [open(2, OPEN)], { isVouched: false }, NOW, [2]],
  ])('%s', (_, unnamed, edit, now, is) => {
    expect(versions(record(unnamed), told(edit), [], now)).toEqual(is);
  });

  it('stays open as far as it is not told, and goes where it is two people’s', () => {
    const half = late(
      record([open(2, { product: 'open' }), open(3, { request: 'open', product: 'open' })]),
    ).record;
    expect(half.unnamed).toEqual([
      open(2, { product: 'open' }),
      open(3, { request: 'told', product: 'open' }, { by: 'liwei@example.com' }),
    ]);
    expect(half.updatedBy).toEqual(NOBODY);
    const two = record([open(3, OPEN, { by: 'limin@example.com' })]);
    expect(late(two).record).not.toHaveProperty('unnamed');
  });

  it('is the same record where nothing is told', () => {
    const of = record([open(3, { product: 'open' })]);
    const events = [event(3)];
    const found = late(of, told(), events);
    expect([found.record, found.events]).toEqual([of, events]);
    expect(late(record(undefined)).record).toEqual(record(undefined));
  });

  it('is known by its text where that was written over', () => {
    const of = record([open(3, { request: 'over', remark: 'over' })]);
    const events = [
      event(2, [['request', null, '退款']]),
      event(3, [
        ['request', null, '换新'],
        ['remark', null, '急'],
      ]),
    ];
    const texts = (request: string | null, remark: string) =>
      versions(of, told({ standing: [], texts: { request: [request], remark: [remark] } }), events);
    expect(texts('换新', '急')).toEqual([3]);
    expect(texts('退款', '急')).toEqual([]);
    expect(texts(null, '急')).toEqual([]);
    // What was written over is no longer known by what stands there.
    expect(versions(of, told(), events)).toEqual([]);
  });

  it('says whose a text was that was written over, where that is this one and nobody knew', () => {
    const over = (who: string, was: string) => problem('request', 'overwritten', { who, was });
    const other = problem('request', 'proposed', { who: UNKNOWN_EDITOR, was: '换新' });
    const findings = [
      over(UNKNOWN_EDITOR, '换新'),
      over(UNKNOWN_EDITOR, '退款'),
      over('limin', '换新'),
      other,
    ];
    const found = late(
      record([open(3, OPEN)], { findings }),
      told({ texts: { request: ['甲', '换新'] } }),
    ).record;
    expect(found.findings).toEqual([over('liwei@example.com', '换新'), ...findings.slice(1)]);
    expect(late(record([open(3, OPEN)], { findings })).record.findings).toEqual(findings);
  });
});

describe('a record that says who made it', () => {
  it.each<[number, Partial<DeskRecord>, boolean, boolean]>([
    [1, { version: 3 }, true, false],
    [1, { version: 1 }, true, true],
    [3, { version: 3 }, false, true],
    [2, { version: 3 }, false, false],
    [1, { version: 1, createdBy: LI, updatedBy: LI }, false, false],
  ])('of its version %i, where %j', (version, given, begins, isLast) => {
    const wang: Author = { account: 'wangfang@example.com', editor: null };
    const of = recordOf('serviceOrders', { createdBy: NOBODY, updatedBy: NOBODY, ...given });
    const named = withName(serviceOrders, of, { key: of.key, version, by: wang });
    expect([named.createdBy === wang, named.updatedBy === wang]).toEqual([begins, isLast]);
    expect(named.cells).toEqual(begins ? { author: 'wangfang@example.com' } : {});
    expect(withName(serviceOrders, of, { key: of.key, version, by: NOBODY })).toBe(of);
  });
});

describe('a change that was accepted', () => {
  const accepted = (changed: string[], given: Partial<DeskRecord> = {}, by = NOBODY) =>
    withOnly<Accepted>({
      outcome: 'saved',
      after: record(undefined, { cells: { request: '换新', remark: null, urgency: '高' }, ...given }),
      event: event(
        3,
        changed.map(key => [key, null, '换新']),
        by,
      ),
    });
  const left = (of: Accepted, edited: string[] = [], cells: object = { request: '换新' }) =>
    leftUnnamed(of, { edited, cells: { ...cells } }, hotline).after.unnamed;

  it('is open in what was edited, or else in what was sent or cleared', () => {
    expect(left(accepted(['request', 'urgency']), ['request', 'product'])).toEqual([open(3, OPEN)]);
    expect(left(accepted(['request', 'urgency']))).toEqual([open(3, OPEN)]);
    expect(left(accepted(['request', 'remark', 'urgency']))).toEqual([
      open(3, { request: 'open', remark: 'open' }),
    ]);
    // What follows by itself is nobody's edit.
    expect(left(accepted(['urgency']), [], {})).toBeUndefined();
    expect(left(accepted([]), ['request'])).toBeUndefined();
  });

  it('is nothing of the kind where it is somebody’s', () => {
    const his = accepted(['request'], {}, LI);
    expect(leftUnnamed(his, { edited: [], cells: {} }, hotline)).toBe(his);
    const before = [open(2, { request: 'open', remark: 'open' })];
    // What stands in a column that he wrote is no longer what the change before it brought.
    expect(left(accepted(['request'], { unnamed: before }, LI))).toEqual([
      open(2, { request: 'over', remark: 'open' }),
    ]);
    expect(left(accepted(['request'], { unnamed: [open(2, { request: 'told' })] }, LI))).toEqual([
      open(2, { request: 'told' }),
    ]);
  });

  it('stands among the five latest of those that may still be named', () => {
    const before = (agoMs: number) => [open(2, { remark: 'open' }, { at: NOW - agoMs })];
    expect(left(accepted(['request'], { unnamed: before(NAMEABLE_MS) }))).toHaveLength(2);
    expect(left(accepted(['request'], { unnamed: before(NAMEABLE_MS + 1) }))).toEqual([open(3, OPEN)]);
    const many = Array.from({ length: 5 }, (_, index) => open(10 + index, { remark: 'open' }));
    expect(left(accepted(['request'], { unnamed: many }))?.map(({ version }) => version)).toEqual([
      11, 12, 13, 14, 3,
    ]);
  });

  it('knows the first ten records that followed from it, and not itself', () => {
    const of = record([open(2, OPEN), open(3, OPEN)]);
    const others = Array.from({ length: 11 }, (_, index) => ({ key: `k${index}`, version: 1 }));
    const own = { key: of.key, version: 3 };
    expect(withFollowed(of, [own, ...others]).unnamed).toEqual([
      open(2, OPEN),
      open(3, OPEN, { followed: others.slice(0, 10) }),
    ]);
    expect(withFollowed(of, [{ key: of.key, version: 2 }]).unnamed?.[1]?.followed).toHaveLength(1);
    expect(withFollowed(of, [{ key: 'k', version: 3 }]).unnamed?.[1]?.followed).toHaveLength(1);
    expect(withFollowed(of, [own])).toBe(of);
    const older = { ...of, updatedAt: NOW + 1 };
    expect(withFollowed(older, others)).toBe(older);
    const none = record(undefined);
    expect(withFollowed(none, others)).toBe(none);
  });
});

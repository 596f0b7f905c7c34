// What a desk keeps about itself: how it begins, how it changes, and what was stored of it before it was parted.
import { describe, expect, it } from 'vitest';
import {
  FIRST_RENEWAL,
  isRecountAsked,
  isUnfinished,
  newState,
  type Upkeep,
  withChange,
  withoutMembers,
} from '../../../functions/src/core/desk/desk-state.ts';
import { divided, isUndivided, type UndividedDesk } from '../../../functions/src/core/desk/undivided-desk.ts';
import { storedDesk } from '../../fixtures/core/desk-fixture.ts';

const PERIODS = { endsAt: 100, reported: { week: 'w', month: 'm' } };
const state = newState(PERIODS);

describe('a desk that begins', () => {
  it('has nobody who joined, its periods, and nothing left to do', () => {
    expect(state).toEqual({
      members: { mails: [] },
      periods: PERIODS,
      upkeep: {
        usesKnown: true,
        seeded: false,
        laidOut: '',
        decided: 1,
        recountsAsked: 0,
        recountsDone: 0,
        recountsBegun: 0,
        renewal: 'done',
      },
    });
    expect(isUnfinished({ version: 1 }, state.upkeep)).toBe(false);
  });
});

describe('a change of its state', () => {
  it('is of one part, and leaves the others the same objects', () => {
    const joined = withChange(state, { joined: 'a@x.cn' });
    expect(joined.members.mails).toEqual(['a@x.cn']);
    expect([joined.periods === state.periods, joined.upkeep === state.upkeep]).toEqual([true, true]);
    expect(withChange(joined, { joined: 'b@x.cn' }).members.mails).toEqual(['a@x.cn', 'b@x.cn']);
    expect(withChange(joined, { joined: 'a@x.cn' }).members).toBe(joined.members);
    const kept = withChange(state, { upkeep: { decided: 7 } });
    expect([kept.upkeep, kept.members === state.members]).toEqual([{ ...state.upkeep, decided: 7 }, true]);
  });

  it.each([
    ['when the next one ends', { endsAt: 200 }, { endsAt: 200, reported: { week: 'w', month: 'm' } }],
    ['what was reported', { reported: { week: 'v' } }, { endsAt: 100, reported: { week: 'v', month: 'm' } }],
    ['nothing', {}, PERIODS],
  ])('moves its periods on: %s', (_, periods, wanted) => {
    expect(withChange(state, { periods }).periods).toEqual(wanted);
  });

  it('lets accounts go, however they are written', () => {
    const joined = withChange(withChange(state, { joined: 'A@x.cn' }), { joined: 'b@x.cn' });
    const left = withoutMembers(joined, ['a@x.cn']);
    expect([left.members.mails, left.upkeep === joined.upkeep]).toEqual([['b@x.cn'], true]);
    expect(withoutMembers(joined, ['c@x.cn'])).toBe(joined);
  });
});

describe('what is left to do', () => {
  const done: Upkeep = { ...state.upkeep, decided: 3, recountsAsked: 2, recountsDone: 2 };
  const { usesKnown, ...unknown } = done;
  it.each<[string, Upkeep, boolean]>([
    ['nothing that is known', { ...unknown, ...(usesKnown && { usesKnown }) }, false],
    ['nothing', done, false],
    ['records are decided by an earlier version', { ...done, decided: 2 }, true],
    ['records are decided by a later version', { ...done, decided: 4 }, false],
    ['what records use is not known', unknown, true],
    ['people are written anew', { ...done, renewal: FIRST_RENEWAL }, true],
    ['figures are counted anew', { ...done, recountsAsked: 3 }, true],
    ['more was counted than asked for', { ...done, recountsDone: 3 }, false],
  ])('%s', (_, upkeep, is) => {
    expect(isUnfinished({ version: 3 }, upkeep)).toBe(is);
  });

  it.each([
    [0, 0, false],
    [1, 0, true],
    [1, 1, false],
  ])(
    'of %i recounts that were asked for %i are done: one is waited for %s',
    (recountsAsked, recountsDone, is) => {
      expect(isRecountAsked({ recountsAsked, recountsDone })).toBe(is);
    },
  );
});

describe('a desk that was stored in one document', () => {
  const { id, zone, version, owner, rows } = storedDesk();
  const stored: UndividedDesk = {
    id,
    zone,
    version,
    owner,
    rows: {},
    members: ['a@x.cn'],
    laidOut: 4,
    seeded: false,
    decided: 2,
    reported: { week: 'w', month: 'm' },
    periodEndsAt: 100,
    recounts: 5,
    recountAsked: false,
  };

  it('is known by its state', () => {
    expect([isUndivided(stored), isUndivided(storedDesk())]).toEqual([true, false]);
  });

  it('goes on with what it knew, counts its figures anew, and writes its people anew', () => {
    expect(divided(stored)).toEqual({
      desk: { id, zone, version, owner, rows: {} },
      state: {
        members: { mails: ['a@x.cn'] },
        periods: PERIODS,
        upkeep: {
          seeded: false,
          laidOut: '',
          decided: 2,
          recountsAsked: 1,
          recountsDone: 0,
          recountsBegun: 5,
          renewal: { what: 'private', after: '' },
        },
      },
    });
    expect(divided({ ...stored, recountAsked: true }).state.upkeep.recountsAsked).toBe(2);
  });

  it.each<[string, Partial<UndividedDesk>, boolean]>([
    ['none yet', {}, false],
    [
      'its departments',
      { rows: { a: { table: 'settings', cells: { category: '部门', name: '客服部' } } } },
      false,
    ],
    ['people', { rows: { a: { table: 'people', cells: { name: '何平' } } } }, false],
    ['all of them', { rows }, true],
    ['all of them, as it says', { seeded: true }, true],
  ])('had of its first rows %s', (_, given, is) => {
    expect(divided({ ...stored, ...given }).state.upkeep.seeded).toBe(is);
  });
});

// What is kept of a desk in its document and with an account: its description, for which desks the account sends, and
// how much of the day's time it has used.
import { describe, expect, it } from 'vitest';
import type { DeskDescription } from '../../../../functions/src/contract/contract.ts';
import { nowMs } from '../../../../sheets-addon/src/platform/clock.ts';
import {
  allProperties,
  dropProperty,
  keepProperties,
  lookAgain,
  property,
  putProperty,
} from '../../../../sheets-addon/src/platform/properties.ts';
import { noteUsed } from '../../../../sheets-addon/src/platform/quota.ts';
import {
  forgetOriginal,
  recallCursor,
  recallDesk,
  recallOwner,
  rememberCursor,
  rememberDesk,
  rememberOwner,
} from '../../../../sheets-addon/src/sync/memory.ts';
import { noteSends, tellAlive } from '../../../../sheets-addon/src/sync/sends.ts';
import { DESK } from '../../../fixtures/addon/case-book.ts';
import { scriptHere } from '../script-here.ts';

const MINUTE_MS = 60_000;

/** A description of at least so many signs. */
function deskOf(length: number, more: Partial<DeskDescription> = {}): DeskDescription {
  const desk = { ...DESK, ...more };
  return { ...desk, nowWords: ['现'.repeat(Math.max(0, length - JSON.stringify(desk).length))] };
}

describe('the description of a desk', () => {
  it('is kept in pieces that a property holds, and read as it was', () => {
    const { document } = scriptHere();
    expect(recallDesk()).toBeUndefined();
    const desk = deskOf(9_000);
    rememberDesk(desk);
    lookAgain();
    expect(recallDesk()).toEqual(desk);
    expect(document.get('desk.pieces')).toBe(String(Math.ceil(JSON.stringify(desk).length / 2_500)));
    expect(Math.max(...[...document.values()].map(text => Buffer.byteLength(text)))).toBeLessThan(9_000);
  });

  it('that is shorter than one before has nothing of that', () => {
    scriptHere();
    rememberDesk(deskOf(9_000));
    rememberDesk(DESK);
    lookAgain();
    expect(recallDesk()).toEqual(DESK);
  });

  it('of another spreadsheet, or of which a piece is lost, is none', () => {
    const { document } = scriptHere();
    rememberDesk({ ...DESK, deskId: 'book-2' });
    expect(recallDesk()).toBeUndefined();
    rememberDesk(deskOf(9_000));
    document.delete('desk.0');
    lookAgain();
    expect(recallDesk()).toBeUndefined();
  });

  it('of the original is forgotten in its copy, with all that was kept beside it; one’s own is not', () => {
    scriptHere();
    const beside = () => [recallCursor(), recallOwner(), property('gone'), property('waiting')];
    const remember = (desk: DeskDescription): void => {
      rememberDesk(desk);
      rememberCursor('c');
      rememberOwner('me');
      keepProperties({ gone: 'a', waiting: 'yes' });
    };
    forgetOriginal();
    expect(allProperties()).toEqual({});
    remember(DESK);
    forgetOriginal();
    expect(beside()).toEqual(['c', 'me', 'a', 'yes']);
    remember({ ...DESK, deskId: 'book-2' });
    forgetOriginal();
    expect([...beside(), property('desk.pieces')]).toEqual(['', '', '', 'no', '0']);
  });
});

describe('properties', () => {
  it('are read once, and written where they are new', () => {
    const { document } = scriptHere({ a: '1', b: '2' });
    expect([property('a'), property('none')]).toEqual(['1', '']);
    document.set('a', 'of another');
    expect(property('a')).toBe('1');
    keepProperties({ a: '1', b: '3' });
    expect([...document]).toEqual([
      ['a', 'of another'],
      ['b', '3'],
    ]);
    lookAgain();
    expect(allProperties()).toEqual({ a: 'of another', b: '3' });
    putProperty('c', '4');
    dropProperty('b');
    expect(allProperties()).toEqual({ a: 'of another', c: '4' });
    lookAgain();
    keepProperties({ a: 'of another' });
    expect(document.get('a')).toBe('of another');
  });
});

describe('an account', () => {
  it('is known to send for each desk once, and tells each of them until others send', () => {
    const here = scriptHere();
    for (const desk of ['one', 'two', 'one', 'three']) noteSends(desk);
    expect(here.user.get('sends')).toBe('one,two,three');
    here.answer = ({ path }) =>
      path.startsWith('/two')
        ? { status: 409, body: { error: { code: 'not_sender' } } }
        : path.startsWith('/three')
          ? { status: 500, body: {} }
          : { body: { done: true } };
    tellAlive();
    expect(here.asked.map(({ path }) => path)).toEqual(
      ['/one', '/two', '/three'].map(each => `${each}/sender/alive`),
    );
    expect(here.user.get('sends')).toBe('one,three');
    tellAlive();
    expect(here.asked).toHaveLength(5);
  });

  const LIMIT = 360 * MINUTE_MS;
  it.each([
    ['of nothing', undefined, 5, 5, false],
    ['of some time today', 1_000, 5, 1_005, false],
    ['just before it is told', 0.8 * LIMIT - 6, 5, 0.8 * LIMIT - 1, false],
    ['when it is told', 0.8 * LIMIT - 5, 5, 0.8 * LIMIT, true],
    ['behind it', 0.8 * LIMIT, 5, 0.8 * LIMIT + 5, false],
    ['when it is told again', 0.95 * LIMIT - 1, 5, 0.95 * LIMIT + 4, true],
    ['when both are passed at once', 0, LIMIT, LIMIT, true],
  ])('uses more %s', (_, before, ms, usedMs, isNews) => {
    const { user } = scriptHere();
    const began = nowMs();
    if (before !== undefined) user.set('used', `${began}:${before}`);
    expect(noteUsed(ms)).toEqual({ usedMs, limitMs: LIMIT, isNews });
    const [since, used] = (user.get('used') ?? '').split(':').map(Number);
    expect([used, (since ?? 0) >= began]).toEqual([usedMs, true]);
  });

  it('has used nothing yet of a day that begins', () => {
    const { user } = scriptHere();
    user.set('used', `1:${LIMIT}`);
    expect(noteUsed(5).usedMs).toBe(5);
    expect(user.get('used')?.startsWith('1:')).toBe(false);
    user.set('used', `0:${LIMIT}`);
    expect(noteUsed(5).usedMs).toBe(5);
  });
});

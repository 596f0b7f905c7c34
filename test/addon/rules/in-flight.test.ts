// Which rows are on their way, and what was painted: the entry that executions leave each other.
import { describe, expect, it } from 'vitest';
import { nowMs } from '../../../sheets-addon/src/platform/clock.ts';
import { withLock } from '../../../sheets-addon/src/platform/lock.ts';
import {
  claim,
  giveNotesBack,
  hasShifted,
  isAnyOver,
  isQuiet,
  leaveWord,
  noteNotBefore,
  noteOver,
  notePainted,
  noteShifted,
  paintedOver,
  paintedSince,
  paintMark,
  recallNotBefore,
  release,
  takeNoted,
  takeNotes,
} from '../../../sheets-addon/src/sync/in-flight.ts';
import { type Flight, noFlight } from '../../../sheets-addon/src/sync/keys/flight-entry.ts';
import { type ScriptHere, scriptHere } from './script-here.ts';

/** Later than any clock of a test. */
const NEVER = 9e15;
const OTHERS = { alive: { other: NEVER } };
const HOUR_MS = 3_600_000;
const AT = expect.any(Number) as number;

/** A script in whose cache other executions have left this. */
function hereWith(flight: Partial<Flight> = {}): ScriptHere {
  const here = scriptHere();
  if (Object.keys(flight).length > 0) here.cache.set('flights', JSON.stringify({ ...noFlight(), ...flight }));
  return here;
}
const kept = ({ cache }: ScriptHere): Flight => JSON.parse(cache.get('flights') ?? '{}') as Flight;
const keysOf = (count: number): string[] => Array.from({ length: count }, (_, index) => `key-${index}`);

describe('a row', () => {
  it('is sent by one execution at a time, and free again once it was released', () => {
    const here = hereWith({ ...OTHERS, flying: { taken: 'other' } });
    const sent = [
      { key: 'taken', edited: ['name'] },
      { key: 'free', edited: [] },
    ];
    expect(withLock(() => claim(sent))).toEqual(new Set(['free']));
    expect(Object.keys(kept(here).flying)).toEqual(['taken', 'free']);
    expect(withLock(() => claim(sent))).toEqual(new Set(['free']));
    withLock(() => release(['free']));
    expect(Object.keys(kept(here).flying)).toEqual(['taken']);
  });

  it('of an execution that died is free', () => {
    hereWith({ alive: { other: 1 }, flying: { taken: 'other', lost: 'unheard' } });
    const sent = ['taken', 'lost'].map(key => ({ key, edited: [] }));
    expect(withLock(() => claim(sent))).toEqual(new Set(['taken', 'lost']));
  });

  it('that another one sends is left word of, which is taken once', () => {
    hereWith({ ...OTHERS, flying: { taken: 'other', quiet: 'other', cleared: 'other' } });
    const word = withLock(() => {
      claim([
        { key: 'taken', edited: ['name'], editor: 'me' },
        { key: 'quiet', edited: [] },
        { key: 'cleared', edited: [], overwritten: { name: ['李'] } },
      ]);
      return takeNoted(['taken', 'quiet', 'cleared']);
    });
    expect([...word]).toEqual([
      ['taken', { edited: ['name'], overwritten: {}, editor: 'me', ofOthers: [], at: AT }],
      ['cleared', { edited: [], overwritten: { name: ['李'] }, editor: '', ofOthers: [], at: AT }],
    ]);
    expect(withLock(() => takeNoted(['taken', 'quiet', 'cleared']))).toEqual(new Map());
  });

  it('that several leave word of has all columns, those of the earlier ones as others’', () => {
    hereWith({ ...OTHERS, flying: { taken: 'other' } });
    const word = withLock(() => {
      claim([{ key: 'taken', edited: ['name'], overwritten: { name: ['李'], count: [1] }, editor: 'one' }]);
      claim([
        { key: 'taken', edited: ['count'], overwritten: { count: [2] }, editor: 'two', ofOthers: ['x'] },
      ]);
      return takeNoted(['taken']).get('taken');
    });
    expect(word).toEqual({
      edited: ['name', 'count'],
      overwritten: { name: ['李'], count: [1, 2] },
      editor: 'two',
      ofOthers: ['x', 'name'],
      at: AT,
    });
  });

  it('that one person leaves word of twice has nothing of others’, but for what it had', () => {
    hereWith({ ...OTHERS, flying: { taken: 'other' } });
    const word = withLock(() => {
      claim([{ key: 'taken', edited: ['name'], editor: 'one', ofOthers: ['phone'] }]);
      claim([{ key: 'taken', edited: ['count'], editor: 'one' }]);
      return takeNoted(['taken']).get('taken');
    });
    expect(word).toMatchObject({ edited: ['name', 'count'], ofOthers: ['phone'] });
  });
});

describe('a word about a row that nobody sends', () => {
  const word = (at: number) => ({ edited: ['name'], overwritten: {}, editor: 'one', ofOthers: [], at });

  it('is kept for six hours, and about one that is on its way for as long as that is', () => {
    const now = nowMs();
    const old = now - 6 * HOUR_MS - 60_000;
    const words = { old: word(old), fresh: word(old + 120_000), flying: word(old) };
    hereWith({ ...OTHERS, flying: { flying: 'other' }, words });
    expect([...withLock(() => takeNoted(Object.keys(words))).keys()]).toEqual(['fresh', 'flying']);
  });

  it('is none where it says nothing', () => {
    hereWith();
    withLock(() => leaveWord('free', { edited: [], overwritten: {}, editor: 'one', ofOthers: [] }));
    expect(withLock(() => takeNoted(['free'])).size).toBe(0);
  });

  it('keeps the last fifty texts of a cell, and one once that was typed twice in a row', () => {
    hereWith();
    const texts = Array.from({ length: 60 }, (_, index) => `第${index}次`);
    for (const text of [...texts, ...texts.slice(-1)])
      withLock(() =>
        leaveWord('free', { edited: [], overwritten: { name: [text] }, editor: '', ofOthers: [] }),
      );
    expect(withLock(() => takeNoted(['free'])).get('free')?.overwritten).toEqual({ name: texts.slice(-50) });
  });
});

describe('what was painted', () => {
  it('since a mark is told of, and nothing else', () => {
    hereWith();
    withLock(() => notePainted(['before']));
    const mark = paintMark();
    withLock(() => notePainted([]));
    expect(paintMark()).toBe(mark);
    withLock(() => notePainted(['after']));
    expect(withLock(() => paintedSince(mark, ['before', 'after', 'never']))).toEqual(new Set(['after']));
    expect(withLock(() => paintedSince(mark + 1, ['after']))).toEqual(new Set());
  });

  it.each([
    [1_000, []],
    [1_001, ['never']],
  ])('of %d rows is known row by row, of more all count as painted: %j', (rows, told) => {
    hereWith();
    const mark = paintMark();
    withLock(() => notePainted(keysOf(rows)));
    expect([...withLock(() => paintedSince(mark, ['never']))]).toEqual(told);
    expect(withLock(() => paintedSince(mark, ['key-0'])).size).toBe(1);
  });
});

describe('cells that were painted over', () => {
  it('are known for a while, and of rows without any nothing', () => {
    const here = hereWith({ over: { old: { at: 1, seenAt: 1, hints: { name: 7 } } } });
    const rows = new Map([
      ['fresh', { hints: { name: 8 }, painted: { name: 9 } }],
      ['none', { hints: {} }],
    ]);
    expect(withLock(isAnyOver)).toBe(false);
    withLock(() => noteOver(rows, 5));
    expect(withLock(() => ['fresh', 'none', 'old'].map(key => paintedOver(key).hints))).toEqual([
      { name: 8 },
      {},
      {},
    ]);
    expect(withLock(() => paintedOver('fresh'))).toMatchObject({ seenAt: 5, painted: { name: 9 } });
    expect([withLock(isAnyOver), Object.keys(kept(here).over)]).toEqual([true, ['fresh']]);
  });

  it('are those of the last painting, and of the last three hundred rows', () => {
    const here = hereWith();
    const over = (keys: string[], hint: number) => new Map(keys.map(key => [key, { hints: { name: hint } }]));
    withLock(() => noteOver(over(keysOf(300), 1), 0));
    withLock(() => noteOver(over(['key-5', 'last'], 2), 0));
    const { over: all } = kept(here);
    expect([Object.keys(all).length, all['key-0'], all['key-5']?.hints, all['key-1']?.hints]).toEqual([
      300,
      undefined,
      { name: 2 },
      { name: 1 },
    ]);
  });
});

it('cells of one row were painted over just now, though those of another were long ago', () => {
  hereWith({
    over: {
      old: { at: 1, seenAt: 1, hints: { name: 1 } },
      fresh: { at: NEVER, seenAt: NEVER, hints: { name: 1 } },
    },
  });
  expect(withLock(isAnyOver)).toBe(true);
});

describe('notes', () => {
  it('are taken by one execution, and anybody’s again once they are given back', () => {
    const here = hereWith({ ...OTHERS, taken: { a: 'other' } });
    expect(withLock(() => takeNotes(['a', 'b', 'c']))).toEqual(new Set(['b', 'c']));
    expect(withLock(() => takeNotes(['b']))).toEqual(new Set());
    withLock(() => giveNotesBack(['b']));
    expect(Object.keys(kept(here).taken)).toEqual(['a', 'c']);
    // Each that was taken cost two starts of triggers.
    expect(kept(here).spentMs).toBe(1_100);
  });
});

describe('a desk is quiet', () => {
  it.each<[string, Partial<Flight>, boolean]>([
    ['where nothing was ever sent', {}, true],
    ['where that was long ago', { heardAt: 1 }, true],
    ['not where it was a moment ago', { heardAt: NEVER }, false],
    ['not where a row is on its way', { ...OTHERS, flying: { taken: 'other' } }, false],
    ['not where a note is', { ...OTHERS, taken: { note: 'other' } }, false],
    ['where who sent died', { flying: { taken: 'other' }, taken: { note: 'other' } }, true],
  ])('%s', (_, flight, expected) => {
    hereWith(flight);
    expect(withLock(() => isQuiet(HOUR_MS))).toBe(expected);
  });

  it('no more when a row is read to be sent', () => {
    hereWith();
    withLock(() => {
      claim([]);
    });
    expect(withLock(() => isQuiet(HOUR_MS))).toBe(true);
    withLock(() => {
      claim([{ key: 'a', edited: [] }]);
      release(['a']);
    });
    expect(withLock(() => isQuiet(HOUR_MS))).toBe(false);
  });
});

it('rows of one tab have moved for a while, and of no other', () => {
  hereWith({ shiftedAt: { '3': 1 } });
  withLock(() => noteShifted(7));
  expect(withLock(() => [7, 8, 3].map(hasShifted))).toEqual([true, false, false]);
});

it('of two times to be left alone the later one holds', () => {
  hereWith();
  for (const at of [5, 9, 7]) withLock(() => noteNotBefore(at));
  expect(withLock(recallNotBefore)).toBe(9);
});

it('where nothing is new nothing is written', () => {
  const here = hereWith({ ...OTHERS, flying: { taken: 'other' } });
  withLock(() => paintedSince(0, ['a']));
  expect(here.puts).toBe(0);
  withLock(() => noteShifted(7));
  expect(here.puts).toBe(1);
});

// The entry of the cache that tells which rows are on their way, as it fits.
import { describe, expect, it } from 'vitest';
import { type Flight, fitted, noFlight } from '../../../sheets-addon/src/sync/keys/flight-entry.ts';

describe('an entry that is too long', () => {
  const LONG = 'x'.repeat(60);
  const many = <T>(count: number, value: T): { [key: string]: T } =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`${LONG}${index}`, value]));
  const flight: Flight = { ...noFlight(), paints: 4, over: many(1, { at: 1, seenAt: 1, hints: {} }) };

  it('forgets what was painted first, and counts all as painted', () => {
    const all = { ...flight, painted: many(2_000, 3), flying: many(100, 'me') };
    expect(JSON.parse(fitted(all))).toEqual({ ...all, painted: {}, allPainted: 4 });
  });

  it('then what was painted over', () => {
    const all = { ...flight, over: many(1_500, { at: 1, seenAt: 1, hints: {} }), flying: many(100, 'me') };
    expect(JSON.parse(fitted(all))).toEqual({ ...all, painted: {}, allPainted: 4, over: {} });
  });

  it('then who has edited rows that wait, but not what was written over there', () => {
    const word = { edited: ['name'], overwritten: {}, editor: 'me', ofOthers: [], at: 1 };
    const over = { ...word, overwritten: { name: ['李'] } };
    const words = { ...many(900, word), over, flying: word };
    const all = { ...flight, over: {}, flying: { flying: 'me' }, words };
    expect(JSON.parse(fitted(all))).toEqual({ ...all, allPainted: 4, words: { over, flying: word } });
  });

  it('what was written over goes when nothing else is left, the first half first', () => {
    const over = { edited: [], overwritten: { name: ['长'.repeat(2_000)] }, editor: '', ofOthers: [], at: 1 };
    const { words } = JSON.parse(fitted({ ...flight, words: many(60, over) })) as Flight;
    expect(Object.keys(words)).toEqual(Object.keys(many(60, over)).slice(30));
  });

  it('and last which rows are on their way, but for a thousand', () => {
    const { flying, over } = JSON.parse(fitted({ ...flight, flying: many(2_000, 'me') })) as Flight;
    expect([Object.keys(flying).length, over]).toEqual([1_000, {}]);
  });

  it('else is kept whole', () => {
    const all = { ...flight, painted: many(1_000, 3) };
    expect(JSON.parse(fitted(all))).toEqual(all);
  });
});

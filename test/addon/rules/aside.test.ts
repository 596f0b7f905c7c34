// When notes are left to the open sidebars of those who have typed, and whose a note is.
import { describe, expect, it } from 'vitest';
import { nowMs } from '../../../sheets-addon/src/platform/clock.ts';
import {
  areAbandoned,
  areLeft,
  isBarred,
  isOwn,
  mustWait,
  sayBarred,
  sayClosed,
  sayOpen,
} from '../../../sheets-addon/src/sync/aside.ts';
import type { Note } from '../../../sheets-addon/src/sync/notes.ts';
import { SHEET_ID } from '../../fixtures/addon/case-book.ts';
import { scriptHere } from './script-here.ts';

const ME = 'me@example.test';
const NEVER = 9e15;
const DAY_MS = 86_400_000;
const OPEN = { [`aside.${ME}`]: String(NEVER) };

/** A note of mine that was just heard of; of an earlier release where it does not say so. */
const noteAt = (row = 2, more: Partial<Note> = {}): Note => ({
  sheetId: SHEET_ID,
  row,
  rows: 1,
  column: 2,
  columns: 1,
  editor: ME,
  at: NEVER,
  ...more,
});
const undated = (note: Note): Note => {
  const { at: _, ...rest } = note;
  return rest;
};
const UNNAMED = { unnamed: JSON.stringify({ key: { sheetId: SHEET_ID, row: 2, at: NEVER } }) };

describe('notes are left to their sidebars', () => {
  it.each<[string, Record<string, string>, Note[], boolean]>([
    ['where these are open', OPEN, [noteAt()], true],
    ['three of them', OPEN, [noteAt(2), noteAt(3), noteAt(4)], true],
    ['not four, for which one execution sends', OPEN, [2, 3, 4, 5].map(row => noteAt(row)), false],
    ['not where none is open', {}, [noteAt()], false],
    ['not where it was open long ago', { [`aside.${ME}`]: '1' }, [noteAt()], false],
    ['not where one of two is not', OPEN, [noteAt(), noteAt(3, { editor: 'other@example.test' })], false],
    ['not of nobody who is named', { ...OPEN, 'aside.': String(NEVER) }, [noteAt(2, { editor: '' })], false],
    ['however the mail is written', OPEN, [noteAt(2, { editor: 'Me@Example.test' })], true],
    ['not what has waited for long', OPEN, [noteAt(2, { at: 1 })], false],
    ['not what does not say since when', OPEN, [undated(noteAt())], false],
    ['not of a row that was sent in nobody’s name', { ...OPEN, ...UNNAMED }, [noteAt()], false],
  ])('%s', (_, properties, notes, expected) => {
    scriptHere(properties);
    expect(areLeft(notes)).toBe(expected);
  });

  it('from when it says that it is open, until it says that it is closed', () => {
    const { document } = scriptHere();
    const began = nowMs();
    sayOpen(ME);
    // It asks every three seconds.
    const openMs = Number(document.get(`aside.${ME}`)) - began;
    expect([openMs >= 8_000, openMs <= 8_000 + nowMs() - began]).toEqual([true, true]);
    sayClosed(ME);
    expect(areLeft([noteAt()])).toBe(false);
  });

  it('which says so again only when little of its time is left', () => {
    const here = scriptHere(OPEN);
    sayOpen(ME);
    expect(here.document.get(`aside.${ME}`)).toBe(String(NEVER));
    here.document.set(`aside.${ME}`, '1');
  });

  it('but not of whom the sheet is protected from, for a day', () => {
    const here = scriptHere({ ...OPEN, 'barred.old@example.test': '1' });
    expect(isBarred(ME)).toBe(false);
    const began = nowMs();
    sayBarred(ME);
    const barredMs = Number(here.document.get(`barred.${ME}`)) - began;
    expect([barredMs >= DAY_MS, barredMs <= DAY_MS + nowMs() - began]).toEqual([true, true]);
    expect([isBarred(ME), isBarred('Me@Example.test'), isBarred('old@example.test')]).toEqual([
      true,
      true,
      false,
    ]);
    expect([areLeft([noteAt()]), here.document.get(`aside.${ME}`)]).toEqual([false, '0']);
  });
});

it.each([
  ['none', [], false],
  ['a fresh one', [NEVER], false],
  ['a fresh one and an old one', [NEVER, 1], true],
  ['one that does not say since when', [undefined], true],
])('of %s one is abandoned', (_, times, expected) => {
  scriptHere();
  const notes = times.map((at, index) => ({
    name: `note.${index}`,
    note: at === undefined ? undated(noteAt()) : noteAt(2, { at }),
  }));
  expect(areAbandoned(notes)).toBe(expected);
});

it.each([
  ['his own', {}, ME, noteAt(), true],
  ['his own, however his mail is written', {}, 'ME@example.test', noteAt(), true],
  ['somebody else’s', {}, 'other@example.test', noteAt(), false],
  ['of a row that was sent in nobody’s name', UNNAMED, ME, noteAt(), false],
  ['of another row than that', UNNAMED, ME, noteAt(3), true],
])('a note is sent by a person’s sidebar: %s', (_, properties, mail, note, expected) => {
  scriptHere(properties);
  expect(isOwn(mail, note)).toBe(expected);
});

it('of the edits that meet a person at work one waits, and the others go', () => {
  const { cache } = scriptHere();
  expect(mustWait()).toBe(false);
  cache.set('person', 'ticket');
  expect([mustWait(), mustWait()]).toEqual([true, false]);
});

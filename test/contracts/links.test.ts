// Addresses that prove by themselves that the desk gave them out.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { SignedLinks } from '../../functions/src/adapters/signed-links.ts';
import type { SignedLink } from '../../functions/src/core/notices/signed-link.ts';

const PLACES = {
  linkUrl: 'https://link.example',
  linkSecret: 'one secret of at least thirty-two letters',
  sheetWebUrl: 'https://sheets.example/d/{id}/edit',
};
const links = new SignedLinks(PLACES);
const ROW: SignedLink = { to: 'row', deskId: 'desk', table: 'hotline', key: 'row-1', until: 1_000 };
const NOTE: SignedLink = { to: 'acknowledge', deskId: 'desk', key: 'row-1', person: '王芳', until: 1_000 };
const CASE: SignedLink = {
  to: 'case',
  deskId: 'desk',
  key: 'row-1',
  person: 'person-1',
  version: 2,
  until: 1_000,
};
const CALENDAR: SignedLink = { to: 'calendar', deskId: 'desk', person: 'person-1', version: 1 };
const tokenOf = (link: SignedLink, by = links) => by.address(link).split('/').at(-1) ?? '';

test.each([ROW, NOTE, CASE, CALENDAR])('$to: what was put in comes out', link => {
  expect(links.address(link).startsWith(`https://link.example/${link.to}/`)).toBe(true);
  expect(links.read(tokenOf(link), 1_000)).toEqual(link);
});

test('what is over is not read, and a calendar is good as long as its version is', () => {
  expect(links.read(tokenOf(ROW), 1_001)).toBeUndefined();
  expect(links.read(tokenOf(NOTE), 1_001)).toBeUndefined();
  expect(links.read(tokenOf(CASE), 1_001)).toBeUndefined();
  expect(links.read(tokenOf(CALENDAR), 9e15)).toEqual(CALENDAR);
});

test('a tab opens at a row, or in one of its filter views', () => {
  const tab = 'https://sheets.example/d/desk/edit#gid=1003';
  expect(links.sheet('desk', 1003, 7)).toBe(`${tab}&range=A7`);
  expect(links.view('desk', 1003, 1_003_100_001)).toBe(`${tab}&fvid=1003100001`);
});

test('another secret signs otherwise', () => {
  const other = new SignedLinks({ ...PLACES, linkSecret: 'another secret of at least thirty-two letters' });
  expect(links.read(tokenOf(ROW, other), 0)).toBeUndefined();
});

test('no letter of it can be changed, and nothing that nobody signed is read', () => {
  const token = tokenOf(ROW);
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.constantFrom(...'AZaz09-_.'), (at, letter) => {
      const changed = token.slice(0, at) + letter + token.slice(at + 1);
      const read = links.read(changed, 0);
      // The last letter of base64 holds bits that mean nothing.
      expect([undefined, JSON.stringify(ROW)]).toContain(read && JSON.stringify(read));
    }),
  );
  fc.assert(
    fc.property(fc.string(), text => {
      expect(links.read(text, 0)).toBeUndefined();
    }),
  );
});

test('a spreadsheet is opened at its tab, or at a row of it', () => {
  expect(links.sheet('desk', 1_001)).toBe('https://sheets.example/d/desk/edit#gid=1001');
  expect(links.sheet('desk', 1_001, 7)).toBe('https://sheets.example/d/desk/edit#gid=1001&range=A7');
});

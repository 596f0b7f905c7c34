// What a browser opens: pages, redirects and calendars behind signed addresses, those that are forged, changed or over,
// and their headers.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Link } from '../../../functions/src/core/notices/signed-link.ts';
import { at } from '../../fixtures/core/desk-fixture.ts';
import { DESK_ID, OpenDoors } from './open-doors.ts';

const NOW = at('2026-11-20 15:00');
const KEY = 'aaaaaaaa-0000-4000-8000-000000000001';
let doors: OpenDoors;
beforeAll(async () => {
  doors = await OpenDoors.open('doors-links', NOW);
});
afterAll(() => doors.close());

const pathOf = (link: Link) => new URL(doors.place.ports.links.address(link)).pathname;
const calendar = (version = 1) =>
  pathOf({ to: 'calendar', deskId: DESK_ID, person: 'person-liwei', version });
const acknowledge = (person: string, until = NOW + 1_000) =>
  pathOf({ to: 'acknowledge', deskId: DESK_ID, key: KEY, person, until });

/** The same address with one letter of what it says, or of its signature, changed. */
function changed(path: string, at: number): string {
  const letters = [...path];
  letters[at] = letters[at] === 'A' ? 'B' : 'A';
  return letters.join('');
}

test.each([
  ['a calendar', () => calendar(), 200],
  ['a calendar of another version', () => calendar(2), 410],
  ['a calendar of nobody', () => pathOf({ to: 'calendar', deskId: DESK_ID, person: 'x', version: 1 }), 410],
  [
    'a desk that is not there',
    () => pathOf({ to: 'calendar', deskId: 'no-desk', person: 'x', version: 1 }),
    404,
  ],
  ['one whose words were changed', () => changed(calendar(), '/calendar/'.length + 30), 410],
  ['one whose signature was changed', () => changed(calendar(), calendar().length - 5), 410],
  ['one that is over', () => acknowledge('person-zhaoqiang', NOW - 1), 410],
  ['one at another address than its own', () => calendar().replace('/calendar/', '/row/'), 410],
  ['one without a signature', () => `/calendar/${Buffer.from('{}').toString('base64url')}`, 404],
  ['a record that is not there', () => acknowledge('person-zhaoqiang'), 404],
  ['nothing', () => '/', 404],
])('%s, and nothing is written', async (_, path, status) => {
  const before = await doors.everything();
  for (const method of ['GET', 'HEAD']) {
    const answer = await doors.send('link', path(), { method });
    expect([method, answer.status]).toEqual([method, status]);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': expect.stringContaining('max-age') as unknown,
      'x-robots-tag': 'noindex',
    });
  }
  expect(await doors.everything()).toEqual(before);
  expect(doors.faults).toEqual([]);
});

test('a calendar is read only', async () => {
  expect(await doors.knock('link', calendar(), { method: 'POST' })).toMatchObject({ status: 405 });
});

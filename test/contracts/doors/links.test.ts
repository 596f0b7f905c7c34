// What a browser opens: pages, redirects and calendars behind signed addresses, those that are forged, changed, over or
// played again, and what the headers of every answer say.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commitRows } from '../../../functions/src/actions/submit/commit-rows.ts';
import { ringDue } from '../../../functions/src/actions/timers/ring-desk.ts';
import { HOUR } from '../../../functions/src/core/lib/time.ts';
import type { SignedLink } from '../../../functions/src/core/notices/signed-link.ts';
import { account } from '../../fixtures/actions/action-place.ts';
import { at, CALL_TODAY, hotline } from '../../fixtures/core/desk-fixture.ts';
import { DESK_ID, OpenDoors } from './open-doors.ts';

const NOW = at('2026-11-20 17:30');
const KEY = 'aaaaaaaa-0000-4000-8000-000000000001';
let doors: OpenDoors;
beforeAll(async () => {
  doors = await OpenDoors.open('doors-links', NOW);
});
afterAll(() => doors.close());

const pathOf = (link: SignedLink) => new URL(doors.place.ports.links.address(link)).pathname;
const calendar = (version = 1) =>
  pathOf({ to: 'calendar', deskId: DESK_ID, person: 'person-liwei', version });
const acknowledge = (person: string, until = NOW + 1_000) =>
  pathOf({ to: 'acknowledge', deskId: DESK_ID, key: KEY, person, until });

const note = {
  to: 'acknowledge',
  deskId: DESK_ID,
  key: KEY,
  person: 'person-zhaoqiang',
  until: NOW + 1_000,
} as const;

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

describe('taking note by a link', () => {
  // A call that nobody has answered for so long that those above were told.
  beforeAll(async () => {
    const { ports } = doors.place;
    const who = account('limin');
    const by = { account: who.mail, editor: null };
    const rows = [{ key: KEY, base: '', edited: [], cells: { ...(CALL_TODAY as Record<string, string>) } }];
    const typed = { account: who, table: hotline, by, now: NOW - 2.5 * HOUR, rows };
    await commitRows(ports, DESK_ID, [typed]);
    await ringDue(ports, DESK_ID);
  });
  const press = (path: string) => doors.knock('link', path, { method: 'POST' });

  test.each([
    ['of a clerk', () => acknowledge('person-limin'), 410],
    ['of nobody', () => acknowledge('person-nobody'), 410],
    ['of a supervisor, that is over', () => acknowledge('person-zhaoqiang', NOW - 1), 410],
    [
      'of a supervisor, signed for another record',
      () => pathOf({ ...note, key: 'bbbbbbbb-0000-4000-8000-000000000001' }),
      404,
    ],
    ['of a supervisor, signed for another desk', () => pathOf({ ...note, deskId: 'desk-foreign' }), 404],
    ['whose words were changed', () => changed(acknowledge('person-zhaoqiang'), 40), 410],
    ['whose signature was changed', () => changed(pathOf(note), pathOf(note).length - 5), 410],
    ['to the row instead', () => pathOf(note).replace('/acknowledge/', '/row/'), 410],
  ])('%s changes nothing, asked or pressed', async (_, path, status) => {
    const before = await doors.everything();
    expect((await doors.knock('link', path())).status).toBe(status);
    expect((await press(path())).status).toBe(status);
    expect(await doors.everything()).toEqual(before);
    expect(doors.faults).toEqual([]);
  });

  test('is asked as often as programs look at it, pressed once, and says so when it is played again', async () => {
    const path = pathOf(note);
    const before = await doors.everything();
    for (const _ of [1, 2]) expect((await doors.knock('link', path)).text).toContain('我已知悉</button>');
    expect(await doors.everything()).toEqual(before);
    expect((await press(path)).text).toContain('赵强 已知悉');
    const noted = await doors.everything();
    expect(noted).not.toEqual(before);
    const again = await press(path);
    expect([again.status, again.text]).toEqual([200, expect.stringContaining('没有需要知悉的升级')]);
    expect(await doors.everything()).toEqual(noted);
  });
});

test('a page runs no scripts and stands in nobody’s frame', async () => {
  for (const path of [acknowledge('person-zhaoqiang'), pathOf(note), acknowledge('person-limin')]) {
    const answer = await doors.send('link', path);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(answer.headers.get('content-security-policy')).toMatch(
      /default-src 'none'.*frame-ancestors 'none'/,
    );
  }
});

test('a calendar is read only', async () => {
  expect(await doors.knock('link', calendar(), { method: 'POST' })).toMatchObject({ status: 405 });
});

test.each([
  ['an answer', '', 'the owner’s', 200],
  ['a refusal', '/changes?since=x', 'the owner’s', 400],
  ['a call without a token', '', undefined, 401],
  ['a body without a token', '/owner', undefined, 401],
  ['a body that is none', '/owner', 'the owner’s', 400],
  ['an address that cannot be read', '/%', 'the owner’s', 404],
])('%s of the API says what it is, and is kept by nobody on the way', async (_, path, token, status) => {
  const answer = await doors.send('api', `/v1/desks/${DESK_ID}${path}`, {
    ...(path === '/owner' && { method: 'POST', body: '{' }),
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${await doors.token()}` }),
    },
  });
  expect([answer.status, Object.fromEntries(answer.headers)]).toMatchObject([
    status,
    {
      'content-type': expect.stringContaining('application/json') as unknown,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'strict-transport-security': expect.stringContaining('max-age') as unknown,
    },
  ]);
});

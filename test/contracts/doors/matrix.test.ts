// Every address of the contract with every kind of token, and at a desk that is one's own, somebody else's, or none:
// what is refused is refused by a 4xx of ours, and nothing is written. Which role may do what is in rights.test.ts.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SubmitAnswer } from '../../../functions/src/contract/contract.ts';
import { open } from '../../fixtures/actions/action-place.ts';
import { at, CALL, storedDesk, storedState } from '../../fixtures/core/desk-fixture.ts';
import { stripped, tampered, unsigned } from '../../fixtures/tokens/tokens.ts';
import { DESK_ID, OpenDoors, type Reply } from './open-doors.ts';

const NOW = at('2026-11-20 15:00');
const KEY = 'aaaaaaaa-0000-4000-8000-000000000001';
const FOREIGN = 'desk-foreign';
const contract = readFileSync(new URL('../../../functions/src/contract/calls.ts', import.meta.url), 'utf8');
const ADDRESSES = [...contract.matchAll(/^ {2}'(GET|POST) (\/v1\/\S*)':/gm)].map(
  ([, method = '', path = '']) => ({
    method,
    path,
  }),
);
/** A body that each address takes, by the end of its path; others take none. */
const BODIES: Readonly<Record<string, object>> = {
  '/v1/desks': { spreadsheetId: DESK_ID },
  '/members': { nonce: 'guessed' },
  '/owner': { mail: 'sunli@example.com' },
  '/rows': { rows: [{ key: KEY, base: '', edited: ['customer'], cells: CALL }] },
  '/import-plan': { rows: [['日期时间', '客户姓名']] },
  '/import': {
    titles: ['客户姓名'],
    columns: ['customer'],
    fixed: {},
    values: {},
    dry: false,
    rows: [{ row: 2, cells: ['李小明'] }],
  },
  '/bulk': {
    dry: false,
    bulk: 'bulk-0001',
    column: 'handler',
    value: '王芳',
    rows: [{ key: KEY, base: '1' }],
  },
  '/bulk-undo': { bulk: 'bulk-0001', rows: [{ key: KEY, base: '1' }] },
  '/duplicate': { dry: false, key: KEY, of: '20261120001' },
  '/duplicate-undo': { key: KEY },
  '/hand-over': { name: '李伟' },
  '/table-export': { full: false },
  '/records': { keys: [KEY] },
  '/held': { cells: [{ key: KEY, column: 'request', text: '请尽快处理' }] },
  '/retired': { after: '', keys: [KEY] },
  '/search': { text: '13812345678' },
  '/callers': { text: '13812345678' },
  '/export': { number: '13812345678' },
  '/correct': { number: '13812345678', contact: '13812345679' },
  '/erase': { number: '13800000000' },
  '/paper': { full: true },
  '/figures': { sheetId: 1002, row: 4, column: 2 },
};

let doors: OpenDoors;
let standing: Record<string, unknown>;
beforeAll(async () => {
  doors = await OpenDoors.open('doors-matrix', NOW);
  const { rows, ...desk } = storedDesk();
  const theirs = Object.entries(rows).filter(([key]) => key.startsWith('setting-'));
  const foreign = { ...desk, id: FOREIGN, owner: 'else@example.com', rows: Object.fromEntries(theirs) };
  await open(doors.place.ports, foreign, storedState());
  const row = { key: KEY, base: '', edited: [], cells: CALL };
  const saved = await knock('POST', `/v1/desks/${DESK_ID}/tables/hotline/rows`, await doors.token(), {
    rows: [row],
  });
  if (saved.status !== 200) throw new Error(saved.text);
  const gone = { key: 'person-gone', base: '', edited: [], cells: GONE };
  const left = await knock('POST', `/v1/desks/${DESK_ID}/tables/people/rows`, await doors.token(), {
    rows: [gone],
  });
  if ((JSON.parse(left.text) as SubmitAnswer).rows[0]?.outcome !== 'saved') throw new Error(left.text);
  standing = await doors.everything();
}, 60_000);
afterAll(() => doors.close());
/** What was refused has left nothing, and was no fault of ours. */
async function expectNoTrace(): Promise<void> {
  assert.deepEqual(await doors.everything(), standing);
  assert.deepEqual(doors.faults, []);
}

const GONE = {
  name: '旧同事',
  mail: 'gone@example.com',
  department: '客服部',
  role: '客服人员',
  onDuty: '离职',
};

function addressOf(path: string, desk: string): string {
  return path
    .replace(':desk', desk)
    .replace(':table', 'hotline')
    .replace(':key', KEY)
    .replace(':card', 'contacts');
}

/** Why an address is refused to whoever does not belong to the desk. */
function codeFor(path: string): string {
  if (path === '/v1/desks') return 'has_left';
  return path.endsWith('/members') ? 'nonce_wrong' : 'not_a_member';
}

function bodyOf(path: string): object | undefined {
  return BODIES[path] ?? BODIES[path.slice(path.lastIndexOf('/'))];
}

function knock(method: string, path: string, token: string | undefined, body?: object): Promise<Reply> {
  return doors.knock('api', path, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
}

const TOKENS: Readonly<Record<string, () => Promise<string | undefined>>> = {
  none: async () => undefined,
  'an empty one': async () => '',
  'no token at all': async () => 'x.y.z',
  'one of yesterday': () => doors.token({ lifetimeSeconds: -120 }),
  'one of another client': () => doors.token({ audience: 'another-client' }),
  'one of our machine': () => doors.machineToken(),
  'one without its signature': async () => stripped(await doors.token()),
  'one that says it is not signed': async () => unsigned(await doors.token()),
  'one of a guest that says it is the owner’s': async () =>
    tampered(await doors.token({ sub: '7', email: 'guest@example.com' }), {
      sub: '1001',
      email: 'owner@example.com',
    }),
};

test('the contract has its addresses, and each has a body here where it takes one', () => {
  expect(ADDRESSES.length).toBeGreaterThan(13);
  const bodies = [...contract.matchAll(/^ {2}'POST (\/v1\/\S*)': \{ body: (\w+)/gm)].map(
    ([, path = '']) => path,
  );
  expect(bodies.filter(path => bodyOf(path) === undefined && !path.endsWith(':card'))).toEqual([]);
});

describe.each(ADDRESSES)('$method $path', ({ method, path }) => {
  // Once for all that one address refuses: to read all documents takes longer than to refuse.
  afterAll(expectNoTrace);

  test.each(Object.keys(TOKENS))('with %s is refused', async kind => {
    const shown = await TOKENS[kind]?.();
    const answer = await knock(method, addressOf(path, DESK_ID), shown, bodyOf(path));
    expect([answer.status, answer.code]).toEqual([
      401,
      shown === undefined || shown === '' ? 'token_missing' : 'token_invalid',
    ]);
  });

  test('is refused to a stranger, and to whoever has left', async () => {
    const stranger = await doors.token({ sub: '7', email: 'stranger@example.com' });
    const gone = await doors.token({ sub: '8', email: 'gone@example.com' });
    // Whoever is not known yet may ask to be let in: that is no refusal.
    const known = path === '/v1/desks' ? gone : stranger;
    const answer = await knock(method, addressOf(path, DESK_ID), known, bodyOf(path));
    expect([answer.status, answer.code]).toEqual([403, codeFor(path)]);
    expect(await knock(method, addressOf(path, DESK_ID), gone, bodyOf(path))).toMatchObject({
      status: 403,
      code: 'has_left',
    });
  });

  test.runIf(path === '/v1/desks')('opens nothing where there is no spreadsheet', async () => {
    const stranger = await doors.token({ sub: '7', email: 'stranger@example.com' });
    const answer = await knock(method, path, stranger, bodyOf(path));
    expect([answer.status, answer.code]).toEqual([502, 'workbook_unreachable']);
  });

  test.runIf(path !== '/v1/desks')('is refused at a desk of others, and where there is none', async () => {
    const token = await doors.token();
    const foreign = await knock(method, addressOf(path, FOREIGN), token, bodyOf(path));
    expect([foreign.status, foreign.code]).toEqual([403, codeFor(path)]);
    const none = await knock(method, addressOf(path, 'desk-unknown'), token, bodyOf(path));
    expect([none.status, none.code]).toEqual(
      path.endsWith('/members') ? [403, 'nonce_wrong'] : [404, 'unknown_desk'],
    );
  });
});

// What the functions refuse, with which status and code; and that a refused request leaves no trace.
import assert from 'node:assert/strict';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { WireCell } from '../../functions/src/contract/contract.ts';
import { hotlineRow } from '../fixtures/journeys/case-rows.ts';
import { DeskHere } from '../fixtures/journeys/desk-here.ts';
import {
  CLAIMS,
  doorOf,
  type Knock,
  knock,
  machineToken,
  refusal,
  signed,
} from '../fixtures/journeys/knock.ts';
import { everything, settled } from '../fixtures/journeys/record-book.ts';
import { stripped, tampered, unsigned } from '../fixtures/tokens/tokens.ts';

const STRANGER = 'stranger@elsewhere.example';
const CLERK = 'liwei@sheetdesk.example';
const MAX_BYTES = 4 * 1024 * 1024;
const SAVED = hotlineRow();

let desk: DeskHere;
let before: Record<string, unknown>;

beforeAll(async () => {
  desk = await DeskHere.start();
  await desk.doors.submit('hotline', [SAVED]);
  await settled(desk.doors);
  before = await everything(desk.doors);
});
afterAll(() => desk.dispose());

const rows = (...list: unknown[]) => ({ rows: list });
const keyless = { base: '', edited: [], cells: {} };
const listed: unknown = ['x'];

describe('a refused request leaves no trace', () => {
  afterEach(async () => {
    assert.deepEqual(await everything(desk.doors), before);
  });

  test.each<[string, Knock, number, string]>([
    ['a body that is no JSON', { body: '{"rows": [' }, 400, 'body_not_json'],
    [
      'one that does not say that it is',
      { body: 'x', headers: { 'content-type': 'text/plain' } },
      400,
      'body_not_json',
    ],
    ['no body', {}, 400, 'body_invalid'],
    ['a list', { body: [] }, 400, 'body_invalid'],
    ['no rows', { body: rows() }, 400, 'body_invalid'],
    ['501 rows', { body: rows(...Array.from({ length: 501 }, () => hotlineRow())) }, 400, 'body_invalid'],
    [
      'a field that the contract lacks',
      { body: { ...rows(hotlineRow()), admin: true } },
      400,
      'body_invalid',
    ],
    ['a row without a key', { body: rows(keyless) }, 400, 'body_invalid'],
    [
      'a key that would leave its collection',
      { body: rows(hotlineRow({}, '../../desks/other')) },
      400,
      'body_invalid',
    ],
    [
      'a cell that is a list',
      { body: rows(hotlineRow({ remark: listed as WireCell })) },
      400,
      'body_invalid',
    ],
    ['4 MiB', { body: rows(hotlineRow({ remark: '长'.repeat(MAX_BYTES / 3) })) }, 413, 'body_too_large'],
    [
      'another desk',
      { path: '/v1/desks/no-such-desk/tables/hotline/rows', body: rows(hotlineRow()) },
      404,
      'unknown_desk',
    ],
    [
      'another table',
      { path: '/v1/desks/{desk}/tables/secrets/rows', body: rows(hotlineRow()) },
      404,
      'unknown_table',
    ],
    ['another address', { path: '/v1/everything', body: {} }, 404, 'unknown_address'],
    ['a climbing path', { path: '/v1/desks/..%2f{desk}/layout', body: {} }, 404, 'unknown_address'],
    ['DELETE', { method: 'DELETE' }, 405, 'method_not_allowed'],
    ['GET where rows are posted', { method: 'GET' }, 405, 'method_not_allowed'],
  ])('%s', async (_, what, status, code) => {
    expect(await knock(desk, what)).toMatchObject(refusal(status, code));
  });

  test.each([
    ['that no table has', hotlineRow({ salary: '1' }), [{ path: 'rows.1.cells.salary', message: 'salary' }]],
    ['of the system’s', hotlineRow({ number: '1' }), [{ path: 'rows.1.cells.number', message: 'number' }]],
    ['named as edited only', { ...hotlineRow(), edited: ['salary'] }, undefined],
  ])('a column %s', async (_, row, details) => {
    const answer = await knock(desk, { body: rows(hotlineRow(), row) });
    expect(answer).toMatchObject(refusal(400, 'unknown_column', details));
  });

  test('a row that stands twice in a request', async () => {
    const { key } = SAVED;
    const body = rows(hotlineRow(), hotlineRow({}, key), hotlineRow({ remark: '又一次' }, key));
    const details = [{ path: 'rows.2.key', message: key }];
    expect(await knock(desk, { body })).toMatchObject(refusal(400, 'row_twice', details));
  });

  test('a nonce that nobody gave, of somebody who is no member yet', async () => {
    const token = await signed(desk, { sub: 'local-stranger', email: 'stranger@example.test' });
    const what = { path: '/v1/desks/{desk}/members', body: { nonce: 'x' }, token };
    expect(await knock(desk, what)).toMatchObject(refusal(403, 'nonce_wrong'));
  });

  test('no token', async () => {
    const answer = await knock(desk, { body: rows(hotlineRow()), token: null });
    expect(answer).toMatchObject(refusal(401, 'token_missing'));
  });

  test.each<[string, () => Promise<string>]>([
    ['that is none', async () => 'not-a-token'],
    ['that has expired', () => signed(desk, { lifetimeSeconds: -3_600 })],
    ['for somebody else', () => signed(desk, { audience: 'other.apps.googleusercontent.com' })],
    ['whose mail is not verified', () => signed(desk, { emailVerified: false })],
    ['of another issuer with our key', () => signed(desk, {}, { issuer: 'https://evil.example' })],
    ['in our name with a foreign key', () => signed(desk, {}, { file: 'foreign.pem' })],
    ['of our own queue', () => machineToken(desk, 'ring')],
    [
      'with claims changed after it was signed',
      async () => tampered(await signed(desk, { email: CLERK }), CLAIMS),
    ],
    ['without a signature', async () => unsigned(await signed(desk, {}))],
    ['whose signature was taken off', async () => stripped(await signed(desk, {}))],
    ['of our own queue, as IAM hands it on', async () => stripped(await machineToken(desk, 'ring'))],
  ])('a token %s', async (_, make) => {
    const answer = await knock(desk, { body: rows(hotlineRow()), token: await make() });
    expect(answer).toMatchObject(refusal(401, 'token_invalid'));
  });

  test.each<[string, Knock]>([
    ['write rows', { body: rows(hotlineRow()) }],
    ['read what changed', { method: 'GET', path: '/v1/desks/{desk}/changes' }],
    ['read the description', { method: 'GET', path: '/v1/desks/{desk}' }],
    ['lay out the workbook', { path: '/v1/desks/{desk}/layout', body: {} }],
    ['rebuild the summaries', { path: '/v1/desks/{desk}/summaries/rebuild', body: {} }],
  ])('who does not belong to the desk may not %s', async (_, what) => {
    const answer = await knock(desk, { ...what, token: await desk.doors.token(STRANGER) });
    expect(answer).toMatchObject(refusal(403, 'not_a_member'));
  });

  test('a clerk may not make a supervisor: the row is refused, as a row', async () => {
    const cells = { name: '钱进', mail: 'qian@sheetdesk.example', department: '客服部', role: '客服主管' };
    const [answer] = await desk.doors.submit(
      'people',
      [{ ...keyless, key: crypto.randomUUID(), cells }],
      CLERK,
    );
    expect(answer).toMatchObject({ outcome: 'refused', problems: [{ code: 'not_supervisor' }] });
  });

  const machines = ['ring', 'summarise', 'sweep'] as const;
  const others = (door: (typeof machines)[number]) => machines.filter(each => each !== door);
  test.each(machines)('%s takes calls of our own machines alone: IAM stands before it', async door => {
    const here = { audience: doorOf(desk, door) };
    const call = async (token: string | undefined) => {
      const answer = await fetch(doorOf(desk, door), {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify({ deskId: desk.doors.endpoints.spreadsheetId }),
      });
      await answer.text();
      return answer.status;
    };
    const ours = await machineToken(desk, door);
    const answers = [
      await call(undefined),
      await call(await desk.doors.token()),
      await call(stripped(ours)),
      await call(tampered(ours, { sub: 'x' })),
      await call(await signed(desk, here)),
      await call(await signed(desk, { ...here, sub: 'x', email: STRANGER })),
      ...(await Promise.all(others(door).map(async name => call(await machineToken(desk, name, door))))),
      ...(await Promise.all(others(door).map(async name => call(await machineToken(desk, door, name))))),
    ];
    expect(answers).toEqual([401, 401, 401, 401, 403, 403, 403, 403, 401, 401]);
  });

  test('a machine’s request is judged as well', async () => {
    const token = await machineToken(desk, 'ring');
    const answer = await knock(desk, { door: 'ring', body: { deskId: '../x' }, token });
    expect(answer).toMatchObject(refusal(400, 'body_invalid'));
  });
});

test('who is refused once may do what is right the next time', async () => {
  expect(await knock(desk, { body: rows(hotlineRow({ salary: '1' })) })).toMatchObject({ status: 400 });
  const [answer] = await desk.doors.submit('hotline', [hotlineRow()], CLERK);
  expect(answer).toMatchObject({ outcome: 'saved', cells: { number: '20231001002' } });
});

// Rows of several requests in one commit: each request is judged by itself, numbers go on across them.
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  commitRows,
  type Settled,
  type Submission,
} from '../../../functions/src/actions/submit/commit-rows.ts';
import { RequestError } from '../../../functions/src/contract/request-error.ts';
import type { Ports } from '../../../functions/src/ports.ts';
import { ActionPlace } from '../../fixtures/actions/action-place.ts';
import { at, CALL, hotline } from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');

let place: ActionPlace;
let ports: Ports;

beforeAll(async () => {
  place = await ActionPlace.start('commit-rows', () => NOW);
  ({ ports } = place);
});

afterAll(() => place.close());

/** Some rows of an account, each with a key of its own. */
function submission(mail: string, keys: readonly string[], cells: Record<string, string> = {}): Submission {
  const account = { subject: mail, mail };
  const rows = keys.map(key => ({
    key,
    base: '',
    edited: [],
    cells: { ...(CALL as Record<string, string>), ...cells },
  }));
  return { account, table: hotline, by: { account: mail, editor: null }, now: NOW, rows };
}

const outcomes = (settled: Settled | undefined) =>
  settled instanceof RequestError ? settled.code : settled?.answers.map(answer => answer.outcome);
const numbers = (settled: Settled | undefined) =>
  settled instanceof RequestError ? [] : settled?.answers.map(answer => answer.cells['number']);

test('numbers go on from one request to the next, and a refused row takes none', async () => {
  const settled = await commitRows(ports, 'desk-1', [
    submission('limin@example.com', ['row-00000001', 'row-00000002']),
    submission('limin@example.com', ['row-00000003'], { urgency: '很急' }),
    submission('wangfang@example.com', ['row-00000004']),
  ]);
  expect(settled.map(outcomes)).toEqual([['saved', 'saved'], ['refused'], ['saved']]);
  expect(numbers(settled[0])).toEqual(['20231001001', '20231001002']);
  expect(numbers(settled[2])).toEqual(['20231001003']);
});

test('who does not belong to the desk is refused, and nobody beside them', async () => {
  const settled = await commitRows(ports, 'desk-1', [
    submission('stranger@example.com', ['row-00000005']),
    submission('limin@example.com', ['row-00000006']),
  ]);
  expect(settled.map(outcomes)).toEqual(['not_a_member', ['saved']]);
  const stored = await ports.store.transaction('desk-1', transaction =>
    transaction.read(['row-00000005', 'row-00000006'], []),
  );
  expect([...stored.records.keys()]).toEqual(['row-00000006']);
});

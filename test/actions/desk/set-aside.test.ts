// A record that cannot be decided is marked and told of once, as long as it fails in the same way by the same judge.
import { expect, test } from 'vitest';
import { SetAside } from '../../../functions/src/actions/desk/set-aside.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import { at, deskOf } from '../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';

const NOW = at('2026-11-20 15:00');
const desk = deskOf();
const MARKED = { since: NOW - 1, fault: 'failed', release: 'r1', by: `r1/${desk.desk.version}` } as const;

/** What is marked, and how often it is told, where this record fails twice. */
function failing(given: Partial<DeskRecord>) {
  const told: string[] = [];
  const log = { info: () => undefined, error: (event: string) => void told.push(event) };
  const aside = new SetAside({ log, now: () => NOW, release: 'r1' }, desk);
  const record = recordOf('hotline', given);
  for (let time = 0; time < 2; time += 1)
    aside.attempt(record, () => {
      throw new Error('no');
    });
  return { failed: aside.has(record), mark: aside.marks().get(record.key), told };
}

test('it is marked for the first time', () => {
  expect(failing({})).toEqual({
    failed: true,
    mark: { ...MARKED, since: NOW },
    told: ['record_set_aside'],
  });
});

test('what is marked so already is left alone', () => {
  expect(failing({ aside: MARKED, nextActionAt: null })).toEqual({ failed: true, mark: undefined, told: [] });
});

test.each<[string, Partial<DeskRecord>]>([
  ['another release has judged it', { aside: { ...MARKED, by: 'r0/1' }, nextActionAt: null }],
  ['it failed otherwise', { aside: { ...MARKED, fault: 'table' }, nextActionAt: null }],
  ['something is still to be done about it', { aside: MARKED, nextActionAt: NOW }],
])('it is marked anew, since when it was first, where %s', (_, given) => {
  expect(failing(given)).toEqual({ failed: true, mark: MARKED, told: ['record_set_aside'] });
});

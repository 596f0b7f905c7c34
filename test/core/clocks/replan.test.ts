// What the system has planned for a day that is closed by now is planned for the next open one; nothing else moves.
import { expect, it } from 'vitest';
import { replan } from '../../../functions/src/core/decide/replan.ts';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { at, deskOf, PEOPLE, SETTINGS } from '../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';

/** The Monday is a day off. */
const desk = deskOf(PEOPLE, [...SETTINGS, ['节假日', '2026-11-23', { value: '休' }]]);
const PLANNED = at('2026-11-23 10:30');
const NOW = at('2026-11-20 15:00');
const proposed = recordOf('callbacks', {
  version: 4,
  cells: { plannedAt: PLANNED },
  proposed: { plannedAt: PLANNED },
});

it('goes on to the next open day at the same hour, as still proposed, with a word in the history', () => {
  const moved = replan(callbacks, proposed, NOW, desk);
  const plannedAt = at('2026-11-24 10:30');
  expect(moved?.after).toEqual({ ...proposed, version: 5, cells: { plannedAt }, proposed: { plannedAt } });
  expect(moved?.event).toMatchObject({
    version: 5,
    at: NOW,
    changes: [{ column: 'plannedAt', before: PLANNED, after: plannedAt }],
  });
  expect(moved && replan(callbacks, moved.after, NOW, desk)).toBeUndefined();
});

it.each([
  ['what a person has set', { ...proposed, proposed: {} }, NOW],
  ['what a person has set otherwise', { ...proposed, proposed: { plannedAt: PLANNED - 1 } }, NOW],
  ['what lies on an open day', recordOf('callbacks', { cells: { plannedAt: at('2026-11-24 10:30') } }), NOW],
  ['what is not planned', recordOf('callbacks'), NOW],
  ['a call whose time has come', proposed, PLANNED],
  ['a call whose time has passed', proposed, PLANNED + 1],
])('%s stays', (_, record, now) => {
  expect(replan(callbacks, record, now, desk)).toBeUndefined();
});

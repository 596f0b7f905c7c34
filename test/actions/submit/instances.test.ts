// Three instances of the service at one desk: the numbers of a day come from one counter, and they meet there.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkFigures } from '../../../functions/src/actions/reports/recount-figures.ts';
import { submitRows } from '../../../functions/src/actions/submit/submit-rows.ts';
import { contextOf } from '../../../functions/src/core/desk/desk.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { ActionPlace, account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { at, CALL, hotline } from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');
const WRITERS = 20;
const ROWS = 4;

let place: ActionPlace;
let instances: Ports[];
beforeAll(async () => {
  place = await ActionPlace.start('instances', () => NOW);
  const alarms = { plantRing: async () => {}, plantSummary: async () => {} };
  instances = [place.ports, place.others, place.portsAt(place.firestore)].map(ports => ({
    ...ports,
    alarms,
  }));
});
afterAll(async () => {
  await place?.close();
});

test('twenty writers over three of them get each number once and none is left out', async () => {
  const write = async (writer: number): Promise<unknown[]> => {
    const ports = instances[writer % instances.length];
    if (!ports) throw new Error('no instance');
    const numbers: unknown[] = [];
    for (let row = 0; row < ROWS; row += 1) {
      const rows = [{ key: `writer-${writer}-row-${row}`, base: '', edited: [], cells: CALL }];
      const [answer] = (await submitRows(ports, account('limin'), DESK_ID, hotline, { rows })).rows;
      numbers.push([answer?.outcome, answer?.cells['number']]);
    }
    return numbers;
  };
  const all = await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
  const wanted = Array.from({ length: WRITERS * ROWS }, (_, index) => [
    'saved',
    `20231001${String(index + 1).padStart(3, '0')}`,
  ]);
  expect(all.flat().toSorted((one, other) => (String(one) < String(other) ? -1 : 1))).toEqual(wanted);
});

test('what all of them saved is counted once', async () => {
  const { store, holidays, keys } = place.ports;
  while ((await store.applyChanges(DESK_ID, 200)) > 0);
  const desk = await store.desk(DESK_ID);
  if (!desk) throw new Error('no desk');
  const context = contextOf(desk, holidays, TABLES, keys.keyed(desk.id));
  expect(await checkFigures(place.ports, context)).toEqual({ records: WRITERS * ROWS, differences: [] });
});

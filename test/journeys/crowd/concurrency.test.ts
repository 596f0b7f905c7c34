// Many batches at once that want the same rows and the same day's numbers, over two processes of the service.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RowAnswer, RowInput, WireCells } from '../../../functions/src/contract/contract.ts';
import { often } from '../../fixtures/endurance.ts';
import { editOf, hotlineRow } from '../../fixtures/journeys/case-rows.ts';
import { DeskProcess } from '../../fixtures/journeys/desk-process.ts';
import { documentsOf, figuresOf, settled } from '../../fixtures/journeys/record-book.ts';
import { type SecondApi, startSecondApi } from '../../fixtures/journeys/second-api.ts';

const BATCHES = often(20, 50);
const OWN_ROWS = 4;

let desk: DeskProcess;
let second: SecondApi;
beforeAll(async () => {
  desk = await DeskProcess.start();
  second = await startSecondApi(desk);
});
afterAll(async () => {
  await second?.close();
  await desk.dispose();
});

type CellsOf = (key: string) => WireCells | undefined;

test(`${BATCHES} batches at once at two processes: each row once, numbers without gap or double, conflicts told, summaries right`, async () => {
  const { doors } = desk;
  const known = (await doors.submit('hotline', [hotlineRow(), hotlineRow()])).map(({ key, base }) => ({
    key,
    base,
  }));
  const [merged = { key: '', base: '' }, contested = { key: '', base: '' }] = known;
  const same = hotlineRow({ remark: '大家都写一样的' });
  const wanted = hotlineRow();
  const columns = ['order', 'request', 'improvement', 'remark', 'description'];
  const batches = Array.from({ length: BATCHES }, (_, batch): RowInput[] => [
    ...Array.from({ length: OWN_ROWS }, (_, at) => hotlineRow({ order: `批次${batch}-${at}` })),
    same,
    { ...wanted, cells: { ...wanted.cells, remark: `第 ${batch} 批` } },
    // Five columns: many want each, and the first of them has it.
    editOf(merged, {
      [columns[batch % columns.length] ?? '']: `第 ${batch} 批写下的内容，九月三十日已和客户确认`,
    }),
    editOf(contested, { remark: `第 ${batch} 批` }),
  ]);

  const apis = [doors, second.doors];
  expect(new Set(apis.map(({ endpoints }) => endpoints.functions)).size).toBe(2);
  const answers = await Promise.all(
    batches.map((batch, at) => (apis[at % apis.length] ?? doors).submit('hotline', batch)),
  );
  const answersTo = (at: number) => answers.map(batch => batch[at]).filter(each => each !== undefined);
  const outcomes = (at: number) => countBy(answersTo(at).map(answer => answer.outcome));

  for (let own = 0; own < OWN_ROWS; own++) expect(outcomes(own)).toEqual({ saved: BATCHES });
  expect(outcomes(OWN_ROWS)).toEqual({ saved: 1, unchanged: BATCHES - 1 });
  expect(outcomes(OWN_ROWS + 1)).toEqual({ saved: 1, conflict: BATCHES - 1 });
  expect(outcomes(OWN_ROWS + 2)).toEqual({ saved: columns.length, conflict: BATCHES - columns.length });
  expect(outcomes(OWN_ROWS + 3)).toEqual({ saved: 1, conflict: BATCHES - 1 });

  const records = (await documentsOf(doors, 'records')).filter(each => each.get('table') === 'hotline');
  const byKey = new Map(records.map(each => [each.id, each]));
  expect(byKey.size).toBe(2 + BATCHES * OWN_ROWS + 2);
  const serials = records.map(each => Number(String(each.get('number')).slice(8))).sort((a, b) => a - b);
  expect(serials).toEqual(Array.from({ length: byKey.size }, (_, at) => at + 1));
  // Everybody was told the number that stands.
  for (const { key, cells } of answers.flat()) {
    const number = byKey.get(key)?.get('number') as string;
    expect(cells.number ?? number).toBe(number);
  }

  for (const at of [OWN_ROWS + 1, OWN_ROWS + 2, OWN_ROWS + 3]) {
    const sent = batches.map(batch => batch[at]);
    expectWinners(answersTo(at), sent, key => byKey.get(key)?.get('cells') as WireCells);
  }
  const events = await documentsOf(doors, 'events');
  expect(events.filter(each => each.get('key') === merged.key)).toHaveLength(1 + columns.length);
  expect(events.filter(each => each.get('key') === same.key)).toHaveLength(1);

  await settled(doors);
  const counted = await figuresOf(doors);
  expect(counted.open?.['hotline/open']).toBe(byKey.size);
  expect(await doors.call('/summaries/rebuild', {})).toMatchObject({ status: 200 });
  expect(await figuresOf(doors)).toEqual(counted);
});

/**
 * Every cell in conflict was told with the value that stands and with its own; what stands was written by one that was
 * saved.
 */
function expectWinners(answers: RowAnswer[], sent: (RowInput | undefined)[], cellsOf: CellsOf): void {
  const pairs = answers.map((answer, at) => {
    const column = sent[at]?.edited[0] ?? 'remark';
    const [mine, standing] = [sent[at]?.cells[column], cellsOf(answer.key)?.[column]];
    const told = answer.problems.find(each => each.code === 'conflict' && each.column === column);
    return { saved: answer.outcome === 'saved', mine, standing, told: told?.message ?? '' };
  });
  for (const { mine, standing } of pairs.filter(({ saved }) => saved)) expect(standing).toBe(mine);
  for (const { mine, standing, told } of pairs.filter(({ saved }) => !saved)) {
    expect(told).toContain(`改为“${standing}”，而您写的是“${mine}”`);
  }
}

function countBy(words: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

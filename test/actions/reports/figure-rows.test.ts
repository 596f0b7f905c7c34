// What a card shows of a figure in the tabs: filter views of whoever asks, made in the spreadsheet itself.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { deskContext } from '../../../functions/src/actions/desk/desk-contexts.ts';
import { applyLayout } from '../../../functions/src/actions/reports/apply-layout.ts';
import { drillDown } from '../../../functions/src/actions/reports/drill-down.ts';
import { readFacts } from '../../../functions/src/actions/reports/read-facts.ts';
import { summariseDesk } from '../../../functions/src/actions/reports/summarise-desk.ts';
import type { CardAnswer } from '../../../functions/src/contract/cards.ts';
import { summaryPages } from '../../../functions/src/core/reports/summary-tabs.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { type FirestoreServer, startFirestore } from '../../../local/google/firestore/server.ts';
import { account } from '../../fixtures/actions/action-place.ts';
import { SummaryStage } from '../../fixtures/actions/summary-stage.ts';
import { at } from '../../fixtures/core/desk-fixture.ts';

const CALLED = { calledAt: '2026-11-20 14:50' };

let firestore: FirestoreServer;
let stage: SummaryStage;

const context = async () => deskContext(stage.ports, await stage.ports.store.desk(stage.desk));

beforeAll(async () => {
  firestore = await startFirestore({ file: ':memory:' });
  stage = await SummaryStage.open(firestore);
  stage.now = at('2026-11-20 15:00');
  await applyLayout(stage.ports, await context());
  await stage.save(['row-00000001', 'row-00000002', 'row-00000003'], CALLED);
  await stage.save(['row-00000001'], { ...CALLED, respondedAt: '2026-11-20 15:00' }, '1');
  await summariseDesk(stage.ports, stage.desk);
});
beforeEach(() => {
  stage.takeCalls();
  stage.faults.length = 0;
});
afterAll(async () => {
  await stage?.close();
  await firestore?.close();
});

/** The card of the first figure of a tab that is called so. */
async function cardOf(tab: string, called: string, who = 'limin'): Promise<CardAnswer> {
  const page = summaryPages(await readFacts(stage.ports, await context())).find(
    each => each.tab.title === tab,
  );
  const [place] = (page?.grid ?? []).flatMap((cells, row) =>
    cells.flatMap(({ figure }, column) =>
      figure?.title.includes(called) ? [{ row: row + 1, column: column + 1 }] : [],
    ),
  );
  if (!page || !place) throw new Error(`no figure is called ${called}`);
  return drillDown(stage.ports, account(who), stage.desk, { sheetId: page.tab.sheetId, ...place });
}

const idOf = (view: { url: string } | undefined) => view?.url.split('&fvid=')[1];
const viewsOfTab = () =>
  stage.workbook.data.sheets.find(({ properties }) => properties.sheetId === hotline.sheetId)?.filterViews ??
  [];
const numberOf = async (key: string) =>
  (await stage.ports.store.records(stage.desk, [key])).get(key)?.number ?? '';

test('the rows of a limit open in a view of whoever asks, and what they ask for next takes its place', async () => {
  const before = viewsOfTab().length;
  const kept = await cardOf('周报', '热线响应·按时');
  const [view, ...others] = kept.views ?? [];
  expect([view, others]).toEqual([
    {
      label: '在“热线记录”中只看这 1 行',
      url: expect.stringMatching(
        new RegExp(`^https://sheets.example/desk-1#gid=${hotline.sheetId}&fvid=\\d+$`),
      ) as unknown,
    },
    [],
  ]);
  const made = () => viewsOfTab().find(({ filterViewId }) => String(filterViewId) === idOf(view));
  const column = hotline.columns.findIndex(each => each.owner === 'system' && each.source.from === 'number');
  const only = (...numbers: string[]) => ({
    title: '明细：李敏',
    criteria: {
      [column]: {
        condition: {
          type: 'CUSTOM_FORMULA',
          values: [{ userEnteredValue: expect.stringContaining(`"^(${numbers.join('|')})$"`) as unknown }],
        },
      },
    },
  });
  expect(made()).toMatchObject(only(await numberOf('row-00000001')));
  const came = await cardOf('周报', '热线记录 · 新增');
  expect(came.views).toEqual([{ label: '在“热线记录”中只看这 3 行', url: view?.url }]);
  const all = await Promise.all([1, 2, 3].map(each => numberOf(`row-0000000${each}`)));
  expect(made()).toMatchObject(only(...all));
  expect(viewsOfTab()).toHaveLength(before + 1);
});

test('another person has views of his own, and the layout takes them all out', async () => {
  const mine = await cardOf('周报', '热线记录 · 新增');
  const his = await cardOf('周报', '热线记录 · 新增', 'sunli');
  expect(idOf(his.views?.[0])).not.toBe(idOf(mine.views?.[0]));
  const asked = () => viewsOfTab().flatMap(({ title }) => (title.startsWith('明细') ? [title] : []));
  expect(asked().sort()).toEqual(['明细：孙丽', '明细：李敏']);
  await applyLayout(stage.ports, await context());
  expect(asked()).toEqual([]);
});

test('a share of limits opens those that were kept and those that were missed apart', async () => {
  stage.now = at('2026-11-22 09:30');
  await stage.save(['row-00000002'], { ...CALLED, respondedAt: '2026-11-22 09:20' }, '1');
  await summariseDesk(stage.ports, stage.desk);
  const card = await cardOf('周报', '热线记录 · 热线响应');
  expect(card.views?.map(({ label }) => label)).toEqual([
    '在“热线记录”中只看按时的 1 行',
    '在“热线记录”中只看超时的 1 行',
  ]);
  expect(new Set(card.views?.map(idOf)).size).toBe(2);
});

test('what is due opens its rows as well', async () => {
  const card = await cardOf('看板', '已超时');
  expect(card.views?.map(({ label }) => label)).toEqual([
    expect.stringMatching(/^在“热线记录”中只看这 \d 行$/),
  ]);
});

test('a write that another came before is planned once more', async () => {
  stage.faults.push(400);
  const card = await cardOf('周报', '热线记录 · 新增');
  expect(card.views).toHaveLength(1);
  expect(stage.takeCalls().filter(({ method }) => method === 'POST')).toHaveLength(2);
});

test('where the spreadsheet takes no view the card says so and lists the records', async () => {
  stage.faults.push(400, 400);
  const card = await cardOf('周报', '热线记录 · 新增');
  expect(card.views).toEqual([]);
  expect(card.lines).toContain('现在不能在表里只列出这些行，请稍后再试；下面逐条列出。');
  expect(card.lines.filter(line => line.startsWith('热线记录 '))).toHaveLength(3);
});

test('who does not belong to the desk changes nothing', async () => {
  await expect(cardOf('周报', '热线记录 · 新增', 'stranger')).rejects.toMatchObject({ code: 'not_a_member' });
  expect(stage.takeCalls()).toEqual([]);
});

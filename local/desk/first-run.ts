// What a person does once on a new spreadsheet, done for them: shares it with the service, installs the add-on,
// enables the desk from its menu and enters the people.

import { randomUUID } from 'node:crypto';
import type { ScriptRuntime } from '../google/apps-script/runtime.ts';
import { ROBOTS } from '../outbox/robots/groups.ts';
import { COMPANY, OWNER, OWNER_NAME, SAMPLE_HEADS, SAMPLE_PEOPLE } from './sample-people.ts';
import type { Sharing } from './sharing.ts';

interface Door {
  /** Address of the API. */
  api: string;
  spreadsheetId: string;
  /** An ID token of the owner. */
  token: () => Promise<string>;
}

interface PulledRow {
  key: string;
  base: string;
  table: string;
  cells: Record<string, string | number | boolean | null>;
}

/**
 * Shares the spreadsheet, enables the desk, enters people and heads of departments, and has the add-on fetch them; what
 * is there already stays.
 * @throws when a step is refused
 */
export async function firstRun(
  scripts: ScriptRuntime,
  sharing: Pick<Sharing, 'share'>,
  door: Door,
): Promise<void> {
  sharing.share();
  await scripts.install(OWNER);
  await scripts.run('setUp', [], OWNER);
  const desk = `${door.api}/v1/desks/${door.spreadsheetId}`;
  const pulled = async () => ((await call(door, `${desk}/changes?since=`)) as { rows: PulledRow[] }).rows;
  // A first run that was broken off may have entered some of it.
  const before = await pulled();
  const isThere = (column: string, value: unknown) => before.some(({ cells }) => cells[column] === value);
  const people = SAMPLE_PEOPLE.filter(({ mail }) => !isThere('mail', mail));
  // Of whoever opens a desk only the mail is known.
  const unnamed = before.filter(({ cells }) => cells.mail === OWNER && cells.name !== OWNER_NAME);
  const entered = [...unnamed.map(row => edit(row, { name: OWNER_NAME })), ...people.map(newRow)];
  if (entered.length > 0) await call(door, `${desk}/tables/people/rows`, { rows: entered });
  const rows = await pulled();
  const departments = rows.filter(row => row.table === 'settings' && row.cells.category === '部门');
  // Whoever tries the desk in the evening wants to see its reminders then.
  const quiet = rows.filter(row => row.table === 'settings' && row.cells.name === '免打扰');
  await call(door, `${desk}/tables/settings/rows`, {
    rows: [
      ...departments.map(row => edit(row, { head: SAMPLE_HEADS[String(row.cells.name)] ?? null })),
      ...quiet.map(row => edit(row, { value: '不限' })),
      ...[
        { category: '企业', name: COMPANY, note: '公司的名称，印在打印的单据上。' },
        ...ROBOTS.map(({ group }) => ({
          category: '通知渠道',
          name: group,
          note: '群机器人；人员的“通知方式”和部门的取值写上它的名称，提醒就发到那个群。',
        })),
      ]
        .filter(({ name }) => !isThere('name', name))
        .map(newRow),
    ],
  });
  await scripts.run('refresh', [], OWNER);
}

function newRow(cells: Record<string, string>): object {
  return { key: randomUUID(), base: '', edited: [], cells };
}

function edit({ key, base }: PulledRow, cells: PulledRow['cells']): object {
  return { key, base, edited: Object.keys(cells), cells };
}

async function call(door: Door, url: string, body?: object): Promise<unknown> {
  const response = await fetch(url, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${await door.token()}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer = await response.text();
  if (!response.ok) throw new Error(`The desk refused ${url}: ${response.status} ${answer}`);
  return JSON.parse(answer);
}

// Who may sit at a window of the page: the owner, and whoever stands with a mail in the tab of people.
import type { PersonView } from '../page/wire.ts';
import type { Workbook } from '../workbook/workbook.ts';
import { OWNER, OWNER_NAME } from './sample-people.ts';

/** Titles of the columns that the tab of people has; behind them may stand that they are required. */
const COLUMNS = { name: '姓名', email: '邮箱', role: '角色', onDuty: '在岗' } as const;
/** The value of 在岗 of those who work here no more. */
const LEFT = '离职';

type Line = Record<keyof typeof COLUMNS, string>;

/** The owner first, then the others as they stand there. */
export function peopleAtPage({ data }: Pick<Workbook, 'data'>): PersonView[] {
  const lines = data.sheets.map(({ cells }) => linesOf(cells)).find(found => found !== undefined) ?? [];
  const all = lines.flatMap(({ name, email, role, onDuty }): PersonView[] =>
    email.includes('@') && onDuty !== LEFT ? [{ email, name: name || email, role }] : [],
  );
  const owner = all.find(({ email }) => email === OWNER) ?? { email: OWNER, name: OWNER_NAME, role: '' };
  const others = all.filter(({ email }) => email !== OWNER);
  return [owner, ...new Map(others.map(each => [each.email, each])).values()];
}

function linesOf(cells: Workbook['data']['sheets'][number]['cells']): Line[] | undefined {
  const [head, ...rows] = Object.values(cells);
  if (!head) return undefined;
  const text = (row: typeof head, column: string | undefined) =>
    column === undefined ? '' : String(row[Number(column)]?.value ?? '').trim();
  const places = Object.fromEntries(
    Object.entries(COLUMNS).map(([key, title]) => [
      key,
      Object.keys(head).find(column => text(head, column).replace(/[\s*＊]+$/, '') === title),
    ]),
  );
  if (!places['name'] || !places['email'] || !places['role']) return undefined;
  return rows.map(row => ({
    name: text(row, places['name']),
    email: text(row, places['email']),
    role: text(row, places['role']),
    onDuty: text(row, places['onDuty']),
  }));
}

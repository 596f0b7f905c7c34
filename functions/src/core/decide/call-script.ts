// What to say to a customer: a greeting, questions to go by and a message to copy, with what the record and those that
// it is about hold in their blanks. Knows no table.

import { showCell } from '../cells/cell-codec.ts';
import type { DeskContext } from '../desk/desk.ts';
import type { DeskRecord } from '../record/record.ts';
import { filledIn, type Placeholder } from '../schema/script-text.ts';
import type { Table } from '../schema/table.ts';

/** What is known beside the record itself. */
export interface ScriptFacts {
  /** The customer's name in full, for whoever makes the call; as the sheet shows it where there is none. */
  customer?: string;
  /** Records that the call is about. */
  cases?: readonly DeskRecord[];
}

/**
 * The script of a record, in paragraphs; none where its table has none for it. Customers appear as the sheet shows
 * them, masked, unless the name is given.
 */
export function scriptLines(
  table: Table,
  record: DeskRecord,
  desk: DeskContext,
  facts: ScriptFacts = {},
): string[] {
  const fill = (text: string) => filledIn(text, knownOf(table, record, desk, facts));
  if (table.greeting !== undefined) return [`问候（可照读）：${fill(desk.words(table.greeting))}`];
  const { script } = table;
  const kind = kindOf(table, record);
  const goal = script?.goals[kind];
  if (!script || goal === undefined) return [];
  const questions = desk
    .words(`${kind}·提纲`)
    .split('\n')
    .filter(line => line.trim() !== '');
  const entries = knowledgeOf(facts);
  return [
    `目标：${goal}`,
    `开场：${fill(desk.words(script.opening))}`,
    ...questions.map((question, index) => `${index + 1}. ${fill(question)}`),
    ...(entries.length > 0 ? [`可参考：${entries.join('；')}`] : []),
    '预约消息（可复制）：',
    fill(desk.words(`${kind}·消息`)),
  ];
}

/** The message that makes an appointment. */
export function appointmentOf(table: Table, record: DeskRecord, desk: DeskContext): string | undefined {
  const kind = kindOf(table, record);
  if (table.script?.goals[kind] === undefined) return undefined;
  return filledIn(desk.words(`${kind}·消息`), knownOf(table, record, desk, {}));
}

const kindOf = ({ script }: Table, { cells }: DeskRecord) => String(cells[script?.by ?? ''] ?? '');

type KnownBlanks = Partial<Record<Placeholder, string>>;

/** What the words in braces stand for here. */
function knownOf(table: Table, record: DeskRecord, desk: DeskContext, facts: ScriptFacts): KnownBlanks {
  const { cases = [], customer } = facts;
  const own = Object.entries(table.script?.from ?? {}).map(([name, column]) => [
    name,
    shown(column, record, desk.zone),
  ]);
  const ofCases = (part: 'problem' | 'solution' | 'handler') => {
    const texts = cases.map(each => {
      const of = desk.tableOf(each.table);
      const column = of?.brief?.[part];
      return of && column !== undefined ? shown(column, each, desk.zone).replace(/\s+/g, ' ') : '';
    });
    return [...new Set(texts)].filter(text => text !== '').join('；');
  };
  return {
    ...(Object.fromEntries(own) as KnownBlanks),
    ...(customer !== undefined && { 客户: customer }),
    公司: desk.company,
    问题: ofCases('problem'),
    方案: ofCases('solution'),
    处理人: ofCases('handler'),
    知识: knowledgeOf(facts).join('；'),
  };
}

/** Entries of what the desk knows that were offered for these records. */
function knowledgeOf({ cases = [] }: ScriptFacts): string[] {
  const offered = cases.flatMap(({ findings }) =>
    findings.flatMap(({ code, facts }) =>
      code === 'solution_offered' ? [`${String(facts?.['entry'])}：${String(facts?.['answer'])}`] : [],
    ),
  );
  return [...new Set(offered)];
}

function shown(key: string, { cells }: DeskRecord, zone: string): string {
  const cell = cells[key] ?? null;
  return cell === null ? '' : showCell(cell, zone);
}

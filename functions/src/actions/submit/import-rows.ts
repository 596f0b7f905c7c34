// Past records from another book: their columns matched, and their rows taken in by the same commit as those that are
// typed. A row is known by what it holds, so that it is taken in once, however often it is sent.

import type { RowAnswer, RowInput } from '../../contract/contract.ts';
import type {
  ImportAnswer,
  ImportedRow,
  ImportOutcome,
  ImportPlan,
  ImportPlanRequest,
  ImportRequest,
  TargetColumn,
} from '../../contract/exchange.ts';
import { RequestError } from '../../contract/request-error.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import { matchColumns } from '../../core/imports/match-columns.ts';
import { isNoRow, pastCells } from '../../core/imports/past-row.ts';
import { digestOf, keyedDigest } from '../../core/lib/digest.ts';
import type { StaffColumn } from '../../core/schema/column.ts';
import { problem } from '../../core/schema/problem.ts';
import { staffColumns, systemColumn, type Table } from '../../core/schema/table.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';
import { rightContext } from '../desk/desk-contexts.ts';
import type { Submission } from './admission.ts';
import { told } from './answer.ts';
import { previewRows } from './commit-rows.ts';
import { commitSubmission } from './submit-rows.ts';

/** What a source's columns are proposed to be. @throws RequestError 403, 404; 400 for people and settings. */
export async function planImport(
  ports: Ports,
  account: Account,
  deskId: string,
  named: Table,
  { rows }: ImportPlanRequest,
): Promise<ImportPlan> {
  const desk = await rightContext(ports, deskId, account, 'import');
  const table = tableFor(named, desk);
  const { header, columns, problems } = matchColumns(table, rows);
  const targets = staffColumns(table).map(column => targetOf(column, desk));
  return { header, columns, targets, problems: problems.map(told) };
}

/**
 * Takes rows in, or tells what would become of them.
 * @throws RequestError 400 for a mapping that does not fit, 403, 404 as `planImport`
 */
export async function importRows(
  ports: Ports,
  account: Account,
  deskId: string,
  named: Table,
  request: ImportRequest,
): Promise<ImportAnswer> {
  const desk = await rightContext(ports, deskId, account, 'import');
  const table = tableFor(named, desk);
  refuseUnfit(request, table);
  const read = request.rows.map(each => readRow(each, request, table, desk));
  // Of rows that are alike in all cells the first counts.
  const first = new Map(read.toReversed().flatMap(each => (each.input ? [[each.input.key, each]] : [])));
  const rows = [...first.values()].toReversed().flatMap(({ input }) => input ?? []);
  const by = { account: account.mail, editor: null };
  const submission: Submission = { account, table: named, by, now: ports.now(), rows, past: true };
  const answers =
    rows.length > 0 ? await answersTo(ports, deskId, submission, request.dry) : new Map<string, RowAnswer>();
  return {
    rows: read.map(each => {
      const { row, input } = each;
      if (!input) return { row, outcome: 'skipped', number: '', state: '', problems: [], unknown: [] };
      if (first.get(input.key) !== each) return repeated(row);
      const answer = answers.get(input.key);
      if (!answer) throw new Error(`row ${row} of an import was not answered`);
      return importedRow(row, input, answer, table);
    }),
  };
}

/** @throws RequestError 400 for a table that configures the desk: its rows are typed. */
function tableFor(named: Table, desk: DeskContext): Table {
  if (named.role !== 'work') throw new RequestError('not_imported');
  return desk.tableOf(named.key) ?? named;
}

function targetOf({ key, label, kind, required }: StaffColumn, desk: DeskContext): TargetColumn {
  const options = choicesIn(kind, desk);
  return { key, label, required: required === true, ...(options && { options }) };
}

function choicesIn(kind: StaffColumn['kind'], desk: DeskContext): readonly string[] | undefined {
  if (kind.type === 'person') return desk.people.map(({ name }) => name);
  if (kind.type !== 'option') return undefined;
  return 'options' in kind ? kind.options : desk.options[kind.from];
}

/** @throws RequestError 400 */
function refuseUnfit({ columns, fixed, values }: ImportRequest, table: Table): void {
  const keys = new Set(staffColumns(table).map(({ key }) => key));
  const chosen = columns.filter(key => key !== null);
  const named = [...chosen, ...Object.keys(fixed), ...Object.keys(values)];
  if (new Set(chosen).size < chosen.length || named.some(key => !keys.has(key)))
    throw new RequestError('columns_unfit');
}

interface ReadRow {
  row: number;
  /** Nothing where the line is no record. */
  input?: RowInput;
}

function readRow(
  { row, cells }: ImportRequest['rows'][number],
  mapping: ImportRequest,
  table: Table,
  desk: DeskContext,
): ReadRow {
  if (isNoRow(cells, mapping.titles)) return { row };
  const texts = cells.map(cell => String(cell ?? '').trim());
  while (texts.at(-1) === '') texts.pop();
  // By what it holds, and not by where it stands or how it is read: sources are sorted, and imports begun again.
  const key = digestOf(keyedDigest(JSON.stringify(['import', table.key, ...texts]), desk.keyed));
  const input = { key, base: '', edited: [], cells: pastCells(table, cells, mapping, desk) };
  return { row, input };
}

async function answersTo(
  ports: Ports,
  deskId: string,
  submission: Submission,
  dry: boolean,
): Promise<Map<string, RowAnswer>> {
  const settled = dry
    ? await previewRows(ports, deskId, submission)
    : await commitSubmission(ports, deskId, submission);
  if (settled instanceof RequestError) throw settled;
  return new Map(settled.answers.map(answer => [answer.key, answer]));
}

const repeated = (row: number): ImportedRow => ({
  row,
  outcome: 'known',
  number: '',
  state: '',
  problems: [told(problem(null, 'past_known'))],
  unknown: [],
});

const OUTCOMES: Readonly<Record<RowAnswer['outcome'], ImportOutcome>> = {
  saved: 'taken',
  unchanged: 'known',
  draft: 'refused',
  refused: 'refused',
  conflict: 'refused',
  held: 'refused',
  sample: 'refused',
};

function importedRow(row: number, { cells }: RowInput, answer: RowAnswer, table: Table): ImportedRow {
  const shown = (from: 'number' | 'state'): string => {
    const column = systemColumn(table, from);
    return column ? String(answer.cells[column.key] ?? '') : '';
  };
  const unknown = answer.problems.flatMap(({ column, code }) => {
    const text = column === null ? '' : String(cells[column] ?? '').trim();
    return column !== null && UNKNOWN.has(code) && text !== '' ? [{ column, text }] : [];
  });
  return {
    row,
    outcome: OUTCOMES[answer.outcome],
    number: shown('number'),
    state: shown('state'),
    problems: answer.problems,
    unknown,
  };
}

/** Problems that come of a word that is none of the desk's. */
const UNKNOWN: ReadonlySet<string> = new Set(['option_unknown', 'person_unknown', 'person_ambiguous']);

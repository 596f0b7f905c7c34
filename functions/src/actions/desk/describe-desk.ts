// What the add-on has to know of the desk: tabs, columns, words. Everything comes from the tables' declarations.

import type { ContractForm, DeskDescription } from '../../contract/contract.ts';
import { wireOf } from '../../core/cells/cell-codec.ts';
import { tellsPast } from '../../core/cells/validate-row.ts';
import type { Desk, DeskContext } from '../../core/desk/desk.ts';
import { type Person, seededName } from '../../core/desk/person.ts';
import { NOW_WORDS } from '../../core/lib/parse-time.ts';
import { mustBeTyped, OUTCOME_WORDS, TIE } from '../../core/schema/tab-columns.ts';
import { systemColumn, type Table } from '../../core/schema/table.ts';
import { TABLES } from '../../core/tables/index.ts';
import { people } from '../../core/tables/people.ts';
import { COMPUTED_FILL } from '../../core/workbook/cell-format.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';
import { memberContext } from './desk-contexts.ts';

/** Most rows in one submit request. */
export const MAX_ROWS = 500;

const CONTRACT: ContractForm = 2;

/** Another one for each release that describes other columns. */
const SHAPE = fingerprint([
  ...TABLES.flatMap(table => [
    table.key,
    ...table.columns.map(
      column =>
        `${column.label}${isNeeded(column) ? '*' : ''}${hasHappened(column) ? '@' : ''}${isHidden(column) ? '#' : ''}`,
    ),
  ]),
  ...Object.values(OUTCOME_WORDS),
  ...NOW_WORDS,
  COMPUTED_FILL,
  String(CONTRACT),
]);

function fingerprint(words: readonly string[]): string {
  let hash = 0;
  for (const letter of words.join('\n')) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return hash.toString(36);
}

export async function describeDesk(ports: Ports, account: Account, deskId: string): Promise<DeskDescription> {
  const desk = await memberContext(ports, deskId, account);
  return { ...description(desk), ...unnamed(desk.personOfMail(account.mail)) };
}

/** Who opens a desk is entered by the beginning of his mail: of him nothing else is known. */
const unnamed = (person: Person | undefined): Pick<DeskDescription, 'unnamed'> =>
  person && person.name === seededName(person.mail)
    ? { unnamed: { table: people.key, key: person.key, column: 'name' } }
    : {};

/** The version of a desk's description: another one whenever its people or settings change. */
export function descriptionVersion({ version }: Pick<Desk, 'version'>): string {
  return `${version}-${SHAPE}`;
}

/** Whether a person has to fill it in before a row can be a record. */
function isNeeded(column: Table['columns'][number]): boolean {
  return column.owner === 'staff' && mustBeTyped(column);
}

/** Whether what was just typed there may be the present. */
function hasHappened(column: Table['columns'][number]): boolean {
  return column.owner === 'staff' && tellsPast(column.kind);
}

/** Whether no answer ever shows what is typed there in full: a company's name is shown, its number is not. */
function isHidden(column: Table['columns'][number]): boolean {
  return column.owner === 'staff' && column.kind.type === 'contact';
}

function numberLabel(table: Table): { number?: string } {
  const found = systemColumn(table, 'number');
  return found ? { number: found.label } : {};
}

function description({ desk, tables }: DeskContext): DeskDescription {
  return {
    deskId: desk.id,
    contract: CONTRACT,
    version: descriptionVersion(desk),
    timeZone: desk.zone,
    maxRows: MAX_ROWS,
    outcomes: OUTCOME_WORDS,
    nowWords: NOW_WORDS,
    tables: tables.map(table => ({
      table: table.key,
      title: table.title,
      sheetId: table.sheetId,
      computedFill: COMPUTED_FILL,
      tie: { ...TIE, ...numberLabel(table) },
      columns: table.columns.map(column => ({
        key: column.key,
        label: column.label,
        owner: column.owner,
        ...(column.owner === 'staff' && column.optional && { optional: column.optional }),
        ...(column.owner === 'staff' && column.formerLabels && { formerLabels: column.formerLabels }),
        ...(isNeeded(column) && { required: true as const }),
        ...(hasHappened(column) && { happened: true as const }),
        ...(isHidden(column) && { hidden: true as const }),
        wire: wireOf(column),
      })),
    })),
  };
}

// What sample rows would become, had they been typed: judged and decided as rows are, and written nowhere.

import type { RowInput } from '../../contract/contract.ts';
import { RequestError } from '../../contract/request-error.ts';
import type { SampleRowAnswer, SamplesAnswer } from '../../contract/samples.ts';
import { SAMPLE, type SampleInput, sampleInputs } from '../../core/samples/sample-rows.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';
import { rightContext } from '../desk/desk-contexts.ts';
import type { Submission } from './admission.ts';
import { previewRows } from './commit-rows.ts';

/**
 * Sample rows of each table of matters, as the sheet would show them. Those that the desk would not save as they are
 * do not come. @throws RequestError 403, 404
 */
export async function sampleRows(ports: Ports, account: Account, deskId: string): Promise<SamplesAnswer> {
  const desk = await rightContext(ports, deskId, account, 'write');
  const now = ports.now();
  const inputs = sampleInputs(desk, now);
  const by = { account: account.mail, editor: null };
  const rowsOf = async (key: string, samples: readonly SampleInput[]): Promise<SampleRowAnswer[]> => {
    const table = desk.tableOf(key);
    if (!table) return [];
    const rows = samples.map(
      ({ cells }): RowInput => ({ key: crypto.randomUUID(), base: SAMPLE, edited: [], cells }),
    );
    const submission: Submission = { account, table, by, now, rows };
    const settled = await previewRows(ports, deskId, submission);
    if (settled instanceof RequestError) throw settled;
    const typed = new Map(rows.map(({ key: row, cells }) => [row, cells]));
    return (
      settled.answers
        .filter(({ outcome }) => outcome === 'sample')
        // What was typed as a record keeps it is not answered.
        .map(answer => ({
          ...answer,
          table: key,
          base: SAMPLE,
          cells: { ...typed.get(answer.key), ...answer.cells },
        }))
    );
  };
  const tables = [...new Set(inputs.map(({ table }) => table))];
  const all = await Promise.all(
    tables.map(key =>
      rowsOf(
        key,
        inputs.filter(({ table }) => table === key),
      ),
    ),
  );
  return { rows: all.flat() };
}

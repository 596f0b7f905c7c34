// A book of 20,000 rows is taken in piece by piece: each row once, and what is remembered of it stays small.
import { expect, test } from 'vitest';
import type { ImportRequest } from '../../../functions/src/contract/exchange.ts';
import type { ImportStep } from '../../../sheets-addon/src/ui/import-page-data.ts';
import { StaffDesk } from '../../fixtures/addon/staff-desk.ts';
import { often } from '../../fixtures/endurance.ts';

const SOURCE = 77;
const ROWS = often(600, 20_000);

test('however many rows there are and are refused, each goes in once', { timeout: 1_800_000 }, async () => {
  const desk = await StaffDesk.open({ rows: 20 });
  try {
    const lines = Array.from({ length: ROWS }, (_, at) => [
      `客户${at + 1}`,
      `138${String(at).padStart(8, '0')}`,
    ]);
    const cells = [['姓名', '电话'], ...lines].map(line => line.map(value => ({ value })));
    const { properties } = desk.workbook.data.sheets[0] ?? {};
    if (!properties) throw new Error('the workbook has no tab');
    const sheet = {
      ...properties,
      sheetId: SOURCE,
      title: '旧台账',
      rowCount: ROWS + 1,
      columnCount: 2,
      index: 1,
    };
    desk.workbook.apply(
      [
        { type: 'addSheet', properties: sheet },
        { type: 'cells', sheetId: SOURCE, row: 0, column: 0, cells },
      ],
      { by: 'api' },
    );
    desk.service.importRow = ({ row }) => ({
      row,
      number: '',
      state: '',
      problems: [],
      unknown: [],
      outcome: row % 2 === 0 ? 'refused' : 'taken',
    });
    await desk.runtime.run('beginImport', [
      {
        sheetId: SOURCE,
        table: 'cases',
        header: 1,
        mapping: { titles: ['姓名', '电话'], columns: ['name', 'phone'], fixed: {}, values: {} },
      },
    ]);
    let step: ImportStep;
    do step = (await desk.runtime.run('importNext', [])) as ImportStep;
    while (!step.done);
    expect(step).toMatchObject({ taken: ROWS / 2, refused: ROWS / 2 });
    const sent = desk.service.calls
      .filter(({ path }) => path.endsWith('/import'))
      .flatMap(({ body }) => (body as ImportRequest).rows.map(({ row }) => row));
    expect(sent).toEqual(Array.from({ length: ROWS }, (_, at) => at + 2));
  } finally {
    await desk.close();
  }
});

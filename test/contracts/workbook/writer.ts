// Writes one change after the other and says each number once it is acknowledged, until it is killed.
import { writeSync } from 'node:fs';
import { Workbook } from '../../../local/workbook/workbook.ts';

const [file = ':memory:'] = process.argv.slice(2);
const book = Workbook.open({ file, create: { title: 'T', locale: 'zh_CN', timeZone: 'Asia/Shanghai' } });
for (;;) {
  const value = book.seq + 1;
  const { seq } = book.apply([{ type: 'cells', sheetId: 0, row: 0, column: 0, cells: [[{ value }]] }], {
    by: 'script',
  });
  writeSync(1, `${seq}\n`);
}

// Files of Excel and CSV as people have them, read into tabs: what comes of each, and the sentence of each that is
// refused.
import { deflateRawSync } from 'node:zlib';
import { CFB, utils, type WorkBook, type WorkSheet, write } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { readBook, refuseLargeFile } from '../../local/page/web/file/read-book.ts';

const fileOf = (book: WorkBook, bookType: 'xlsx' | 'biff8' = 'xlsx') =>
  new Uint8Array(write(book, { type: 'array', bookType }) as ArrayBuffer);

function bookOf(tabs: Record<string, WorkSheet>): WorkBook {
  const book = utils.book_new();
  for (const [title, sheet] of Object.entries(tabs)) utils.book_append_sheet(book, sheet, title);
  return book;
}

const csv = (text: string) => new TextEncoder().encode(text);

describe('what is read', () => {
  test('days, times and shares are numbers that show themselves as such, texts stay texts', async () => {
    const sheet = utils.aoa_to_sheet([['时间', '电话', '占比', '问题']]);
    Object.assign(sheet, {
      A2: { t: 'n', v: 45_720.5, z: 'yyyy/m/d h:mm' },
      B2: { t: 's', v: '01062781234' },
      C2: { t: 'n', v: 0.25, z: '0%' },
      D2: { t: 's', v: '=漏水' },
      A3: { t: 'n', v: 45_721, z: 'm"月"d"日"' },
      '!ref': 'A1:D3',
    });
    const { tabs, remarks } = await readBook('去年.xlsx', fileOf(bookOf({ Sheet1: sheet })));
    expect(remarks).toEqual([]);
    expect(tabs).toEqual([
      {
        title: '去年',
        rows: [
          [{ value: '时间' }, { value: '电话' }, { value: '占比' }, { value: '问题' }],
          [
            { value: 45_720.5, format: { numberFormat: { type: 'DATE_TIME', pattern: 'yyyy-mm-dd hh:mm' } } },
            { value: '01062781234' },
            { value: 0.25, format: { numberFormat: { type: 'PERCENT', pattern: '0.##%' } } },
            { value: '=漏水' },
          ],
          [{ value: 45_721, format: { numberFormat: { type: 'DATE', pattern: 'yyyy-mm-dd' } } }],
        ],
      },
    ]);
  });

  test('days of a book that counts from 1904 are the same days', async () => {
    const book = bookOf({ Sheet1: { A1: { t: 'n', v: 45_720 - 1_462, z: 'yyyy-mm-dd' }, '!ref': 'A1' } });
    book.Workbook = { WBProps: { date1904: true } };
    const { tabs } = await readBook('mac.xlsx', fileOf(book));
    expect(tabs[0]?.rows[0]?.[0]?.value).toBe(45_720);
  });

  test('formulas come as what they amounted to, and it is said how many there were, and how many had no result', async () => {
    const sheet: WorkSheet = {
      A1: { t: 'n', v: 3, f: '1+2' },
      A2: { t: 's', v: '张三', f: 'HYPERLINK("https://example.com","张三")' },
      A3: { t: 's', v: '', f: 'NOW()' },
      A4: { t: 'e', v: 0x07, f: '1/0' },
      '!ref': 'A1:A4',
    };
    const { tabs, remarks } = await readBook('a.xlsx', fileOf(bookOf({ Sheet1: sheet })));
    expect(tabs[0]?.rows).toEqual([[{ value: 3 }], [{ value: '张三' }], [], [{ value: '#DIV/0!' }]]);
    expect(remarks).toEqual([
      '有 3 个公式，读入的是算好的结果',
      '有 1 个公式没有存下结果，这些格子是空的：请在 Excel 里打开、保存后再读入',
    ]);
  });

  test('of merged titles the first cell holds them, and a tab that is empty is said', async () => {
    const sheet = utils.aoa_to_sheet([
      ['客户信息', null, '问题'],
      ['姓名', '电话', ''],
    ]);
    sheet['!merges'] = [utils.decode_range('A1:B1'), utils.decode_range('C1:C2')];
    const book = bookOf({
      台账: sheet,
      说明: utils.aoa_to_sheet([['看这里']]),
      Sheet3: utils.aoa_to_sheet([[]]),
    });
    const { tabs, remarks } = await readBook('去年.xlsx', fileOf(book));
    expect(tabs.map(({ title }) => title)).toEqual(['台账', '说明']);
    expect(tabs[0]?.rows).toEqual([
      [{ value: '客户信息' }, {}, { value: '问题' }],
      [{ value: '姓名' }, { value: '电话' }],
    ]);
    expect(remarks).toEqual(['“Sheet3”是空的，没有读入']);
  });

  test('a book of before 2007', async () => {
    const book = bookOf({ Sheet1: utils.aoa_to_sheet([['姓名'], ['王丽']]) });
    expect((await readBook('旧.xls', fileOf(book, 'biff8'))).tabs).toEqual([
      { title: '旧', rows: [[{ value: '姓名' }], [{ value: '王丽' }]] },
    ]);
  });

  const lines = [
    [{ value: '电话' }, { value: '订单' }],
    [{ value: '013800' }, { value: '=1+1' }],
  ];
  // 电话,订单 CR LF 013800,=1+1 in GBK.
  const gbk = new Uint8Array([
    0xb5,
    0xe7,
    0xbb,
    0xb0,
    0x2c,
    0xb6,
    0xa9,
    0xb5,
    0xa5,
    0x0d,
    0x0a,
    ...csv('013800,=1+1'),
  ]);
  const utf16 = Buffer.from('\ufeff电话\t订单\r\n013800\t=1+1', 'utf16le');
  test.each([
    ['UTF-8', csv('电话,订单\n013800,=1+1\n'), []],
    ['UTF-8 with a mark', csv('\ufeff电话,订单\r\n013800,=1+1'), []],
    ['GBK', gbk, ['文字按 GBK 编码读入']],
    ['UTF-16 with tabs, as Excel writes it', new Uint8Array(utf16), []],
  ])('a CSV in %s: numbers keep their zeros, formulas are texts', async (_, bytes, told) => {
    const { tabs, remarks } = await readBook('导出.csv', bytes);
    expect(tabs).toEqual([{ title: '导出', rows: lines }]);
    expect(remarks).toEqual(told);
  });

  test('20,000 rows', async () => {
    const text = Array.from({ length: 20_000 }, (_, at) => `${at},客户${at},13800138000`).join('\n');
    const { tabs } = await readBook('大.csv', csv(text));
    expect(tabs[0]?.rows).toHaveLength(20_000);
    expect(tabs[0]?.rows.at(-1)).toEqual([
      { value: '19999' },
      { value: '客户19999' },
      { value: '13800138000' },
    ]);
  });
});

/** A zip file of one entry; `told` is how large its directory says that it is. */
function zipOf(name: string, content: Uint8Array, told = content.length): Uint8Array<ArrayBuffer> {
  const packed = deflateRawSync(content);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(told, 18);
  common.writeUInt16LE(name.length, 22);
  const [head, entry, end] = [Buffer.from('PK\x03\x04'), Buffer.alloc(46), Buffer.alloc(22)];
  entry.write('PK\x01\x02');
  common.copy(entry, 6);
  end.write('PK\x05\x06');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length + name.length, 12);
  end.writeUInt32LE(30 + name.length + packed.length, 16);
  return new Uint8Array(
    Buffer.concat([head, common, Buffer.from(name), packed, entry, Buffer.from(name), end]),
  );
}

describe('what is refused, with its sentence', () => {
  const locked = CFB.utils.cfb_new() as object;
  CFB.utils.cfb_add(locked, '/EncryptionInfo', new Uint8Array(8));
  CFB.utils.cfb_add(locked, '/EncryptedPackage', new Uint8Array(8));
  const whole = fileOf(bookOf({ Sheet1: utils.aoa_to_sheet([['姓名'], ['王丽']]) }));
  const manyRows = Array.from({ length: 30_001 }, () => 'x').join('\n');
  test.each([
    ['nothing', new Uint8Array(), '文件里没有内容'],
    ['a CSV of blanks', csv(' \n \n'), '文件里没有内容'],
    ['a book of empty tabs', fileOf(bookOf({ Sheet1: utils.aoa_to_sheet([[]]) })), '文件里没有内容'],
    [
      'a picture',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
      '不是 Excel 或 CSV',
    ],
    ['another kind of zip', zipOf('word/document.xml', csv('<x/>')), '不是 Excel 或 CSV'],
    ['half of a book', whole.slice(0, whole.length / 2), '文件不完整'],
    [
      'a book with a password',
      new Uint8Array(CFB.write(locked, { type: 'array' }) as ArrayBuffer),
      '文件有密码',
    ],
    ['a zip bomb', zipOf('xl/workbook.xml', new Uint8Array(170 * 2 ** 20)), '解压之后太大'],
    [
      'one that says it is small',
      zipOf('xl/workbook.xml', new Uint8Array(170 * 2 ** 20), 10),
      '解压之后太大',
    ],
    ['too many rows', csv(manyRows), '“Sheet1”超过 30,000 行'],
    ['too many columns', csv(','.repeat(500) + 'x'), '“Sheet1”超过 500 列'],
    ['a text that no cell holds', csv('x'.repeat(50_001)), '第 1 行有一格超过 50000 个字'],
  ])('%s', async (_, bytes, sentence) => {
    await expect(readBook('a.xlsx', bytes)).rejects.toThrow(sentence);
  });

  test('50 MB, before anything of it is read', () => {
    expect(() => refuseLargeFile(50 * 2 ** 20)).toThrow('文件有 50 MB，最多读 20 MB，没有读入');
  });
});

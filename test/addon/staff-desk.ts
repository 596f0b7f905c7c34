// The add-on in the local runtime over a workbook with the case book's tab, as a person at the page works with it.
import { ScriptRuntime } from '../../local/apps-script/runtime.ts';
import { SettableClock } from '../../local/clock/clock.ts';
import type { Cell, CellPatch, CellValue, Op } from '../../local/workbook/model.ts';
import { Workbook } from '../../local/workbook/workbook.ts';
import { bundleAddon } from '../../sheets-addon/bundle.ts';
import { SHEET_ID } from './case-book.ts';
import { CaseService } from './case-service.ts';

/** The tab's columns from left to right; one of them is the people's own. */
export const HEADER = [
  '编号',
  '客户姓名',
  '联系方式',
  '日期时间',
  '状态',
  '购买日期',
  '数量',
  '处理时限',
  '自己的备注',
  '同步状态',
  '行键',
  '版本',
];

const FORMATS: Record<string, CellPatch> = {
  日期时间: { format: { numberFormat: { type: 'DATE_TIME', pattern: 'yyyy-mm-dd hh:mm' } } },
  处理时限: { format: { numberFormat: { type: 'DATE_TIME', pattern: 'yyyy-mm-dd hh:mm' } } },
  购买日期: { format: { numberFormat: { type: 'DATE', pattern: 'yyyy-mm-dd' } } },
  联系方式: { format: { numberFormat: { type: 'TEXT', pattern: '@' } } },
};

const ME = 'clerk@example.test';

export class StaffDesk {
  readonly toasts: string[] = [];
  readonly alerts: string[] = [];
  readonly sidebars: { title: string; html: string }[] = [];
  readonly clock = new SettableClock();
  readonly workbook: Workbook;
  readonly service: CaseService;
  #runtime: ScriptRuntime | undefined;

  private constructor(workbook: Workbook, service: CaseService) {
    this.workbook = workbook;
    this.service = service;
  }

  /** A desk that is set up, unless `setUp` is false. */
  static async open(options: { setUp?: boolean; rows?: number } = {}): Promise<StaffDesk> {
    const rows = options.rows ?? 1000;
    const workbook = Workbook.open({
      file: ':memory:',
      create: {
        spreadsheetId: 'book-1',
        title: '售后',
        locale: 'zh_CN',
        timeZone: 'Asia/Shanghai',
        sheets: [{ sheetId: SHEET_ID, title: '个案', rowCount: rows, columnCount: 20 }],
      },
    });
    const lines = Array.from({ length: rows - 1 }, () => HEADER.map(label => FORMATS[label] ?? null));
    const header = HEADER.map(label => ({ value: label }));
    workbook.apply(
      [
        { type: 'cells', sheetId: SHEET_ID, row: 0, column: 0, cells: [header, ...lines] },
        {
          type: 'workbook',
          properties: { metadata: [{ metadataId: 1, key: 'desk-nonce', value: 'n-1' }] },
        },
      ],
      { by: 'api' },
    );
    const desk = new StaffDesk(workbook, await CaseService.start());
    await desk.#start();
    if (options.setUp !== false) {
      await desk.run('setUp');
      desk.service.calls.length = 0;
      desk.toasts.length = 0;
    }
    return desk;
  }

  async #start(): Promise<void> {
    const { code, manifest } = await bundleAddon({ serviceUrl: this.service.url });
    this.#runtime = await ScriptRuntime.start({
      code,
      manifest,
      workbook: this.workbook,
      file: ':memory:',
      user: { email: ME },
      identityToken: async email => `token-of-${email}`,
      clock: this.clock,
      ui: {
        toast: (_email, { message }) => {
          this.toasts.push(message);
        },
        alert: async (_email, { prompt, buttons }) => {
          this.alerts.push(prompt);
          return buttons === 'OK' ? 'OK' : 'NO';
        },
        prompt: async () => ({ button: 'CLOSE', text: '' }),
        showSidebar: (_email, { title, html }) => {
          this.sidebars.push({ title, html });
        },
        showModalDialog() {},
      },
    });
  }

  get runtime(): ScriptRuntime {
    if (!this.#runtime) throw new Error('the runtime is not started');
    return this.#runtime;
  }

  async close(): Promise<void> {
    await this.runtime.idle();
    await this.runtime.close();
    await this.service.close();
    this.workbook.close();
  }

  /** A menu entry, to its end. */
  async run(name: string, email?: string): Promise<void> {
    await this.runtime.run(name, [], email);
  }

  /** Puts a person's cursor into a cell; rows are numbered as in the sheet. */
  select(row: number, label: string, sheetId = SHEET_ID): void {
    const column = this.column(label);
    this.runtime.select(ME, { sheetId, row: row - 1, column, rows: 1, columns: 1 });
  }

  /** Waits until no trigger runs; none may have failed. */
  async idle(): Promise<void> {
    await this.runtime.idle();
    const failed = this.runtime.failures().map(({ functionName, message }) => `${functionName}: ${message}`);
    if (failed.length > 0) throw new Error(failed.join('\n'));
  }

  /** A person's change of cells of one row, by column label; rows are numbered as in the sheet. */
  type(row: number, cells: Record<string, CellValue | null>, email = ME): void {
    for (const [label, value] of Object.entries(cells)) this.paste(row, label, [[value]], email);
  }

  /** A person's paste: one change, one event. */
  paste(row: number, label: string, lines: (CellValue | null)[][], email = ME): void {
    const cells = lines.map(line => line.map(value => ({ value })));
    const column = this.column(label);
    this.#byHand({ type: 'cells', sheetId: SHEET_ID, row: row - 1, column, cells }, email);
  }

  /** A person's paste of a whole row as it is, hidden columns included. */
  copyRow(from: number, to: number): void {
    const cells = HEADER.map((_, column) => {
      const { value, note, format } = this.#cells(from)[column] ?? {};
      return { value: value ?? null, note: note ?? null, format: format ?? null };
    });
    this.#byHand({ type: 'cells', sheetId: SHEET_ID, row: to - 1, column: 0, cells: [cells] });
  }

  moveRow(from: number, to: number): void {
    this.#byHand({
      type: 'move',
      sheetId: SHEET_ID,
      dimension: 'ROWS',
      index: from - 1,
      count: 1,
      to: to - 1,
    });
  }

  insertRows(before: number, count: number): void {
    this.#byHand({ type: 'insert', sheetId: SHEET_ID, dimension: 'ROWS', index: before - 1, count });
  }

  write(row: number, label: string, patch: CellPatch): void {
    this.#byHand({
      type: 'cells',
      sheetId: SHEET_ID,
      row: row - 1,
      column: this.column(label),
      cells: [[patch]],
    });
  }

  #byHand(op: Op, email = ME): void {
    this.workbook.apply([op], { by: 'user', email, window: 'w1' });
  }

  /** Where a column stands now, zero-based. */
  column(label: string): number {
    const header = this.#cells(1);
    const found = Object.entries(header).find(([, cell]) => cell.value === label);
    if (!found) throw new Error(`no column ${label}`);
    return Number(found[0]);
  }

  #cells(row: number): Record<number, Cell> {
    return this.workbook.data.sheets[0]?.cells[row - 1] ?? {};
  }

  cell(row: number, label: string): Cell {
    return this.#cells(row)[this.column(label)] ?? {};
  }

  value(row: number, label: string): CellValue | undefined {
    return this.cell(row, label).value;
  }

  /** Values of a column from row 2 down to the last filled one. */
  values(label: string): (CellValue | undefined)[] {
    const rows = Object.keys(this.workbook.data.sheets[0]?.cells ?? {}).map(Number);
    const column = Array.from({ length: Math.max(...rows) }, (_, index) => this.value(index + 2, label));
    return column.slice(0, column.findLastIndex(value => value !== undefined) + 1);
  }
}

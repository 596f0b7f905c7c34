// A workbook with a runtime on it, as tests of the Apps Script stand-in need it. Knows no desk.
import { onTestFinished } from 'vitest';
import { SettableClock } from '../../../local/clock/clock.ts';
import { type RuntimeOptions, ScriptRuntime } from '../../../local/google/apps-script/runtime.ts';
import type { CellPatch, CellValue } from '../../../local/workbook/model.ts';
import { Workbook } from '../../../local/workbook/workbook.ts';
import { Signal } from '../../fixtures/signal.ts';

export const CLERK = 'clerk@example.com';
export const OWNER = 'owner@example.com';

export interface Stage {
  runtime: ScriptRuntime;
  workbook: Workbook;
  clock: SettableClock;
  /** Lines of the scripts' consoles. */
  lines: string[];
  /** Waits until a console has this line. */
  says: (line: string) => Promise<void>;
  /** A person types values into cells, from this cell on. */
  type: (row: number, column: number, values: (CellValue | null)[][], email?: string) => void;
  cell: (row: number, column: number) => CellValue | undefined;
}

export function newWorkbook(timeZone = 'Asia/Shanghai'): Workbook {
  const workbook = Workbook.open({
    file: ':memory:',
    create: { title: '试验', locale: 'zh_CN', timeZone, sheets: [{ title: '客户', sheetId: 7 }] },
  });
  onTestFinished(() => workbook.close());
  return workbook;
}

/** Starts a runtime with this script; it is closed when the test is over. */
export async function stage(code: string, options: Partial<RuntimeOptions> = {}): Promise<Stage> {
  const workbook = options.workbook ?? newWorkbook();
  const clock = new SettableClock();
  const lines: string[] = [];
  const said = new Signal();
  const runtime = await ScriptRuntime.start({
    code,
    manifest: { timeZone: 'Asia/Shanghai' },
    workbook,
    file: ':memory:',
    user: { email: OWNER },
    identityToken: async email => `token of ${email}`,
    clock,
    log(line) {
      lines.push(line);
      said.tell();
    },
    ...options,
  });
  onTestFinished(() => runtime.close());
  return {
    runtime,
    workbook,
    clock,
    lines,
    says: line => said.until(() => lines.includes(line)),
    type(row, column, values, email = CLERK) {
      const cells = values.map(line => line.map((value): CellPatch => ({ value, formula: null })));
      workbook.apply([{ type: 'cells', sheetId: 7, row, column, cells }], { by: 'user', email, window: 'w' });
    },
    cell: (row, column) => workbook.data.sheets[0]?.cells[row]?.[column]?.value,
  };
}

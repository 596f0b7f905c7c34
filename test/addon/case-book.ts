// A small desk of one table, as a service behind the contract keeps it. It has the outcomes that the add-on must tell apart.
import type {
  ChangesAnswer,
  DeskDescription,
  Problem,
  RowAnswer,
  RowInput,
  WireCell,
  WireCells,
} from '../../functions/src/http/contract.ts';

export const SHEET_ID = 7;

export const DESK: DeskDescription = {
  deskId: 'book-1',
  version: '1',
  timeZone: 'Asia/Shanghai',
  maxRows: 200,
  tables: [
    {
      table: 'cases',
      title: '个案',
      sheetId: SHEET_ID,
      columns: [
        { key: 'no', label: '编号', owner: 'system', wire: 'text' },
        { key: 'name', label: '客户姓名', owner: 'staff', wire: 'text' },
        { key: 'phone', label: '联系方式', owner: 'staff', wire: 'text' },
        { key: 'when', label: '日期时间', owner: 'staff', wire: 'time' },
        { key: 'state', label: '状态', owner: 'system', wire: 'text' },
        { key: 'bought', label: '购买日期', owner: 'staff', wire: 'date' },
        { key: 'count', label: '数量', owner: 'staff', wire: 'number' },
        { key: 'due', label: '处理时限', owner: 'system', wire: 'time' },
      ],
      tie: { sync: '同步状态', key: '行键', base: '版本' },
    },
  ],
  outcomes: {
    draft: '草稿',
    saved: '已保存',
    unchanged: '已保存',
    refused: '有误',
    conflict: '冲突',
    waiting: '待同步',
  },
};

interface CaseRecord {
  no: string;
  /** Staff cells by version, the first is version 1. */
  versions: WireCells[];
}

const DUE = '2023-10-03T06:30:00.000Z';
const mask = (phone: WireCell): WireCell =>
  phone === null ? null : String(phone).replace(/^(\d{3})\d{4}(\d{4})$/, '$1****$2');

function problem(
  column: string | null,
  code: string,
  severity: Problem['severity'],
  message: string,
): Problem {
  return { column, code, severity, message };
}

export class CaseBook {
  readonly records = new Map<string, CaseRecord>();
  readonly #feed: string[] = [];

  /** Judges one row as the service does: draft, refused, conflict, unchanged or saved. */
  submit({ key, base, cells, edited }: RowInput): RowAnswer {
    const record = this.records.get(key);
    if (!cells['name']) {
      const missing = [problem('name', 'required', 'info', '还缺少客户姓名')];
      return { key, outcome: 'draft', base, cells: this.#systemCells(record), problems: missing };
    }
    if (typeof cells['count'] === 'string') {
      const wrong = [problem('count', 'not_a_number', 'error', '数量必须是数字')];
      return { key, outcome: 'refused', base, cells: this.#systemCells(record), problems: wrong };
    }
    if (!record) {
      this.records.set(key, { no: `C-${this.records.size + 1}`, versions: [cells] });
      return this.#told(key, 'saved');
    }
    const latest = record.versions.at(-1) ?? {};
    const known = record.versions[Number(base.slice(1)) - 1] ?? {};
    const insists = base === this.#base(record);
    const clash = Object.keys(cells).filter(
      column =>
        latest[column] !== known[column] && cells[column] !== latest[column] && edited.includes(column),
    );
    if (clash.length > 0 && !insists) {
      const both = clash.map(column =>
        problem(column, 'conflict', 'error', `别人已改为 ${String(latest[column])}`),
      );
      return { ...this.#answer(key, 'conflict'), cells: this.#systemCells(record), problems: both };
    }
    const next = { ...latest };
    for (const [column, cell] of Object.entries(cells))
      if (cell !== known[column] && cell !== mask(latest[column] ?? null)) next[column] = cell;
    if (JSON.stringify(next) === JSON.stringify(latest)) return this.#answer(key, 'unchanged');
    record.versions.push(next);
    return this.#told(key, 'saved');
  }

  /** A change that the service, or another spreadsheet's person, makes. */
  change(key: string, cells: WireCells): void {
    const record = this.records.get(key) ?? { no: `C-${this.records.size + 1}`, versions: [] };
    this.records.set(key, record);
    record.versions.push({ ...record.versions.at(-1), ...cells });
    this.#feed.push(key);
  }

  /** Two records an answer, so that more than one call is needed. */
  changes(since: string): ChangesAnswer {
    const from = Number(since || '0');
    const keys = this.#feed.slice(from, from + 2);
    return {
      cursor: String(from + keys.length),
      more: from + keys.length < this.#feed.length,
      rows: keys.map(key => ({ table: 'cases', ...this.#answer(key, 'saved') })),
    };
  }

  /** The staff cells as last saved. */
  cells(key: string): WireCells | undefined {
    return this.records.get(key)?.versions.at(-1);
  }

  #told(key: string, outcome: RowAnswer['outcome']): RowAnswer {
    this.#feed.push(key);
    return this.#answer(key, outcome);
  }

  #base(record: CaseRecord): string {
    return `v${record.versions.length}`;
  }

  #systemCells(record: CaseRecord | undefined): WireCells {
    return record ? { no: record.no, state: '待处理', due: DUE } : { no: null, state: null, due: null };
  }

  #answer(key: string, outcome: RowAnswer['outcome']): RowAnswer {
    const record = this.records.get(key);
    if (!record) throw new Error(`no record ${key}`);
    const latest = record.versions.at(-1) ?? {};
    const cells = { ...latest, phone: mask(latest['phone'] ?? null), ...this.#systemCells(record) };
    const problems = String(latest['name']).includes('贵')
      ? [problem('name', 'unusual', 'warning', '请核对姓名'), problem('due', 'soon', 'warning', '时限很近')]
      : [];
    return { key, outcome, base: this.#base(record), cells, problems };
  }
}

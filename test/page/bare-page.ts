// The page before a bare workbook: no desk, no add-on. For the tests of the page alone.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { MenuView } from '../../local/apps-script/views.ts';
import { SettableClock } from '../../local/clock/clock.ts';
import { buildPage } from '../../local/page/build.ts';
import { pageHandler } from '../../local/page/page.ts';
import { PageUi } from '../../local/page/ui-bridge.ts';
import type { MailView, Selection } from '../../local/page/wire.ts';
import type { CellPatch, Change, Op } from '../../local/workbook/model.ts';
import { Workbook } from '../../local/workbook/workbook.ts';

export const FEEDBACK = 0;
export const BOARD = 1;

/** The patience that a browser on a busy machine needs, for `expect.poll`. */
export const soon = { timeout: 15_000 };

export interface BareOptions {
  /** Sqlite file of the workbook; nothing is kept unless given. */
  file?: string;
  port?: number;
  menus?: MenuView[];
  run?: (name: string, args: unknown[]) => Promise<unknown>;
}

/** One server with a workbook of two tabs, 客户反馈 and 看板. */
export class BarePage {
  readonly workbook: Workbook;
  readonly clock: SettableClock;
  readonly ui = new PageUi();
  /** What the add-on's functions do. */
  answer: (name: string, args: unknown[]) => Promise<unknown>;
  /** Where the person's cursor was when a function was run last. */
  selected: Selection | undefined;
  readonly #server: Server;
  readonly #mails: MailView[] = [];
  readonly #mailListeners = new Set<() => void>();

  private constructor(options: BareOptions) {
    this.workbook = Workbook.open({
      file: options.file ?? ':memory:',
      create: {
        title: '售后工作台',
        locale: 'zh_CN',
        timeZone: 'Asia/Shanghai',
        sheets: [
          { title: '客户反馈', rowCount: 200, columnCount: 12, frozenRowCount: 1, tabColor: '#0f7b55' },
          { title: '看板', rowCount: 50, columnCount: 8 },
        ],
      },
    });
    this.clock = new SettableClock();
    this.answer = options.run ?? (() => Promise.resolve(null));
    const handle = pageHandler({
      workbook: this.workbook,
      assets: assetsFolder,
      clock: this.clock,
      outbox: {
        list: () => [...this.#mails],
        subscribe: listener => {
          this.#mailListeners.add(listener);
          return () => void this.#mailListeners.delete(listener);
        },
      },
      scripts: {
        menus: () => options.menus ?? [],
        run: (name, args = []) => this.answer(name, args),
        open: () => Promise.resolve(),
        select: (_, selection) => {
          this.selected = selection;
        },
      },
      ui: this.ui,
      user: { email: 'clerk@example.com' },
    });
    this.#server = createServer((req, res) => {
      if (!handle(req, res)) res.writeHead(404).end();
    });
  }

  static async start(options: BareOptions = {}): Promise<BarePage> {
    await buildPage(assetsFolder);
    const page = new BarePage(options);
    await new Promise<void>(resolve => page.#server.listen(options.port ?? 0, '127.0.0.1', resolve));
    return page;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/`;
  }

  /** Writes as the REST API would. */
  push(...ops: Op[]): void {
    this.workbook.apply(ops, { by: 'api' });
  }

  write(sheetId: number, row: number, column: number, cells: CellPatch[][]): void {
    this.push({ type: 'cells', sheetId, row, column, cells });
  }

  value(row: number, column: number, sheetId = FEEDBACK): unknown {
    return this.cell(row, column, sheetId)?.value;
  }

  cell(row: number, column: number, sheetId = FEEDBACK) {
    return this.workbook.data.sheets[sheetId]?.cells[row]?.[column];
  }

  /** What people did since the beginning. */
  userChanges(): Change[] {
    return (this.workbook.changesSince(0) ?? []).filter(change => change.origin.by === 'user');
  }

  send(mail: Pick<MailView, 'subject' | 'text'>): void {
    const id = this.#mails.length + 1;
    this.#mails.push({
      id,
      channel: '邮件',
      from: 'desk@example.com',
      to: ['clerk@example.com'],
      receivedAt: this.clock.now(),
      ...mail,
    });
    for (const listener of this.#mailListeners) listener();
  }

  /** Drops every connection at once, as a killed process does. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
    this.workbook.close();
  }
}

const assetsFolder = fileURLToPath(new URL('../../dist/page', import.meta.url));

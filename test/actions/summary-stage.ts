// The service's own ports over a Firestore server, Cloud Tasks that deliver nothing and a spreadsheet, with a clock and a count of calls.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { submitRows } from '../../functions/src/actions/submit-rows.ts';
import { composePorts } from '../../functions/src/compose.ts';
import type { RowAnswer } from '../../functions/src/http/contract.ts';
import type { Ports } from '../../functions/src/ports.ts';
import { SettableClock } from '../../local/clock/clock.ts';
import { ensureQueues } from '../../local/queues.ts';
import { sheetsHandler } from '../../local/sheets/handler.ts';
import { startTasks, type Tasks } from '../../local/tasks/server.ts';
import { Workbook } from '../../local/workbook/workbook.ts';
import { at, CALL, hotline, storedDesk, ZONE } from '../core/desk-fixture.ts';

const DESK = 'desk-1';
const NOWHERE = 'http://127.0.0.1:9';
const QUEUES = 'projects/summaries/locations/local';

export interface SheetsCall {
  method: string;
  bytes: number;
}

export class SummaryStage {
  readonly desk = DESK;
  readonly ports: Ports;
  readonly workbook: Workbook;
  /** Calls to Sheets, in order. */
  readonly calls: SheetsCall[] = [];
  /** Answers the next calls that write, as many as there are statuses. */
  readonly faults: number[] = [];
  now = at('2026-11-20 15:00');
  readonly #server: Server;
  readonly #tasks: Tasks;

  private constructor(firestoreAddress: string, tasks: Tasks, workbook: Workbook, server: Server) {
    this.workbook = workbook;
    this.#server = server;
    this.#tasks = tasks;
    const queue = (name: string) => ({ path: `${QUEUES}/queues/${name}`, url: NOWHERE });
    const config = {
      projectId: 'summaries',
      queues: { ring: queue('ring'), summarise: queue('summarise') },
      machineAudiences: [],
      serviceAccount: 'machine@example.com',
      userAudiences: [],
      issuers: [],
      jwksUrl: NOWHERE,
      smtpUrl: 'smtp://127.0.0.1:9',
      mailFrom: 'desk@example.com',
      channels: {},
      firestoreAddress,
      tasksAddress: tasks.address,
      sheetsRootUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      sheetWebUrl: 'https://sheets.example/{id}',
      linkUrl: 'https://link.example',
      linkSecret: 'a secret of at least thirty-two letters',
    };
    this.ports = composePorts(config, () => this.now);
  }

  static async open(firestoreAddress: string): Promise<SummaryStage> {
    const clock = new SettableClock();
    const tasks = await startTasks({
      file: ':memory:',
      clock,
      token: () => Promise.resolve(''),
      chaos: () => 'drop',
    });
    await ensureQueues(tasks.address, QUEUES, ['ring', 'summarise']);
    const workbook = Workbook.open({
      file: ':memory:',
      create: { spreadsheetId: DESK, title: 'T', locale: 'zh_CN', timeZone: ZONE },
    });
    const handle = sheetsHandler({ workbooks: () => workbook });
    const server = createServer((req, res) => {
      const write = req.method === 'POST';
      const fault = write ? stage.faults.shift() : undefined;
      stage.calls.push({ method: req.method ?? '', bytes: Number(req.headers['content-length'] ?? 0) });
      if (fault === undefined) return handle(req, res);
      res.writeHead(fault, { 'retry-after': '0' }).end('{}');
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const stage = new SummaryStage(firestoreAddress, tasks, workbook, server);
    await stage.ports.store.transaction(DESK, async transaction => {
      await transaction.read([], []);
      const desk = storedDesk();
      // Laying out the staff tabs takes its time and is not asked about here.
      transaction.write({ desk: { ...desk, laidOut: desk.version } });
    });
    return stage;
  }

  /** Saves rows of 热线记录, each with its key; the second time as an edit. */
  async save(keys: readonly string[], cells: Record<string, string> = {}, base = ''): Promise<RowAnswer[]> {
    const mail = 'limin@example.com';
    const rows = keys.map(key => ({
      key,
      base,
      edited: Object.keys(cells),
      cells: { ...(CALL as Record<string, string>), ...cells },
    }));
    return (await submitRows(this.ports, { subject: mail, mail }, DESK, hotline, { rows })).rows;
  }

  /** The calls since the last time that this was asked. */
  takeCalls(): SheetsCall[] {
    return this.calls.splice(0);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
    await this.#tasks.close();
    this.workbook.close();
  }
}

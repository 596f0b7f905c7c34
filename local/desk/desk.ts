// The whole desk on this machine: stand-ins for Google, the functions, the add-on and the page, wired together by addresses.

import { mkdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleAddon } from '../../sheets-addon/bundle.ts';
import { SettableClock } from '../clock/clock.ts';
import { HttpDoor } from '../demo/door.ts';
import { DEMO_MS, fillDemo } from '../demo/fill.ts';
import { ScriptRuntime } from '../google/apps-script/runtime.ts';
import { startFirestore } from '../google/firestore/server.ts';
import { Issuer } from '../google/identity/issuer.ts';
import { startScheduler } from '../google/scheduler/scheduler.ts';
import { sheetsHandler } from '../google/sheets/handler.ts';
import type { Chaos } from '../google/tasks/dispatcher.ts';
import { startTasks } from '../google/tasks/server.ts';
import { startMail } from '../outbox/mail/server.ts';
import { channelsOf, ROBOTS } from '../outbox/robots/groups.ts';
import { robotsHandler } from '../outbox/robots/robots.ts';
import { buildPage } from '../page/build.ts';
import { pageHandler } from '../page/page.ts';
import { PageUi } from '../page/ui-bridge.ts';
import { Workbook } from '../workbook/workbook.ts';
import { firstRun } from './first-run.ts';
import {
  type FunctionName,
  PROJECT,
  REGION,
  SERVICE_ACCOUNT,
  startFunctions,
  USER_AUDIENCE,
} from './functions.ts';
import { readKept, writeKept } from './kept.ts';
import { lateServer, listen } from './listen.ts';
import type { Options } from './options.ts';
import { ensureQueues } from './queues.ts';
import { OWNER, SAMPLE_PEOPLE } from './sample-people.ts';

/** Where everything can be reached: written to `<data>/endpoints.json`. */
export interface Endpoints {
  web: string;
  functions: string;
  sheets: string;
  firestore: string;
  tasks: string;
  spreadsheetId: string;
  projectId: string;
}

export interface LocalDesk {
  endpoints: Endpoints;
  /** Resolves when no task, sweep or script is on its way now. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** What `npm start` may be told, and doors for tests: a queue that misbehaves, and days whose calendar is known. */
export interface DeskOptions extends Options {
  chaos?: Chaos;
  /** Desk time at which a new desk begins, ms; the present when absent. */
  beginsAt?: number;
}

/** Ports of an earlier run: tasks planted then call these addresses. */
interface Ports {
  web?: number;
  functions?: Partial<Record<FunctionName, number>>;
}

/** Kept once a desk is enabled and, where that was asked for, filled. */
interface Ready {
  demo: boolean;
}

const SWEEP_SECONDS = 300;
/** While a demo is filled, its tabs are written once a day by the sweep, and not with each edit: nobody looks. */
const FILLING_SWEEP_SECONDS = 24 * 3_600;
const ZONE = 'Asia/Shanghai';
const PAGE_BUNDLE = fileURLToPath(new URL('../../dist/page', import.meta.url));

/**
 * Starts everything. What an earlier run acknowledged is there again, its alarms included.
 * @throws when the wanted port is taken, or the data folder cannot be used
 */
export async function startDesk(options: DeskOptions, log: (line: string) => void): Promise<LocalDesk> {
  mkdirSync(options.data, { recursive: true });
  const file = (name: string) => join(options.data, name);
  const old = (readKept(file('ports.json')) ?? {}) as Ports;
  const ready = readKept(file('ready.json')) as Ready | undefined;
  const clock = new SettableClock({ offsetMs: offsetOf(options, ready, readKept(file('clock.json'))) });
  // First of all listeners: time must not go back, should the process die while the others are told.
  clock.onAdvance(offsetMs => writeKept(file('clock.json'), offsetMs));

  const { server, handle } = lateServer();
  const web = await listen(server, options.port || (old.web ?? 0), options.port !== 0);
  const webUrl = `http://127.0.0.1:${web}`;
  const issuer = Issuer.open({ file: file('identity.pem'), issuer: `${webUrl}/identity`, clock });
  const workbook = Workbook.open({
    file: file('workbook.sqlite'),
    create: { title: '售后服务记录', locale: 'zh_CN', timeZone: ZONE },
  });
  const { spreadsheetId } = workbook.data;
  const sheets = sheetsHandler({
    workbooks: id => (id === spreadsheetId ? workbook : undefined),
    now: () => clock.now(),
  });
  let page: (req: IncomingMessage, res: ServerResponse) => boolean = () => false;
  let robots = page;
  handle((req, res) => {
    if (issuer.handle(req, res) || robots(req, res)) return;
    if (req.url?.startsWith('/v4/')) sheets(req, res);
    else if (!page(req, res)) res.writeHead(404).end();
  });

  const machineToken = (audience: string, email: string) => issuer.sign({ sub: email, email, audience });
  const userToken = (email: string) => issuer.sign({ sub: `local-${email}`, email, audience: USER_AUDIENCE });
  const { chaos = () => 'deliver' } = options;
  let filling = options.demo === true && !ready;
  const [firestore, tasks, mail] = await Promise.all([
    options.firestore === undefined ? startFirestore({ file: file('firestore.sqlite') }) : undefined,
    startTasks({
      file: file('tasks.sqlite'),
      clock,
      token: machineToken,
      chaos: task => (filling && task.name.includes('/queues/summarise/') ? 'drop' : chaos(task)),
    }),
    startMail({ file: file('mail.sqlite'), clock }),
    buildPage(PAGE_BUNDLE),
  ]);
  const firestoreAddress = firestore?.address ?? options.firestore ?? '';
  await ensureQueues(tasks.address, `projects/${PROJECT}/locations/${REGION}`, ['ring', 'summarise']);
  robots = robotsHandler({ robots: ROBOTS, now: () => clock.now(), keep: message => mail.keep(message) });
  const functions = await startFunctions({
    surroundings: {
      issuer: `${webUrl}/identity`,
      firestore: firestoreAddress,
      tasks: tasks.address,
      sheets: `${webUrl}/`,
      mail: mail.address,
      page: `${webUrl}/`,
      channels: channelsOf(webUrl),
    },
    clock,
    ports: old.functions ?? {},
    onExit: code => log(`The functions ended by themselves (${code}); start the desk again.`),
  });
  writeKept(file('ports.json'), { web, functions: functions.ports } satisfies Ports);
  const sweeping = (everySeconds: number) =>
    startScheduler({
      clock,
      jobs: [
        {
          url: functions.urls.sweep,
          everySeconds,
          serviceAccountEmail: SERVICE_ACCOUNT,
          audience: functions.urls.sweep,
        },
      ],
      token: machineToken,
      onFailure: (job, cause) => log(`${job.url}: ${String(cause)}`),
    });
  let scheduler = sweeping(filling ? FILLING_SWEEP_SECONDS : SWEEP_SECONDS);

  const { code, manifest } = await bundleAddon({ serviceUrl: functions.urls.api });
  const ui = new PageUi();
  const scripts = await ScriptRuntime.start({
    code,
    manifest,
    workbook,
    file: file('scripts.sqlite'),
    user: { email: OWNER },
    identityToken: userToken,
    clock,
    ui,
    log,
    replayMissed: true,
  });
  const idle = () => Promise.all([tasks.idle(), scheduler.idle(), scripts.idle()]);
  if (!ready) {
    await firstRun(scripts, { api: functions.urls.api, spreadsheetId, token: () => userToken(OWNER) });
    if (filling) {
      log('正在生成三个月的演示数据，需要几分钟……');
      await fillDemo({
        door: new HttpDoor({ api: functions.urls.api, spreadsheetId, token: userToken }),
        staff: [OWNER, ...SAMPLE_PEOPLE.map(({ mail = '' }) => mail)],
        now: () => clock.now(),
        async advanceTo(instant) {
          await clock.advance(Math.max(0, instant - clock.now()));
          await idle();
        },
      });
      await clock.advance(-clock.offsetMs);
      filling = false;
      await scheduler.close();
      scheduler = sweeping(SWEEP_SECONDS);
      await scripts.run('refresh', [], OWNER);
      await scripts.run('rebuildSummaries', [], OWNER);
      await idle();
    }
    writeKept(file('ready.json'), { demo: options.demo === true } satisfies Ready);
  }
  page = pageHandler({
    workbook,
    assets: PAGE_BUNDLE,
    clock,
    outbox: mail,
    scripts,
    ui,
    user: { email: OWNER },
  });

  const endpoints: Endpoints = {
    web: webUrl,
    functions: functions.urls.api,
    sheets: `${webUrl}/`,
    firestore: firestoreAddress,
    tasks: tasks.address,
    spreadsheetId,
    projectId: PROJECT,
  };
  writeKept(file('endpoints.json'), endpoints);
  return {
    endpoints,
    async idle() {
      await idle();
    },
    async close() {
      await scheduler.close();
      await scripts.close();
      await functions.close();
      await Promise.all([tasks.close(), mail.close(), firestore?.close()]);
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
      workbook.close();
    },
  };
}

/**
 * How far desk time is from real time, ms: as kept, and a demo lives through its past first.
 * @throws when the folder holds a desk without the demo, or a demo that was not finished
 */
function offsetOf({ demo, data, beginsAt }: DeskOptions, ready: Ready | undefined, kept: unknown): number {
  if (beginsAt !== undefined && kept === undefined) return beginsAt - new SettableClock().now();
  const offsetMs = Number(kept ?? 0);
  if (!ready && offsetMs < 0) throw new Error(`The demo in ${data} was interrupted; remove the folder.`);
  if (!demo) return offsetMs;
  if (ready && !ready.demo)
    throw new Error(`${data} holds a desk already; give the demo another folder: --data`);
  return ready ? offsetMs : -DEMO_MS;
}

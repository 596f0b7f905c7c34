// The whole desk on this machine: stand-ins for Google, the functions, the add-on and the page, wired together by
// addresses.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleAddon } from '../../sheets-addon/bundle.ts';
import { SettableClock } from '../clock/clock.ts';
import { offsetOf, type Ready } from '../demo/begin.ts';
import { HttpDoor, lasting } from '../demo/door.ts';
import { fillDemo } from '../demo/fill.ts';
import type { Economy } from '../google/apps-script/executor.ts';
import { ScriptRuntime } from '../google/apps-script/runtime.ts';
import { startFirestore } from '../google/firestore/server.ts';
import { Issuer } from '../google/identity/issuer.ts';
import { startScheduler } from '../google/scheduler/scheduler.ts';
import { sheetsHandler } from '../google/sheets/handler.ts';
import { writeQuota } from '../google/sheets/write-quota.ts';
import type { Chaos } from '../google/tasks/dispatcher.ts';
import { startTasks } from '../google/tasks/server.ts';
import { startMail } from '../outbox/mail/server.ts';
import { channelsOf, ROBOTS } from '../outbox/robots/groups.ts';
import { robotsHandler } from '../outbox/robots/robots.ts';
import { buildPage } from '../page/build.ts';
import { pageHandler } from '../page/page.ts';
import { sendNotFound, sendStarting } from '../page/starting.ts';
import { PageUi } from '../page/ui-bridge.ts';
import { Workbook } from '../workbook/workbook.ts';
import { firstRun } from './first-run.ts';
import { runUrl } from './function-gates.ts';
import type { Keeping } from './function-keeper.ts';
import type { FunctionName } from './function-names.ts';
import { PROJECT, REGION, SERVICE_ACCOUNT, startFunctions, USER_AUDIENCE } from './functions.ts';
import { readKept, writeKept } from './kept.ts';
import { keyFile } from './key-file.ts';
import { closeServer, lateServer, listenOrRefuse } from './listen.ts';
import type { Options } from './options.ts';
import { takeFolder } from './owner.ts';
import { Parts } from './parts.ts';
import { peopleAtPage } from './people-at-page.ts';
import { ensureQueues } from './queues.ts';
import { OWNER, SAMPLE_PEOPLE } from './sample-people.ts';
import { Sharing } from './sharing.ts';

/** Where everything can be reached: written to `<data>/endpoints.json`. */
export interface Endpoints {
  web: string;
  functions: string;
  sheets: string;
  firestore: string;
  tasks: string;
  mail: string;
  spreadsheetId: string;
  projectId: string;
}

export interface LocalDesk {
  endpoints: Endpoints;
  /** What people work in, and the add-on's runtime on it: for who measures them. */
  workbook: Workbook;
  scripts: ScriptRuntime;
  /** What scripts show to people, and the answers: for who uses the add-on without the page. */
  ui: PageUi;
  /** Whether the spreadsheet is shared with the service's account, and how its owner shares it or no longer does. */
  sharing: Sharing;
  /** Resolves when no task, sweep or script is on its way now. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** What `npm start` may be told, and doors for tests: a queue that misbehaves, and days whose calendar is known. */
export interface DeskOptions extends Options, Keeping {
  chaos?: Chaos;
  /** Desk time at which a new desk begins, ms; the present when absent. */
  beginsAt?: number;
  /** Google's latencies and quotas for the add-on; neither when absent. */
  economy?: Economy;
}

/** Ports of an earlier run: tasks planted then call these addresses. */
interface Ports {
  web?: number;
  functions?: Partial<Record<FunctionName, number>>;
}

const SWEEP_SECONDS = 300;
/** While a demo is filled, its tabs are written once a day by the sweep, and not with each edit: nobody looks. */
const FILLING_SWEEP_SECONDS = 24 * 3_600;
const ZONE = 'Asia/Shanghai';
const PAGE_BUNDLE = fileURLToPath(new URL('../../dist/page', import.meta.url));

/**
 * Starts everything. What an earlier run acknowledged is there again, its alarms included.
 * @param ending ends a start that is on its way: all that it has opened is closed
 * @throws StartRefusal when the folder belongs to another process or holds another desk, or the wanted port is taken
 */
export async function startDesk(
  options: DeskOptions,
  log: (line: string) => void,
  ending?: AbortSignal,
): Promise<LocalDesk> {
  const parts = new Parts();
  try {
    const asked = new Promise<never>((_, reject) => {
      const end = () => reject(new Error('The start was broken off'));
      if (ending?.aborted) end();
      ending?.addEventListener('abort', end, { once: true });
    });
    return await Promise.race([assemble(parts, options, log), asked]);
  } catch (cause) {
    await parts.close();
    throw cause;
  }
}

async function assemble(parts: Parts, options: DeskOptions, log: (line: string) => void): Promise<LocalDesk> {
  const owner = await parts.take(takeFolder(options.data), taken => taken.release());
  const file = (name: string) => join(options.data, name);
  const old = (readKept(file('ports.json')) ?? {}) as Ports;
  const ready = readKept(file('ready.json')) as Ready | undefined;
  const clock = new SettableClock({ offsetMs: offsetOf(options, ready, readKept(file('clock.json'))) });
  // First of all listeners: time must not go back, should the process die while the others are told.
  clock.onAdvance(offsetMs => writeKept(file('clock.json'), offsetMs));

  const { server, handle } = lateServer();
  const web = await listenOrRefuse(server, options.port || (old.web ?? 0), options.port !== 0);
  await parts.take(server, closeServer);
  const webUrl = `http://127.0.0.1:${web}`;
  owner.announce(webUrl);
  const issuer = Issuer.open({ file: file('identity.pem'), issuer: `${webUrl}/identity`, clock });
  const workbook = await parts.take(
    Workbook.open({
      file: file('workbook.sqlite'),
      create: { title: '售后服务记录', locale: 'zh_CN', timeZone: ZONE },
      owner: OWNER,
    }),
    opened => opened.close(),
  );
  const { spreadsheetId } = workbook.data;
  const sharing = Sharing.open(file('shared.json'), ready !== undefined);
  const sheets = sheetsHandler({
    workbooks: id => (id === spreadsheetId ? workbook : undefined),
    isShared: () => sharing.isShared,
    account: SERVICE_ACCOUNT,
    overQuota: writeQuota(() => clock.now()),
    now: () => clock.now(),
  });
  const none = (_req: IncomingMessage, _res: ServerResponse) => false;
  let page = none;
  let robots = none;
  handle((req, res) => {
    if (issuer.handle(req, res) || robots(req, res)) return;
    if (req.url?.startsWith('/v4/')) sheets(req, res);
    else if (!page(req, res)) (page === none ? sendStarting : sendNotFound)(res);
  });

  const machineToken = (audience: string, email: string) => issuer.sign({ sub: email, email, audience });
  const userToken = (email: string) => issuer.sign({ sub: `local-${email}`, email, audience: USER_AUDIENCE });
  const { chaos = () => 'deliver' } = options;
  let filling = options.demo === true && !ready;
  const [firestore, tasks, mail] = await Promise.all([
    options.firestore === undefined
      ? parts.take(startFirestore({ file: file('firestore.sqlite') }), started => started.close())
      : undefined,
    parts.take(
      startTasks({
        file: file('tasks.sqlite'),
        clock,
        token: machineToken,
        chaos: task => (filling && task.name.includes('/queues/summarise/') ? 'drop' : chaos(task)),
      }),
      started => started.close(),
    ),
    parts.take(startMail({ file: file('mail.sqlite'), clock }), started => started.close()),
    buildPage(PAGE_BUNDLE),
  ]);
  const firestoreAddress = firestore?.address ?? options.firestore ?? '';
  await ensureQueues(tasks.address, `projects/${PROJECT}/locations/${REGION}`, ['ring', 'summarise']);
  robots = robotsHandler({ robots: ROBOTS, now: () => clock.now(), keep: message => mail.keep(message) });
  const starting = startFunctions({
    surroundings: {
      issuer: `${webUrl}/identity`,
      firestore: firestoreAddress,
      tasks: tasks.address,
      sheets: `${webUrl}/`,
      mail: mail.address,
      page: `${webUrl}/`,
      keyUri: keyFile(file('keys.json')),
      channels: channelsOf(webUrl),
    },
    keys: issuer.keys,
    clock,
    ports: old.functions ?? {},
    log,
    ...(options.keep && { keep: options.keep }),
  });
  const functions = await parts.take(starting, started => started.close());
  writeKept(file('ports.json'), { web, functions: functions.ports } satisfies Ports);
  const sweeping = (everySeconds: number) =>
    startScheduler({
      clock,
      jobs: [
        {
          url: functions.urls.sweep,
          everySeconds,
          serviceAccountEmail: SERVICE_ACCOUNT,
          // As deploying makes it out at first, and when it is made again.
          audience: ready ? runUrl('sweep', functions.ports.sweep) : functions.urls.sweep,
        },
      ],
      token: machineToken,
      onFailure: (job, cause) => log(`${job.url}: ${String(cause)}`),
    });
  // Who enables or fills a desk needs them; a desk that is ready shows itself without.
  await (ready ? functions.process.attempted() : functions.process.ready());
  let scheduler = sweeping(filling ? FILLING_SWEEP_SECONDS : SWEEP_SECONDS);
  await parts.take(undefined, () => scheduler.close());

  const { name: addon, code, manifest } = await bundleAddon({ serviceUrl: functions.urls.api });
  const ui = new PageUi();
  const scripts = await parts.take(
    ScriptRuntime.start({
      code,
      manifest,
      addon,
      workbook,
      file: file('scripts.sqlite'),
      user: { email: OWNER },
      identityToken: userToken,
      clock,
      ui,
      log,
      replayMissed: true,
      ...(options.economy && { economy: options.economy }),
    }),
    started => started.close(),
  );
  const idle = async () => {
    // Both plant tasks, to the very end; tasks begin neither.
    await Promise.all([scheduler.idle(), scripts.idle()]);
    await tasks.idle();
  };
  if (!ready) {
    const door = { api: functions.urls.api, spreadsheetId, token: () => userToken(OWNER) };
    await functions.process.during(() => firstRun(scripts, sharing, door));
    if (filling) {
      log('正在生成三个月的演示数据，需要几分钟……');
      await fillDemo({
        door: lasting(new HttpDoor({ ...door, token: userToken }), work => functions.process.during(work)),
        staff: [OWNER, ...SAMPLE_PEOPLE.map(({ mail = '' }) => mail)],
        now: () => clock.now(),
        async advanceTo(instant) {
          await clock.advance(Math.max(0, instant - clock.now()));
          await idle();
        },
      });
      // One that was made at night or on a day off ends ahead of the machine's clock, and stays there.
      await clock.advance(Math.max(0, -clock.offsetMs));
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
    service: functions.process,
    ui,
    people: () => peopleAtPage(workbook),
  });
  const endpoints: Endpoints = {
    web: webUrl,
    functions: functions.urls.api,
    sheets: `${webUrl}/`,
    firestore: firestoreAddress,
    tasks: tasks.address,
    mail: mail.address,
    spreadsheetId,
    projectId: PROJECT,
  };
  writeKept(file('endpoints.json'), endpoints);
  return {
    endpoints,
    workbook,
    scripts,
    ui,
    sharing,
    idle,
    close: () => parts.close(),
  };
}

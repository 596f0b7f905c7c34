// Puts the service together: ports over Google's clients, each client made when it is first used. The only place that knows all parts.

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudTasksClient } from '@google-cloud/tasks';
import { credentials } from '@grpc/grpc-js';
import { GoogleAuth } from 'google-auth-library';
import { sheets, type sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { createTransport } from 'nodemailer';
import { chineseHolidays } from './adapters/chinese-days-holidays.ts';
import { CloudTasksAlarms } from './adapters/cloud-tasks-alarms.ts';
import { consoleLog } from './adapters/console-log.ts';
import { firestoreOf } from './adapters/firestore-documents.ts';
import { FirestoreStore } from './adapters/firestore-store.ts';
import { SheetsWorkbooks } from './adapters/sheets-workbooks.ts';
import { SmtpMessenger } from './adapters/smtp-messenger.ts';
import { TokenIdentity } from './adapters/token-identity.ts';
import type { Config } from './config.ts';
import type { Handlers } from './http/handlers.ts';
import { handlersOf } from './http/handlers.ts';
import type { Ports } from './ports.ts';

/** First year that the tables' times may lie in, and how many years from there are asked for holidays. */
const FIRST_YEAR = 2000;
const YEARS = 100;

/** The ports of a place. `now` is the present moment: the real one, but where a stand-in moves it. */
export function composePorts(config: Config, now: () => number): Ports {
  const firestore = once(() => firestoreOf(config.projectId, config.firestoreAddress));
  const tasks = once(() => cloudTasksOf(config.tasksAddress));
  const sheetsApi = once(() => sheetsOf(config.sheetsRootUrl));
  const mail = once(() => createTransport(config.smtpUrl));
  const holidays = Array.from({ length: YEARS }, (_, index) => chineseHolidays(FIRST_YEAR + index));
  return {
    store: new FirestoreStore(firestore),
    alarms: new CloudTasksAlarms(tasks, config),
    workbooks: new SheetsWorkbooks(sheetsApi, sleep),
    messenger: new SmtpMessenger(mail, config.mailFrom),
    identity: new TokenIdentity(config, now),
    log: consoleLog,
    now,
    uuid: randomUUID,
    holidays: holidays.filter(year => year !== undefined),
  };
}

/** The functions of a place, by name. */
export function compose(config: Config, now: () => number): Handlers {
  return handlersOf(composePorts(config, now));
}

/** `address` (host:port) leads to another server than Google's, without TLS or credentials. */
function cloudTasksOf(address: string | undefined): CloudTasksClient {
  if (address === undefined) return new CloudTasksClient();
  const [apiEndpoint = '', port] = address.split(':');
  return new CloudTasksClient({ apiEndpoint, port: Number(port), sslCreds: credentials.createInsecure() });
}

function sheetsOf(rootUrl: string | undefined): sheets_v4.Sheets {
  if (rootUrl !== undefined) return sheets({ version: 'v4', rootUrl });
  const auth = new GoogleAuth({ scopes: ['https://www.googleapis.com/auth/spreadsheets'] });
  return sheets({ version: 'v4', auth });
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

// Puts the service together: ports over Google's clients, each client made when it is first used. The only place that
// knows all parts.

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { allHolidays } from './adapters/chinese-days-holidays.ts';
import { consoleLog } from './adapters/console-log.ts';
import { FirestoreDeskKeys } from './adapters/firestore/desk-keys.ts';
import { firestoreOf } from './adapters/firestore/documents.ts';
import { FirestorePersons } from './adapters/firestore/persons.ts';
import { FirestoreStore } from './adapters/firestore/store.ts';
import { FirestoreWriteLeases } from './adapters/firestore/write-leases.ts';
import { CloudTasksAlarms, cloudTasksOf } from './adapters/google/cloud-tasks-alarms.ts';
import { SheetsWorkbooks, sheetsOf } from './adapters/google/sheets-workbooks.ts';
import { TokenIdentity } from './adapters/google/token-identity.ts';
import { wrapperOf } from './adapters/keys/wrapper-of.ts';
import { ChannelMessenger } from './adapters/messengers/channels.ts';
import { SmtpMessenger, smtpOf } from './adapters/messengers/smtp-messenger.ts';
import { SignedLinks } from './adapters/signed-links.ts';
import type { Config } from './config.ts';
import { digestOf } from './core/lib/digest.ts';
import { once } from './core/lib/keep-latest.ts';
import { TABLES } from './core/tables/index.ts';
import { followNoCalls } from './http/framework-domains.ts';
import { guardServers } from './http/framework-errors.ts';
import { type Handlers, handlersOf } from './http/handlers.ts';
import type { Ports } from './ports/ports.ts';

/** Another one for each release that declares other tables. */
const DECLARED = digestOf(JSON.stringify(TABLES));

/**
 * The ports of a place. `now` is the present moment: the real one, but where a stand-in moves it.
 * @param firestore the client for the database, where whoever composes has one already
 */
export function composePorts(
  config: Config,
  now: () => number,
  firestore = once(() => firestoreOf(config.projectId, config.firestoreAddress)),
): Ports {
  const tasks = once(() => cloudTasksOf(config.tasksAddress));
  const sheetsApi = once(() => sheetsOf(config.sheetsRootUrl));
  const mail = once(() => smtpOf(config.smtpUrl));
  const keys = new FirestoreDeskKeys(
    firestore,
    once(() => wrapperOf(config.keyUri, config.kmsRootUrl)),
    now,
  );
  return {
    store: new FirestoreStore(firestore, keys),
    persons: new FirestorePersons(firestore),
    keys,
    alarms: new CloudTasksAlarms(tasks, config),
    workbooks: new SheetsWorkbooks(sheetsApi, sleep, Math.random, config.serviceAccount),
    writeLeases: new FirestoreWriteLeases(firestore),
    messenger: new ChannelMessenger(new SmtpMessenger(mail, config.mailFrom), config.channels, now),
    identity: new TokenIdentity(config, now),
    log: consoleLog,
    links: new SignedLinks(config),
    now,
    uuid: randomUUID,
    release: `${config.revision ?? ''}${DECLARED}`,
    holidays: allHolidays(),
  };
}

/** The functions of a place, by name; from now on their servers are guarded, and their calls in no domain. */
export function compose(config: Config, now: () => number): Handlers {
  const ports = composePorts(config, now);
  guardServers(() => ports);
  followNoCalls();
  return handlersOf(ports);
}

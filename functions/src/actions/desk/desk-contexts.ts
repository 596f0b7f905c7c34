// Desk contexts by version: indexing a desk's people and settings once, not for each request.

import { RequestError } from '../../contract/request-error.ts';
import { contextOf, type Desk, type DeskContext } from '../../core/desk/desk.ts';
import type { Members } from '../../core/desk/desk-state.ts';
import { scopeOf } from '../../core/desk/rights.ts';
import { keepLatest } from '../../core/lib/keep-latest.ts';
import { localDate } from '../../core/lib/time.ts';
import type { RightName } from '../../core/schema/right.ts';
import { TABLES } from '../../core/tables/index.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';

/** Contexts kept by a process; the least recently made goes first. */
const KEPT = 200;

const contexts = new WeakMap<Ports, Map<string, DeskContext>>();

/** The context of a desk as it stands, of today. @throws RequestError 404 when there is no such desk. */
export function deskContext(ports: Ports, desk: Desk | undefined): DeskContext {
  if (!desk) throw new RequestError('unknown_desk');
  const kept = contexts.get(ports) ?? new Map<string, DeskContext>();
  contexts.set(ports, kept);
  const name = `${desk.id}@${desk.version}`;
  const known = kept.get(name);
  keepLatest(latestOf(ports), desk.id, name, KEPT);
  const today = () => localDate(ports.now(), desk.zone);
  if (known && (known.today === undefined || known.today === today())) return known;
  const context = contextOf(desk, ports.holidays, TABLES, ports.keys.keyed(desk.id), today());
  keepLatest(kept, name, context, KEPT);
  return context;
}

/** By desk the name of the context that was asked for last. */
const latest = new WeakMap<Ports, Map<string, string>>();

function latestOf(ports: Ports): Map<string, string> {
  const known = latest.get(ports) ?? new Map<string, string>();
  latest.set(ports, known);
  return known;
}

/** The context by which this process has gone last, if it still has it; the desk may stand otherwise by now. */
export function latestContext(ports: Ports, deskId: string): DeskContext | undefined {
  return contexts.get(ports)?.get(latest.get(ports)?.get(deskId) ?? '');
}

/**
 * The context of a desk that the account belongs to.
 * @throws RequestError 404 when there is none, 403 when it does not.
 */
export async function memberContext(ports: Ports, deskId: string, account: Account): Promise<DeskContext> {
  const desk = deskContext(ports, await ports.store.desk(deskId));
  return memberOf(desk, account, () => ports.store.state(deskId, 'members'));
}

/**
 * The desk, if the account belongs to it; who joined is asked only for those whom it does not name.
 * @throws RequestError 403.
 */
export async function memberOf(
  desk: DeskContext,
  { mail }: Account,
  joined: () => Promise<Members | undefined>,
): Promise<DeskContext> {
  if (desk.personOfMail(mail)?.left) throw new RequestError('has_left');
  if (desk.isMember(mail) || (await joined())?.mails.includes(mail)) return desk;
  throw new RequestError('not_a_member');
}

/**
 * The desk, if the account belongs to it and has a right to all of it.
 * @throws RequestError 403, 404 as `memberContext`.
 */
export async function rightContext(
  ports: Ports,
  deskId: string,
  account: Account,
  right: RightName,
): Promise<DeskContext> {
  const desk = await memberContext(ports, deskId, account);
  holdsRight(right, account, desk);
  return desk;
}

/**
 * @throws RequestError 403 when a right is not the account's at all: as one who may only read, or as one who does not
 * supervise.
 */
export function holdsRight(right: RightName, { mail }: Account, desk: DeskContext): void {
  if (scopeOf(right, mail, desk) !== 'none') return;
  throw new RequestError(scopeOf('write', mail, desk) === 'none' ? 'not_a_writer' : 'not_supervisor');
}

// What a customer may ask for and somebody does for him: his data put right, or taken out. The first bit is done at
// once, the rest by the summaries that follow.

import type { CustomerRequest, TaskAnswer } from '../../contract/contract.ts';
import { RequestError } from '../../contract/request-error.ts';
import { looksBlank, nameText } from '../../core/cells/plain-text.ts';
import { contactForm, normaliseContact } from '../../core/lib/contact.ts';
import { nameMark } from '../../core/record/correct.ts';
import { type PersonTask, WALK_BEGIN, type Whose } from '../../core/record/person-task.ts';
import type { PrivateCells } from '../../core/record/record.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';
import { carryOutTasks } from './carry-out.ts';
import { type AskedCustomer, askedFor, contactIn, nextRecords } from './whose.ts';

/** Takes a customer out of all that is kept. @throws RequestError 400, 403, 404 */
export async function eraseCustomer(
  ports: Ports,
  account: Account,
  deskId: string,
  request: CustomerRequest,
): Promise<TaskAnswer> {
  const asked = await askedFor(ports, account, deskId, request);
  return begin(ports, account, asked, { kind: 'erase' }, {});
}

/** Puts a customer's number or name right wherever the wrong one stands as his. @throws RequestError 400, 403, 404 */
export async function correctCustomer(
  ports: Ports,
  account: Account,
  deskId: string,
  { contact, name, ...request }: CustomerRequest,
): Promise<TaskAnswer> {
  const asked = await askedFor(ports, account, deskId, request);
  const right: PrivateCells = {
    ...(contact !== undefined && { contact: rightContact(contact) }),
    ...(name && { name: rightName(name.to) }),
  };
  if (Object.keys(right).length === 0) throw new RequestError('correction_blank');
  const wrong = name ? nameMark(nameText(name.from), asked.desk.keyed) : null;
  return begin(ports, account, asked, { kind: 'correct', name: wrong }, right);
}

/** @throws RequestError 400 */
function rightContact(text: string): string {
  const contact = normaliseContact(text);
  contactIn(contact);
  if (contactForm(contact) === 'invalid') throw new RequestError('number_unclear');
  return contact;
}

/** @throws RequestError 400 */
function rightName(text: string): string {
  const name = looksBlank(text) ? '' : nameText(text);
  if (name === '') throw new RequestError('correction_blank');
  return name;
}

async function begin(
  ports: Ports,
  { mail }: Account,
  { desk, whose }: AskedCustomer,
  does: PersonTask['does'],
  right: PrivateCells,
): Promise<TaskAnswer> {
  const deskId = desk.desk.id;
  if (!(await hasRecords(ports, deskId, whose))) throw new RequestError('unknown_customer');
  const id = `task-${ports.uuid()}`;
  const by = { account: mail, editor: null };
  const begun = { at: ports.now(), place: WALK_BEGIN, changed: 0, missed: false };
  if (Object.keys(right).length > 0)
    await ports.store.transaction(deskId, async each => each.write({ sealed: new Map([[id, right]]) }));
  await ports.persons.keepTask(deskId, { id, ...whose, does, by, ...begun });
  ports.log.info('person_task', { deskId, task: id, kind: does.kind });
  const { changed, isDone } = await carryOutTasks(ports, deskId, { asked: id });
  await ports.alarms.plantSummary(deskId, ports.now(), ports.now());
  return { changed, done: isDone };
}

async function hasRecords(ports: Ports, deskId: string, whose: Whose): Promise<boolean> {
  const { records, next } = await nextRecords(ports, deskId, whose, WALK_BEGIN, 1);
  if (records.length > 0) return true;
  return next !== null && (await nextRecords(ports, deskId, whose, next, 1)).records.length > 0;
}

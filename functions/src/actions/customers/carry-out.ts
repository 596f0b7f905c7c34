// Tasks about persons, carried out page by page: what has been done stays done, and the next turn goes on where this
// one ended.

import type { DeskContext } from '../../core/desk/desk.ts';
import type { Instant } from '../../core/lib/time.ts';
import { type Correction, correctedRecord } from '../../core/record/correct.ts';
import type { Erasing } from '../../core/record/erase.ts';
import { type PersonTask, WALK_BEGIN } from '../../core/record/person-task.ts';
import type { DeskOverview } from '../../ports/desks.ts';
import type { Ports } from '../../ports/ports.ts';
import { deskContext } from '../desk/desk-contexts.ts';
import { eraser, type PersonWork } from './erasing.ts';
import { rewrite } from './rewrite.ts';
import { isAbout, nextRecords } from './whose.ts';

/** Records of one page, and pages of one turn: figures and tabs wait for it. */
const PAGE_SIZE = 20;
const MAX_PAGES = 5;

/** Tasks that are looked up at a time, done ones that a back-up may lack included. */
const MAX_TASKS = 50;

const WHY = { erase: '按客户要求删除了个人信息', correct: '按客户要求更正' } as const;

/**
 * Goes on with what is open, first with the task that is `asked` for, and answers how that one stands afterwards. One
 * of which a record cannot be changed is tried again by each summary, and holds up no other.
 * @throws Error where there is such a one and nobody waits for an answer, so that the queue asks again
 */
export async function carryOutTasks(
  ports: Ports,
  deskId: string,
  { asked, known }: { asked?: string; known?: DeskOverview } = {},
): Promise<{ changed: number; isDone: boolean }> {
  let standing = { changed: 0, isDone: false };
  const { erasedUpTo = 0 } = known?.upkeep ?? (await ports.store.state(deskId, 'upkeep')) ?? {};
  const tasks = await ports.persons.tasksToLookAt(deskId, erasedUpTo, MAX_TASKS);
  if (tasks.length === 0) return standing;
  await beginAgain(ports, deskId, tasks, erasedUpTo);
  const failed = new Set<string>();
  for (let page = 0; ; page += 1) {
    const open = (await ports.persons.openTasks(deskId, MAX_TASKS)).filter(({ id }) => !failed.has(id));
    const task = open.find(({ id }) => id === asked) ?? open[0];
    if (!task) break;
    if (page === MAX_PAGES) {
      await ports.alarms.plantSummary(deskId, ports.now(), ports.now());
      break;
    }
    const after = await carryPage(ports, deskContext(ports, await ports.store.desk(deskId)), task);
    if (after.id === asked) standing = { changed: after.changed, isDone: after.place === null };
    if (after.missed) failed.add(task.id);
  }
  if (failed.size > 0 && asked === undefined)
    throw new Error(`records of ${[...failed].join(', ')} could not be changed`);
  return standing;
}

/** Of a restored back-up, what was erased since then is erased once more. */
async function beginAgain(
  ports: Ports,
  deskId: string,
  tasks: readonly PersonTask[],
  upTo: Instant,
): Promise<void> {
  const done = tasks.filter(({ place }) => place === null);
  for (const task of done) await ports.persons.keepTask(deskId, { ...task, place: WALK_BEGIN });
  // One that is still open is carried out anyway, and need not be begun again once it is done.
  const begun = done.length < MAX_TASKS ? tasks.filter(({ does }) => does.kind === 'erase') : done;
  const erasedUpTo = Math.max(upTo, ...begun.map(({ at }) => at));
  if (erasedUpTo === upTo) return;
  await ports.store.transaction(deskId, async transaction =>
    transaction.write({ state: { upkeep: { erasedUpTo } } }),
  );
}

/** The next page of a task; answers the task as it stands then. */
async function carryPage(ports: Ports, desk: DeskContext, task: PersonTask): Promise<PersonTask> {
  const deskId = desk.desk.id;
  const { records, next } = await nextRecords(ports, deskId, task, task.place ?? WALK_BEGIN, PAGE_SIZE);
  const { kind } = task.does;
  const work = kind === 'erase' ? erasing(ports, desk, task) : await correcting(ports, desk, task);
  let { missed } = task;
  for (const { key } of records) {
    try {
      await work.change(key);
    } catch (cause) {
      ports.log.error('person_task_failed', cause, { deskId, task: task.id, key });
      missed = true;
    }
  }
  const changed = task.changed + (await work.end());
  const isOver = next === null && !missed;
  const place = next ?? (missed ? WALK_BEGIN : null);
  const after = { ...task, changed, missed: next !== null && missed, place };
  if (isOver && kind === 'correct') await forget(ports, deskId, task.id);
  await ports.persons.keepTask(deskId, after);
  if (isOver) ports.log.info('person_task_done', { deskId, task: task.id, kind, changed });
  return { ...after, missed: next === null && missed };
}

/** What is right is in the records by then. */
async function forget(ports: Ports, deskId: string, id: string): Promise<void> {
  await ports.store.transaction(deskId, async transaction =>
    transaction.write({ sealed: new Map([[id, { contact: null, name: null }]]) }),
  );
}

async function correcting(
  ports: Ports,
  { desk: { id }, keyed }: DeskContext,
  task: PersonTask,
): Promise<PersonWork> {
  const right = await ports.store.transaction(
    id,
    async transaction => (await transaction.privateCells([task.id])).get(task.id) ?? {},
  );
  const mark = task.does.kind === 'correct' ? task.does.name : null;
  const correction: Correction = {
    marks: new Set(task.marks),
    contact: right['contact'] ?? undefined,
    name: mark !== null && right['name'] ? { mark, to: right['name'] } : undefined,
    by: task.by,
    now: ports.now(),
    why: WHY.correct,
    keyed,
  };
  let changed = 0;
  const change = async (key: string) => {
    const isDone = await rewrite(ports, id, key, ({ table, record, full }) => {
      const corrected = isAbout(table, record, task)
        ? correctedRecord(table, record, full, correction)
        : undefined;
      return corrected && { ...corrected, isCompared: true };
    });
    if (isDone) changed += 1;
  };
  return { change, end: async () => changed };
}

function erasing(ports: Ports, { desk: { id }, keyed }: DeskContext, task: PersonTask): PersonWork {
  const erasing: Erasing = {
    by: task.by,
    now: ports.now(),
    as: String(task.at),
    why: WHY.erase,
    marks: new Set(task.marks),
    keyed,
  };
  return eraser(ports, id, erasing, {
    isMeant: ({ createdAt, erasedAt = 0 }) => createdAt <= task.at && erasedAt < task.at,
    isAbout: (table, record) => isAbout(table, record, task),
    // A call that was planned while he was there once more, by a back-up.
    comesOf: ({ createdAt, erasedAt, origin }, key) =>
      origin?.key === key && createdAt > task.at && erasedAt === undefined,
  });
}

// The calls of google.cloud.tasks.v2.CloudTasks that are served, over the store. Methods not named here answer
// UNIMPLEMENTED.

import type { handleUnaryCall } from '@grpc/grpc-js';
import type { SettableClock } from '../../clock/clock.ts';
import { DAY_MS } from '../../clock/duration.ts';
import { type Dispatcher, TASK_NAME_TAKEN_MS } from './dispatcher.ts';
import { checkLocation, checkQueueName, checkTaskName } from './names.ts';
import { type Queue, readSettings, showQueue } from './queue.ts';
import { Refusal } from './refusal.ts';
import type { Store } from './store.ts';
import { readTask, showTask, type Task } from './task.ts';
import { unary } from './unary.ts';
import type { Calls } from './wire.ts';

/** How long the name of a deleted queue stays taken, in ms. */
const QUEUE_NAME_TAKEN_MS = 7 * DAY_MS;
const MAX_QUEUES_A_PAGE = 9_800;
const MAX_TASKS_A_PAGE = 1_000;

const NO_QUEUE =
  'Queue does not exist. If you just created the queue, wait at least a minute for the queue to initialize.';
const TASK_GONE =
  'The task no longer exists, though a task with this name existed recently. The task either successfully completed or was deleted.';

export type Service = { [Method in keyof Calls]: handleUnaryCall<Calls[Method][0], Calls[Method][1]> };

/** The handlers by method, as a gRPC server takes them. */
export function serve(store: Store, dispatcher: Dispatcher, clock: SettableClock): Service {
  function findQueue(name: string): Queue {
    const queue = store.queue(checkQueueName(name));
    if (!queue) throw Refusal.missing(NO_QUEUE);
    return queue;
  }

  function findTask(name: string): Task {
    const task = store.task(checkTaskName(name).name);
    if (task) return task;
    throw Refusal.missing(store.isNameUsed(name, clock.now()) ? TASK_GONE : undefined);
  }

  function changeQueue(name: string, change: Partial<Queue>) {
    const queue = { ...findQueue(name), ...change };
    store.saveQueue(queue);
    dispatcher.pump();
    return showQueue(queue);
  }

  return {
    ListQueues: unary(({ parent, filter, pageSize, pageToken }) => {
      if (filter !== '') throw Refusal.unserved('ListQueuesRequest.filter');
      const limit = pageLimit(pageSize, MAX_QUEUES_A_PAGE);
      const queues = store.listQueues(checkLocation(parent), pageToken, limit + 1);
      const page = queues.slice(0, limit);
      return {
        queues: page.map(showQueue),
        nextPageToken: queues.length > limit ? (page.at(-1)?.name ?? '') : '',
      };
    }),

    GetQueue: unary(({ name }) => showQueue(findQueue(name))),

    CreateQueue: unary(({ parent, queue: wire }) => {
      checkLocation(parent);
      if (!wire) throw Refusal.invalid('CreateQueueRequest.queue is required.');
      const name = checkQueueName(wire.name);
      if (!name.startsWith(`${parent}/queues/`)) throw Refusal.invalid(`${name} must begin with ${parent}.`);
      if (store.queue(name)) throw Refusal.taken('Queue already exists');
      if (store.isNameUsed(name, clock.now())) {
        throw Refusal.tooEarly(
          'The queue cannot be created because a queue with this name existed too recently.',
        );
      }
      const queue: Queue = { name, settings: readSettings(wire), state: 'RUNNING', purgedAtMs: null };
      store.saveQueue(queue);
      return showQueue(queue);
    }),

    DeleteQueue: unary(({ name }) => {
      if (!store.queue(checkQueueName(name))) throw Refusal.missing();
      store.removeQueue(name, clock.now() + QUEUE_NAME_TAKEN_MS);
      dispatcher.pump();
      return {};
    }),

    PurgeQueue: unary(({ name }) => {
      store.removeTasks(findQueue(name).name, clock.now() + TASK_NAME_TAKEN_MS);
      return changeQueue(name, { purgedAtMs: clock.now() });
    }),

    PauseQueue: unary(({ name }) => changeQueue(name, { state: 'PAUSED' })),

    ResumeQueue: unary(({ name }) => changeQueue(name, { state: 'RUNNING' })),

    ListTasks: unary(({ parent, responseView, pageSize, pageToken }) => {
      const limit = pageLimit(pageSize, MAX_TASKS_A_PAGE);
      const after = Number(pageToken);
      if (!Number.isSafeInteger(after)) throw Refusal.invalid('ListTasksRequest.pageToken is invalid.');
      const tasks = store.listTasks(findQueue(parent).name, after, limit + 1);
      const page = tasks.slice(0, limit);
      return {
        tasks: page.map(task => showTask(task, responseView)),
        nextPageToken: tasks.length > limit ? String(page.at(-1)?.id ?? '') : '',
      };
    }),

    GetTask: unary(({ name, responseView }) => showTask(findTask(name), responseView)),

    CreateTask: unary(({ parent, task: wire, responseView }) => {
      const queue = findQueue(parent);
      const task = readTask(wire, queue.name, clock.now());
      if (store.task(task.name)) throw Refusal.taken('Requested entity already exists');
      if (store.isNameUsed(task.name, clock.now())) {
        throw Refusal.taken(
          'The task cannot be created because a task with this name existed too recently. For more information about task de-duplication see https://cloud.google.com/tasks/docs/reference/rest/v2/projects.locations.queues.tasks/create#body.request_body.FIELDS.task.',
        );
      }
      store.addTask(task);
      dispatcher.pump();
      return showTask(task, responseView);
    }),

    DeleteTask: unary(({ name }) => {
      store.removeTask(findTask(name), clock.now() + TASK_NAME_TAKEN_MS);
      dispatcher.pump();
      return {};
    }),

    RunTask: unary(({ name, responseView }) => {
      const task = findTask(name);
      return showTask(dispatcher.dispatch(task, findQueue(task.queue)), responseView);
    }),
  };
}

function pageLimit(asked: number, most: number): number {
  if (asked < 0) throw Refusal.invalid('The page size cannot be negative.');
  return asked === 0 ? most : Math.min(asked, most);
}

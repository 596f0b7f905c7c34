// Resource names of Cloud Tasks: their form, and what contains what.

import { Refusal } from './refusal.ts';

const LOCATION = String.raw`projects/[A-Za-z0-9:.-]+/locations/[A-Za-z0-9-]+`;
const LOCATION_NAME = new RegExp(`^${LOCATION}$`);
const QUEUE_NAME = new RegExp(`^${LOCATION}/queues/[A-Za-z0-9-]{1,100}$`);
const TASK_NAME = new RegExp(`^(${LOCATION}/queues/[A-Za-z0-9-]{1,100})/tasks/([^/]*)$`);
const TASK_ID = /^[A-Za-z0-9_-]{1,500}$/;

/** @throws Refusal 3 unless it is `projects/P/locations/L` */
export function checkLocation(name: string): string {
  if (!LOCATION_NAME.test(name)) throw Refusal.invalid('Invalid resource field value in the request.');
  return name;
}

/** @throws Refusal 3 unless it is `projects/P/locations/L/queues/Q` */
export function checkQueueName(name: string): string {
  if (!QUEUE_NAME.test(name)) {
    throw Refusal.invalid(
      'Queue name must be formatted: "projects/<PROJECT_ID>/locations/<LOCATION_ID>/queues/<QUEUE_ID>".',
    );
  }
  return name;
}

/** @throws Refusal 3 unless it is `projects/P/locations/L/queues/Q/tasks/T` */
export function checkTaskName(name: string): { name: string; queue: string } {
  const parts = TASK_NAME.exec(name);
  if (!parts) {
    throw Refusal.invalid(
      'Task name must be formatted: "projects/<PROJECT_ID>/locations/<LOCATION_ID>/queues/<QUEUE_ID>/tasks/<TASK_ID>"',
    );
  }
  const [, queue = '', id = ''] = parts;
  if (!TASK_ID.test(id)) {
    throw Refusal.invalid(
      `Task ID "${id}" can contain only letters ([A-Za-z]), numbers ([0-9]), hyphens (-), or underscores (_). Task ID must between 1 and 500 characters.`,
    );
  }
  return { name, queue };
}

/** The last part of a resource name, as the headers of a delivery show it. */
export function shortName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

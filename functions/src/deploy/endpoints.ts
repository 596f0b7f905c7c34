// The endpoints that are deployed, one entry each: what Google runs, for whom, and with how much.
// Knows nothing of what they do; their handlers are the exports of the same name.

/** Memory sizes that Cloud Functions has, in MiB. */
export type MemoryMb = 256 | 512 | 1024 | 2048;

/** MiB that new objects have until they are sorted: by itself Node takes more where the machine has many. */
const NEW_MB = 16;

/**
 * What Node is told of its heap where it has so much memory: half of it. Buffers, code and gRPC's own memory are beside
 * the heap, and without a limit Node collects garbage too late for an instance to survive.
 * https://nodejs.org/api/cli.html#useful-v8-options
 */
export function heapOption(memoryMb: number): string {
  return `--max-old-space-size=${memoryMb / 2} --max-semi-space-size=${NEW_MB}`;
}

/** How an endpoint is called. Queues and schedules call with a token of the service account, and nobody else may. */
export type Trigger =
  | { on: 'https'; invoker: 'public' | 'service' }
  | {
      on: 'queue';
      rateLimits: { maxConcurrentDispatches: number; maxDispatchesPerSecond: number };
      retry: {
        /** -1 is without end; else the task is gone after as many calls, and `maxRetrySeconds` has to be over, too. */
        maxAttempts: number;
        maxRetrySeconds: number;
        minBackoffSeconds: number;
        maxBackoffSeconds: number;
        maxDoublings: number;
      };
    }
  | { on: 'schedule'; schedule: string; timeZone: string; retryCount: number };

export interface Endpoint {
  /** Name of the export, the function, its service and, with a queue, of the queue. */
  name: string;
  memoryMb: MemoryMb;
  /** Requests that one instance serves at a time. */
  concurrency: number;
  timeoutSeconds: number;
  maxInstances: number;
  trigger: Trigger;
}

/** Half a day of retries with growing pauses; what is lost after that, the sweep finds. */
const PATIENT_RETRY = {
  maxAttempts: 30,
  maxRetrySeconds: 12 * 3600,
  minBackoffSeconds: 1,
  maxBackoffSeconds: 1800,
  maxDoublings: 10,
};

export const ENDPOINTS = [
  {
    // The add-on's door. Open to the internet; every call is verified in code, by the token of the person.
    name: 'api',
    memoryMb: 512,
    concurrency: 40,
    timeoutSeconds: 60,
    maxInstances: 10,
    trigger: { on: 'https', invoker: 'public' },
  },
  {
    name: 'ring',
    memoryMb: 512,
    concurrency: 20,
    timeoutSeconds: 120,
    maxInstances: 5,
    trigger: {
      on: 'queue',
      rateLimits: { maxConcurrentDispatches: 50, maxDispatchesPerSecond: 100 },
      retry: PATIENT_RETRY,
    },
  },
  {
    // Most of its tasks only ask whether it is their desk's turn, so they go through fast: what the Sheets API allows
    // in a minute is shared out by the turns, over all processes.
    name: 'summarise',
    memoryMb: 512,
    concurrency: 10,
    timeoutSeconds: 300,
    maxInstances: 3,
    trigger: {
      on: 'queue',
      rateLimits: { maxConcurrentDispatches: 20, maxDispatchesPerSecond: 50 },
      retry: PATIENT_RETRY,
    },
  },
  {
    name: 'sweep',
    memoryMb: 512,
    concurrency: 1,
    timeoutSeconds: 300,
    maxInstances: 1,
    trigger: { on: 'schedule', schedule: 'every 5 minutes', timeZone: 'Etc/UTC', retryCount: 3 },
  },
  {
    // What links in notices lead to, and calendars. Open to the internet; every address proves itself by its signature.
    name: 'link',
    memoryMb: 512,
    concurrency: 40,
    timeoutSeconds: 60,
    maxInstances: 5,
    trigger: { on: 'https', invoker: 'public' },
  },
] as const satisfies readonly Endpoint[];

type Listed = (typeof ENDPOINTS)[number];

/** What the deployed index has to export. */
export type EndpointName = Listed['name'];

/** Endpoints that anybody may call: tokens come to them whole, and have to be verified. */
export type PublicName = Extract<Listed, { trigger: { on: 'https'; invoker: 'public' } }>['name'];

/**
 * Endpoints behind Google's IAM, which checks a caller's token itself and hands it on without its signature: only
 * claims can be read. https://cloud.google.com/run/docs/troubleshooting
 */
export type GuardedName = Exclude<EndpointName, PublicName>;

/** The entry of a name. */
export function endpointOf(name: EndpointName): Listed {
  return ENDPOINTS.find(each => each.name === name) as Listed;
}

/** Whether anybody may call an endpoint; IAM stands before all others. */
export function isPublic(trigger: Trigger): boolean {
  return trigger.on === 'https' && trigger.invoker === 'public';
}

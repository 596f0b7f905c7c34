import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { http } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { RequestError } from '../../functions/src/contract/request-error.ts';
import { ENDPOINTS } from '../../functions/src/deploy/endpoints.ts';
import { manifestOf, manifestText } from '../../functions/src/deploy/manifest.ts';
import { handlersOf } from '../../functions/src/http/handlers.ts';
import type { Identity } from '../../functions/src/ports/identity.ts';
import type { Ports } from '../../functions/src/ports/ports.ts';
import { withOnly } from '../fixtures/with-only.ts';

const AT_PROJECT = '@{{ params.PROJECT_ID }}.iam.gserviceaccount.com';
const ACCOUNT = `sheetdesk${AT_PROJECT}`;

/** What firebase-tools 15.34.2 takes; it refuses unknown keys, and more or less than one trigger. */
const endpointShape = z
  .strictObject({
    platform: z.literal('gcfv2'),
    entryPoint: z.string(),
    region: z.array(z.string()).length(1),
    availableMemoryMb: z.literal([128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768]),
    cpu: z.number(),
    concurrency: z.int().min(1).max(1000),
    timeoutSeconds: z.int().min(1).max(3600),
    minInstances: z.literal(0),
    maxInstances: z.int().min(1),
    serviceAccount: z.string(),
    environmentVariables: z.strictObject({ NODE_OPTIONS: z.string() }),
    secretEnvironmentVariables: z.array(z.strictObject({ key: z.string().regex(/^[A-Z][A-Z_]*$/) })),
    ingressSettings: z.enum(['ALLOW_ALL', 'ALLOW_INTERNAL_ONLY', 'ALLOW_INTERNAL_AND_GCLB']),
    httpsTrigger: z.strictObject({ invoker: z.array(z.string()).min(1) }).optional(),
    taskQueueTrigger: z
      .strictObject({
        invoker: z.array(z.string()).min(1),
        rateLimits: z.strictObject({
          maxConcurrentDispatches: z.int().max(5000),
          maxDispatchesPerSecond: z.number().max(500),
        }),
        retryConfig: z.strictObject({
          maxAttempts: z.int(),
          maxRetrySeconds: z.int(),
          minBackoffSeconds: z.int(),
          maxBackoffSeconds: z.int(),
          maxDoublings: z.int(),
        }),
      })
      .optional(),
    scheduleTrigger: z
      .strictObject({
        schedule: z.string(),
        timeZone: z.string(),
        retryConfig: z.strictObject({ retryCount: z.int().max(5) }),
      })
      .optional(),
  })
  .refine(({ httpsTrigger, taskQueueTrigger, scheduleTrigger }) => {
    return [httpsTrigger, taskQueueTrigger, scheduleTrigger].filter(trigger => trigger).length === 1;
  });
const manifestShape = z.strictObject({
  specVersion: z.literal('v1alpha1'),
  requiredAPIs: z.array(z.strictObject({ api: z.string(), reason: z.string() })),
  endpoints: z.record(z.string().regex(/^[a-z][a-z0-9]{0,62}$/), endpointShape),
});

describe('functions.yaml', () => {
  const text = manifestText(manifestOf('asia-east1'));
  const manifest = manifestShape.parse(JSON.parse(text));
  const entries = Object.entries(manifest.endpoints);

  it('has exactly the endpoints of the list, each under its own name', () => {
    expect(Object.keys(manifest.endpoints)).toEqual(['api', 'ring', 'summarise', 'sweep', 'link']);
    expect(entries.map(([name, { entryPoint }]) => [name, entryPoint])).toEqual(
      ENDPOINTS.map(({ name }) => [name, name]),
    );
  });

  it('is JSON without tabs, which YAML reads as well', () => {
    expect(text).not.toContain('\t');
    expect(text.endsWith('}\n')).toBe(true);
  });

  it('puts everything into the one region that it is given', () => {
    const elsewhere = manifestShape.parse(manifestOf('asia-east2'));
    expect(Object.values(elsewhere.endpoints).map(({ region }) => region)).toEqual(
      ENDPOINTS.map(() => ['asia-east2']),
    );
  });

  it('names the service account in full, because the short form reaches Cloud Scheduler as it stands', () => {
    for (const [, endpoint] of entries) expect(endpoint.serviceAccount).toBe(ACCOUNT);
    expect(text).not.toMatch(/"[^"]*@"/);
  });

  it('opens the API and the links to the internet, and says who may call each', () => {
    const invokers = entries.flatMap(([name, { httpsTrigger, taskQueueTrigger }]) => {
      const trigger = httpsTrigger ?? taskQueueTrigger;
      return trigger ? [[name, trigger.invoker]] : [];
    });
    expect(invokers).toEqual([
      ['api', ['public']],
      ['ring', [`sheetdesk-ring${AT_PROJECT}`]],
      ['summarise', [`sheetdesk-summarise${AT_PROJECT}`]],
      ['link', ['public']],
    ]);
  });

  it('lets nobody but IAM’s invokers to those that believe a claim without its signature', async () => {
    const asked = await believers();
    const guarded = entries.flatMap(([name, { httpsTrigger, taskQueueTrigger }]) => {
      // firebase-tools gives a schedule the account of the function.
      const invokers = (httpsTrigger ?? taskQueueTrigger)?.invoker ?? [ACCOUNT];
      return invokers.includes('public') || invokers.includes('allUsers') ? [] : [name];
    });
    expect(asked).toEqual(guarded);
    expect(asked).toEqual(['ring', 'summarise', 'sweep']);
  });

  it('has each queue call with an account of its own, that no function runs as', () => {
    const callers = entries.flatMap(([, { taskQueueTrigger }]) => taskQueueTrigger?.invoker ?? []);
    expect(callers).toHaveLength(2);
    expect(new Set([...callers, ...entries.map(([, { serviceAccount }]) => serviceAccount)]).size).toBe(3);
  });

  it('retries a task for longer than an outage, where firebase-tools would give up after three', () => {
    const retries = entries.flatMap(([, { taskQueueTrigger }]) => taskQueueTrigger?.retryConfig ?? []);
    expect(retries).toHaveLength(2);
    for (const { maxAttempts, maxRetrySeconds } of retries) {
      expect(maxAttempts).toBeGreaterThan(10);
      expect(maxRetrySeconds).toBeGreaterThanOrEqual(4 * 3600);
    }
  });

  it('sweeps every five minutes, in a zone without summer time, and not two at once', () => {
    expect(manifest.endpoints.sweep).toMatchObject({
      scheduleTrigger: { schedule: 'every 5 minutes', timeZone: 'Etc/UTC' },
      concurrency: 1,
      maxInstances: 1,
    });
  });

  it('takes a whole processor wherever an instance serves several requests', () => {
    for (const [, { cpu, concurrency }] of entries) expect(cpu >= 1 || concurrency === 1).toBe(true);
  });

  it('needs no parameter, which a deployment without a person could not answer', () => {
    expect(manifest).not.toHaveProperty('params');
    expect(new Set(text.match(/params\.\w+/g))).toEqual(new Set(['params.PROJECT_ID']));
  });
});

/** The endpoints whose handlers ask what a token claims, found by calling each. */
async function believers(): Promise<string[]> {
  const asked = new Set<string>();
  for (const { name } of ENDPOINTS) {
    const identity: Identity = {
      user: () => Promise.reject(new RequestError('token_invalid')),
      machine: () => {
        asked.add(name);
        return Promise.reject(new RequestError('not_our_machine'));
      },
    };
    // Nothing else is reached by a caller who is refused.
    const log = { info: () => undefined, error: () => undefined };
    http(`manifest-${name}`, handlersOf(withOnly<Ports>({ identity, log }))[name]);
    const server = getTestServer(`manifest-${name}`);
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const body = JSON.stringify({ deskId: 'a-desk' });
    for (const path of ['/', '/v1/desks', '/v1/desks/a-desk', '/v1/desks/a-desk/layout', '/c/a']) {
      const headers = { authorization: 'Bearer a.b.c', 'content-type': 'application/json' };
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers, body });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      await answer.text();
    }
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  }
  return [...asked];
}

describe('firebase.json', () => {
  const config = z
    .object({
      functions: z
        .array(z.object({ source: z.string(), runtime: z.string(), ignore: z.array(z.string()) }))
        .length(1),
      firestore: z.object({ rules: z.string(), indexes: z.string() }),
    })
    .parse(JSON.parse(readFileSync('firebase.json', 'utf8')));

  it('deploys the built folder, without its installed packages', () => {
    expect(config.functions[0]).toMatchObject({ source: 'dist/functions', runtime: 'nodejs24' });
    expect(config.functions[0]?.ignore).toContain('node_modules');
    expect(config.firestore.indexes).toBe('firestore.indexes.json');
  });

  it('goes with rules that let no client in', () => {
    const rules = readFileSync(config.firestore.rules, 'utf8').replaceAll(/\/\/.*/g, '');
    expect(rules.match(/allow [^;]*;/g)).toEqual(['allow read, write: if false;']);
    expect(rules).toContain('match /{document=**}');
  });
});

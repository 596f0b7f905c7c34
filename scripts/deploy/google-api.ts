// Google's REST APIs, as far as a deployment needs them: calls with a token, what is not there, and operations that
// take a while.
import * as z from 'zod';
import type { Origins, Service } from './origins.ts';

/** An answer of Google's that is no success. */
class GoogleApiError extends Error {
  readonly status: number;

  constructor(call: string, status: number, reason: string) {
    super(`${call} was answered ${status}. ${reason}`);
    this.name = 'GoogleApiError';
    this.status = status;
  }
}

export interface GoogleApiOptions {
  origins: Origins;
  /** Whose quota is used, and on whose bill the calls are. */
  projectId: string;
  /** An access token of the person who deploys. */
  token: () => Promise<string>;
  fetch: typeof fetch;
  /** Waits so many ms. */
  wait: (ms: number) => Promise<void>;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A body, or an answer. */
export type Json = Record<string, unknown>;

const errorShape = z.object({ error: z.object({ message: z.string() }) });
const operationShape = z.object({
  name: z.string(),
  done: z.boolean().optional(),
  error: z.object({ code: z.number().optional(), message: z.string().optional() }).optional(),
});

/** Google's APIs are busy, or have not heard yet of what was made a moment ago: asked again after these, in ms. */
const RETRY_MS = [1_000, 4_000, 10_000];

/** How often an operation is asked after, in ms, and how often at most: a quarter of an hour. */
const POLL_MS = 3_000;
const MAX_POLLS = 300;

export class GoogleApi {
  private readonly options: GoogleApiOptions;

  constructor(options: GoogleApiOptions) {
    this.options = options;
  }

  /** Calls; what is said in the answer's body. @throws GoogleApiError when it is no success. */
  async call(service: Service, method: Method, path: string, body?: Json): Promise<Json> {
    for (const pause of RETRY_MS) {
      try {
        return await this.once(service, method, path, body);
      } catch (error) {
        if (!(error instanceof GoogleApiError) || !isPassing(error.status)) throw error;
        await this.options.wait(pause);
      }
    }
    return this.once(service, method, path, body);
  }

  get(service: Service, path: string): Promise<Json> {
    return this.call(service, 'GET', path);
  }

  /** What is there, or undefined. */
  async find(service: Service, path: string): Promise<Json | undefined> {
    try {
      return await this.get(service, path);
    } catch (error) {
      if (error instanceof GoogleApiError && error.status === 404) return undefined;
      throw error;
    }
  }

  /**
   * Calls what answers with an operation, and waits until it is done. `version` is where operations are asked after
   * (`v1`).
   */
  async operate(
    service: Service,
    method: Method,
    path: string,
    body: Json | undefined,
    version: string,
  ): Promise<void> {
    let operation = operationShape.parse(await this.call(service, method, path, body));
    for (let polls = 0; operation.done !== true && polls < MAX_POLLS; polls++) {
      await this.options.wait(POLL_MS);
      operation = operationShape.parse(await this.get(service, `/${version}/${operation.name}`));
    }
    if (operation.done !== true) throw new Error(`${operation.name} of ${service} is not done yet.`);
    if (operation.error)
      throw new GoogleApiError(`${method} ${path}`, 400, operation.error.message ?? 'It failed.');
  }

  private async once(service: Service, method: Method, path: string, body: Json | undefined): Promise<Json> {
    const { origins, projectId, token, fetch: ask } = this.options;
    const answer = await ask(`${origins[service]}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await token()}`,
        'x-goog-user-project': projectId,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new GoogleApiError(`${method} ${service}${path}`, answer.status, reasonOf(text));
    return text.trim() === '' ? {} : (JSON.parse(text) as Json);
  }
}

const isPassing = (status: number) => status === 429 || status >= 500;

/** The sentence in an error's body; its beginning where it is no JSON. */
function reasonOf(text: string): string {
  try {
    return errorShape.parse(JSON.parse(text)).error.message;
  } catch {
    return text.slice(0, 200);
  }
}

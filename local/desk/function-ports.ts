// The ports of the functions. While no function listens there, callers are answered 503, as Google's front end answers
// them.

import { createServer, type Server } from 'node:http';
import { sendUnavailable } from '../google/iam/gate.ts';
import { FUNCTIONS, type FunctionName, forEachFunction } from './function-names.ts';
import { closeServer, listen } from './listen.ts';

export class FunctionPorts {
  readonly ports: Record<FunctionName, number>;
  /** Those that are ours, while the functions do not listen. */
  readonly #servers: Map<FunctionName, Server>;

  private constructor(ports: Record<FunctionName, number>, servers: Map<FunctionName, Server>) {
    this.ports = ports;
    this.#servers = servers;
  }

  /** Takes the ports of an earlier run where they are free, any free ones elsewhere. */
  static async open(wanted: Partial<Record<FunctionName, number>>): Promise<FunctionPorts> {
    const taken = await Promise.all(
      FUNCTIONS.map(async name => {
        const server = unavailable();
        return { name, server, port: await listen(server, wanted[name] ?? 0, false) };
      }),
    );
    const ports = new Map(taken.map(({ name, port }) => [name, port]));
    return new FunctionPorts(
      forEachFunction(name => ports.get(name) ?? 0),
      new Map(taken.map(({ name, server }) => [name, server])),
    );
  }

  /** The functions listen from now on. */
  async release(): Promise<void> {
    const held = [...this.#servers.values()];
    this.#servers.clear();
    await Promise.all(held.map(closeServer));
  }

  /** The functions are gone: takes back the ports that they had. @throws when another process was faster */
  async hold(): Promise<void> {
    for (const name of FUNCTIONS) {
      if (this.#servers.has(name)) continue;
      const server = unavailable();
      await listen(server, this.ports[name], true);
      this.#servers.set(name, server);
    }
  }
}

function unavailable(): Server {
  return createServer((req, res) => {
    req.resume();
    sendUnavailable(res);
  });
}

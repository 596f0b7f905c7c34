// IAM in front of the functions that are not public, on the ports where callers find them: the functions see stripped
// tokens only.

import type { JSONWebKeySet } from 'jose';
import { ENDPOINTS, type GuardedName, isPublic } from '../../functions/src/deploy/endpoints.ts';
import { iamGate } from '../google/iam/gate.ts';
import type { FunctionName } from './function-names.ts';
import { closeServer, lateServer, listen } from './listen.ts';

export const GUARDED: readonly GuardedName[] = ENDPOINTS.flatMap(({ name, trigger }) =>
  isPublic(trigger) ? [] : [name as GuardedName],
);

/** What the gates hold tokens to. */
export interface GateRules {
  issuer: string;
  keys: JSONWebKeySet;
  /** The account that may call each. */
  invokers: Record<GuardedName, string>;
  now: () => number;
}

export class FunctionGates {
  /** The gate's port of each function that has one. */
  readonly ports: ReadonlyMap<FunctionName, number>;
  readonly #gates: Map<GuardedName, ReturnType<typeof lateServer>>;

  private constructor(
    ports: Map<FunctionName, number>,
    gates: Map<GuardedName, ReturnType<typeof lateServer>>,
  ) {
    this.ports = ports;
    this.#gates = gates;
  }

  /**
   * Takes the ports of an earlier run where they are free, any free ones elsewhere. Callers are answered 503 until they
   * lead somewhere.
   */
  static async open(wanted: Partial<Record<FunctionName, number>>): Promise<FunctionGates> {
    const gates = new Map(GUARDED.map(name => [name, lateServer()]));
    const ports = new Map<FunctionName, number>();
    for (const [name, { server }] of gates) ports.set(name, await listen(server, wanted[name] ?? 0, false));
    return new FunctionGates(ports, gates);
  }

  /** Lets through to the functions, which listen at these ports, who may call them. */
  lead(inside: Record<FunctionName, number>, { issuer, keys, invokers, now }: GateRules): void {
    for (const [name, { handle }] of this.#gates) {
      const port = this.ports.get(name) ?? 0;
      const audiences = [functionUrl(port), runUrl(name, port)];
      handle(iamGate({ issuer, keys, invokers: [invokers[name]], audiences, now, port: inside[name] }));
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#gates.values()].map(({ server }) => closeServer(server)));
  }
}

/** Where a function is called; stands for its address at cloudfunctions.net. */
export const functionUrl = (port: number): string => `http://127.0.0.1:${port}`;

/**
 * Stands for the address that Cloud Run gives a function, which tokens may be made out to as well. `part` is what
 * Google fills in.
 */
export const runUrl = (name: FunctionName, port: number, part = 'local'): string =>
  `http://${name}-${part}.run.localhost:${port}`;

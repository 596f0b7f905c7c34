// Tries faults that are asleep in a copy of the tree with files of tests: first in one worker that keeps what it has
// loaded, then, where that may have hidden or made something, each in a worker of its own.
import { join, relative } from 'node:path';
import { importersOf } from './callers.ts';
import type { Copy, Placed } from './copy.ts';
import type { TestRuns } from './run-tests.ts';
import type { Outcome, Step } from './steps.ts';

/** A file of tests that takes so many times as long as it does without a fault goes round in circles. */
const MAX_SLOWER = 10;
const MIN_LIMIT_MS = 180_000;
/** Files that take a processor longer than that together are not asked about one fault: the quickest come first. */
const MAX_FAULT_MS = 60_000;
/** The same where each has to be loaded anew. */
const MAX_FRESH_MS = 20_000;

/** `circles`: the tests did not end. `unreached`: no test comes by the fault. */
export type Verdict =
  | { outcome: 'noticed'; by: string }
  | { outcome: 'circles' }
  | { outcome: 'unnoticed' }
  | { outcome: 'unreached' };

interface Reach {
  /** Files of tests by what they take, the quickest first. */
  tests: Pick<Outcome, 'test' | 'tookMs' | 'workedMs'>[];
  /** Those that come by a fault, by its number, and which of their tests do; `undefined` where none by itself does. */
  byFault: Map<number, Map<string, string[] | undefined>>;
  /** Faults that are come by while modules are loaded. */
  atLoad: Set<number>;
}

export class Trial {
  readonly #copy: Copy;
  readonly #runs: TestRuns;
  readonly #faults: ReadonlyMap<number, Placed>;
  readonly verdicts = new Map<number, Verdict>();

  constructor(copy: Copy, runs: TestRuns, faults: ReadonlyMap<number, Placed>) {
    this.#copy = copy;
    this.#runs = runs;
    this.#faults = faults;
  }

  /** Tries those that nobody has noticed yet. @throws Error where a test fails without a fault */
  async tryAll(files: readonly string[], say: (fault: number, verdict: Verdict) => void): Promise<number> {
    const tests = files.map(file => join(this.#copy.folder, file));
    const { reach, passed } = await this.#look(tests);
    const open = new Set([...this.#faults.keys()].filter(id => !this.#isNoticed(id)));
    const settle = (id: number, verdict: Verdict) => {
      open.delete(id);
      this.verdicts.set(id, verdict);
      say(id, verdict);
    };
    const doubted = await this.#tryWarm(reach, open, settle);
    for (const id of open) {
      const own = [...(reach.byFault.get(id) ?? [])];
      if (doubted.has(id) || reach.atLoad.has(id)) settle(id, await this.#tryFresh(id, reach));
      else if (own.length > 0 || this.verdicts.has(id)) settle(id, { outcome: 'unnoticed' });
      else settle(id, { outcome: 'unreached' });
    }
    return passed;
  }

  #isNoticed(id: number): boolean {
    return ['noticed', 'circles'].includes(this.verdicts.get(id)?.outcome ?? '');
  }

  /** Runs all without a fault. */
  async #look(files: readonly string[]): Promise<{ reach: Reach; passed: number }> {
    const steps = files.map(test => ({ test, fault: null }));
    const { outcomes, stuckAt, error } = await this.#runs.run(steps, false, MIN_LIMIT_MS);
    const failed = outcomes.find(each => each.failed !== null);
    const wrong = failed?.failed ?? error ?? (stuckAt === undefined ? null : steps[stuckAt]?.test);
    const passed = outcomes.reduce((sum, each) => sum + each.passed, 0);
    if (wrong !== null || passed === 0) throw new Error(`without a fault: ${wrong ?? 'no test passed'}`);
    const byFault: Reach['byFault'] = new Map();
    for (const { test, hits, inTests, beside } of outcomes)
      for (const id of Object.keys(hits).map(Number)) {
        const own = Object.entries(inTests).flatMap(([name, come]) => (come.includes(id) ? [name] : []));
        const files = byFault.get(id) ?? new Map<string, string[] | undefined>();
        byFault.set(id, files.set(test, beside.includes(id) ? undefined : own));
      }
    const tests = outcomes
      .map(({ test, tookMs, workedMs }) => ({ test, tookMs, workedMs }))
      .toSorted((a, b) => a.workedMs - b.workedMs);
    return { passed, reach: { tests, byFault, atLoad: new Set(outcomes.flatMap(each => each.atLoad)) } };
  }

  /**
   * Tries each fault with the files that come by it, file by file; behind the faults of a file it runs without one.
   * @returns those of which it cannot be said here
   */
  async #tryWarm(
    reach: Reach,
    open: ReadonlySet<number>,
    settle: (id: number, verdict: Verdict) => void,
  ): Promise<Set<number>> {
    const spent = new Map<number, number>();
    const planned = reach.tests.flatMap(({ test, workedMs }): Step[] => {
      const faults = [...open].flatMap((fault): Step[] => {
        const files = reach.byFault.get(fault);
        const before = spent.get(fault) ?? 0;
        if (!files?.has(test) || before + workedMs > MAX_FAULT_MS) return [];
        spent.set(fault, before + workedMs);
        const only = files.get(test);
        return [{ test, fault, ...(only && { only }) }];
      });
      const without = { test, fault: null };
      return faults.length === 0 ? [] : [...faults, { ...without, only: 'failed' }, without];
    });
    const doubted = new Set<number>();
    const took = new Map(reach.tests.map(({ test, tookMs }) => [test, tookMs]));
    const limitMs = Math.max(MIN_LIMIT_MS, Math.max(0, ...took.values()) * MAX_SLOWER);
    let steps = planned;
    while (steps.length > 0) {
      const { outcomes, stuckAt } = await this.#runs.run(steps, false, limitMs);
      let noticed: Outcome[] = [];
      let isAlone = true;
      for (const each of outcomes) {
        if (each.fault !== null && each.failed !== null) {
          if (each.isStray) doubted.add(each.fault);
          else noticed.push(each);
        }
        if (each.fault !== null) continue;
        // What fails without a fault now fails for what an earlier one has left behind, or without the tests before it.
        isAlone &&= each.failed === null;
        if (steps[each.step]?.only === 'failed') continue;
        for (const { fault, failed } of noticed) {
          if (fault === null || failed === null) continue;
          if (isAlone) settle(fault, { outcome: 'noticed', by: failed });
          else doubted.add(fault);
        }
        noticed = [];
        isAlone = true;
      }
      for (const { fault } of noticed) if (fault !== null) doubted.add(fault);
      if (stuckAt === undefined) break;
      const stuck = steps[stuckAt]?.fault;
      if (typeof stuck === 'number') doubted.add(stuck);
      steps = steps
        .slice(stuckAt + 1)
        .filter(({ fault }) => fault === null || (open.has(fault) && !doubted.has(fault)));
    }
    return doubted;
  }

  /** Tries a fault that is awake before anything is loaded. */
  async #tryFresh(id: number, reach: Reach): Promise<Verdict> {
    const importers = reach.atLoad.has(id) ? this.#importersOf(id, reach) : [];
    const calling = new Set([...(reach.byFault.get(id) ?? []), ...importers]);
    let spent = 0;
    const tests = reach.tests.filter(({ test, workedMs }) => {
      if (!calling.has(test)) return false;
      spent += workedMs;
      return spent <= MAX_FRESH_MS;
    });
    const steps = tests.map(({ test }) => ({ test, fault: id }));
    const limitMs = Math.max(MIN_LIMIT_MS, Math.max(0, ...tests.map(each => each.tookMs)) * MAX_SLOWER);
    const { outcomes, stuckAt } = await this.#runs.run(steps, true, limitMs);
    const failed = outcomes.find(each => each.failed !== null)?.failed;
    if (typeof failed === 'string') return { outcome: 'noticed', by: failed };
    return { outcome: stuckAt === undefined ? 'unnoticed' : 'circles' };
  }

  #importersOf(id: number, { tests }: Reach): string[] {
    const { folder } = this.#copy;
    const files = tests.map(({ test }) => relative(folder, test));
    return importersOf(this.#copy, this.#faults.get(id)?.file ?? '', files).map(file => join(folder, file));
  }
}

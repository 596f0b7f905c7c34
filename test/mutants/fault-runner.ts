// Runs the steps of a plan in a worker of vitest: a file of tests comes as many times as there are faults to try with
// it, each time with another one awake. Modules are loaded once for all of them.
import { type RunnerTask, type RunnerTestFile, TestRunner } from 'vitest';
import { forget } from './forgetting.ts';
import { note, type Plan, readPlan, type Step, takeThreadHits, wake } from './steps.ts';

/** A fault that is come by so many times as often as without it goes round in circles. */
const MAX_OFTENER = 200;
const MIN_CIRCLES = 50_000;

interface Session {
  plan: Plan;
  /** How many steps have begun. */
  begun: number;
  awake: number | null;
  /** How many times each fault was come by in this step. */
  hits: Map<number, number>;
  /** The most times that each was come by in a step while none was awake. */
  usual: Map<number, number>;
  /** Tests that failed since all of a file were run, by their full names. */
  failed: Set<string>;
  /** Faults that a test has noticed. */
  noticed: Set<number>;
  /** What was thrown beside the tests of this step. */
  stray: string | null;
  isOver: boolean;
}

const global = globalThis as { faultSession?: Session; isFaultAwake?: (fault: number) => boolean };

function session(): Session {
  global.faultSession ??= begin();
  return global.faultSession;
}

function begin(): Session {
  const begun: Session = {
    plan: readPlan(),
    begun: 0,
    awake: null,
    hits: new Map(),
    usual: new Map(),
    failed: new Set(),
    noticed: new Set(),
    stray: null,
    isOver: false,
  };
  const beside = (thrown: unknown) => {
    begun.stray ??= String(thrown);
  };
  process.on('unhandledRejection', beside);
  process.on('uncaughtException', beside);
  return begun;
}

global.isFaultAwake = fault => {
  const { awake, hits, usual } = session();
  const times = (hits.get(fault) ?? 0) + 1;
  hits.set(fault, times);
  if (awake !== fault) return false;
  if (times > Math.max(MIN_CIRCLES, (usual.get(fault) ?? 0) * MAX_OFTENER))
    throw new Error('a fault has the program go round in circles');
  return true;
};

export default class FaultRunner extends TestRunner {
  #step: Step = { test: '', fault: null };
  #begunAt = 0;
  #workBefore = process.cpuUsage();
  #atLoad: number[] = [];
  #inTests: Record<string, number[]> = {};
  #beside = new Set<number>();
  /** How often each fault was come by when this was looked at last. */
  #seen = new Map<number, number>();
  #failed: string | null = null;
  #passed = 0;
  #isPassedOver = false;

  onBeforeCollect(): void {
    const now = session();
    this.#step = now.plan.steps[now.begun] ?? this.#step;
    note({ begun: now.begun });
    now.begun += 1;
    const { fault, only } = this.#step;
    this.#isPassedOver =
      now.isOver || now.noticed.has(fault ?? -1) || (only === 'failed' && now.failed.size === 0);
    this.#failed = null;
    this.#passed = 0;
    this.#inTests = {};
    this.#beside.clear();
    this.#seen.clear();
    this.#begunAt = performance.now();
    this.#workBefore = process.cpuUsage();
    forget();
    now.hits.clear();
    now.stray = null;
    takeThreadHits();
    now.awake = this.#step.fault;
    wake(now.awake);
  }

  override importFile(filepath: string, source: 'collect' | 'setup'): unknown {
    return this.#isPassedOver ? undefined : super.importFile(filepath, source);
  }

  onCollected(files: RunnerTestFile[]): void {
    const error = files.flatMap(file => file.result?.errors ?? [])[0];
    if (error !== undefined && !this.#isPassedOver) this.#failed = `${files[0]?.name}: ${error.message}`;
    this.#atLoad = [...session().hits.keys()];
  }

  override async onBeforeRunTask(test: RunnerTask): Promise<void> {
    // One failure says enough.
    if (this.#failed !== null || !this.#isAskedFor(test.fullName)) test.mode = 'skip';
    for (const hit of this.#comeBy()) this.#beside.add(hit);
    forget();
    await super.onBeforeRunTask(test);
  }

  override onAfterRunTask(test: RunnerTask): void {
    super.onAfterRunTask(test);
    if (test.result?.state === 'pass') this.#passed += 1;
    if (test.result?.state === 'fail') this.#failed ??= test.fullName;
    this.#inTests[test.fullName] = this.#comeBy();
  }

  /** What was come by since this was asked the last time. */
  #comeBy(): number[] {
    const { hits } = session();
    for (const hit of takeThreadHits()) hits.set(hit, (hits.get(hit) ?? 0) + 1);
    const come = [...hits].filter(([hit, times]) => times !== this.#seen.get(hit));
    this.#seen = new Map(hits);
    return come.map(([hit]) => hit);
  }

  #isAskedFor(name: string): boolean {
    const { only } = this.#step;
    return only === undefined || (only === 'failed' ? session().failed.has(name) : only.includes(name));
  }

  override async onAfterRunSuite(suite: Parameters<TestRunner['onAfterRunSuite']>[0]): Promise<void> {
    await super.onAfterRunSuite(suite);
    // Of what is done before and after all tests.
    if (!this.#isPassedOver && (suite.result?.errors?.length ?? 0) > 0) this.#failed ??= suite.fullName;
  }

  override onAfterRunFiles(files: RunnerTestFile[]): void {
    super.onAfterRunFiles(files);
    const now = session();
    now.awake = null;
    if (this.#isPassedOver) {
      note({ passedOver: now.begun - 1 });
      return;
    }
    const { test, fault } = this.#step;
    const { user, system } = process.cpuUsage(this.#workBefore);
    for (const hit of this.#comeBy()) this.#beside.add(hit);
    if (fault === null)
      for (const [hit, times] of now.hits) now.usual.set(hit, Math.max(now.usual.get(hit) ?? 0, times));
    const failed = this.#failed ?? now.stray;
    if (failed !== null && fault !== null) now.noticed.add(fault);
    if (fault !== null && this.#failed !== null) now.failed.add(this.#failed);
    else if (this.#step.only === undefined) now.failed.clear();
    now.isOver ||= now.plan.stops && failed !== null;
    note({
      step: now.begun - 1,
      test,
      fault,
      failed,
      isStray: this.#failed === null && now.stray !== null,
      passed: this.#passed,
      tookMs: performance.now() - this.#begunAt,
      workedMs: (user + system) / 1_000,
      hits: Object.fromEntries(now.hits),
      atLoad: this.#atLoad,
      inTests: this.#inTests,
      beside: [...this.#beside],
    });
  }
}

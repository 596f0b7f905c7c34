// Work on many records or in steps of which some fail: what goes on, what is tried apart, what is told at last.
import { expect, test } from 'vitest';
import { Failures } from '../../../functions/src/actions/desk/failures.ts';
import { OneAtATime } from '../../../functions/src/actions/desk/one-at-a-time.ts';
import { Steps } from '../../../functions/src/actions/desk/steps.ts';
import { NewerForm } from '../../../functions/src/contract/request-error.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { withOnly } from '../../fixtures/with-only.ts';

/** A log, and what was written into it. */
function logging() {
  const logged: unknown[] = [];
  const log = {
    info: () => {},
    error: (event: string, cause: unknown, facts?: object) => void logged.push([event, cause, facts]),
  };
  return { log, logged };
}
const bad = new Error('unreadable');
const newer = new NewerForm('record', 99, 1);

/** Does work on these records of which some fail, and answers which were tried together. */
async function tried(keys: readonly string[], failing: Readonly<Record<string, Error>>) {
  const { log, logged } = logging();
  const failures = new Failures(log, 'desk-1');
  const groups: string[][] = [];
  await failures.apart(keys, async some => {
    groups.push([...some]);
    for (const key of some) if (failing[key]) throw failing[key];
  });
  return { failures, groups, logged };
}

test('records whose work goes well together are not tried apart', async () => {
  const { failures, groups, logged } = await tried(['a', 'b'], {});
  expect([groups, logged, failures.keys]).toEqual([[['a', 'b']], [], new Set()]);
  expect(() => failures.end()).not.toThrow();
});

test('of several that fail together each is tried alone; the one that fails is told of once, the others are done', async () => {
  const { failures, groups, logged } = await tried(['a', 'b', 'c'], { b: bad });
  expect(groups).toEqual([['a', 'b', 'c'], ['a'], ['b'], ['c']]);
  expect(failures.keys).toEqual(new Set(['b']));
  const told = ['record_not_handled', bad, { deskId: 'desk-1', key: 'b' }];
  expect(logged).toEqual([told]);
  failures.add('b', new Error('again'));
  expect(logged).toEqual([told]);
  expect(() => failures.end()).toThrow('1 records were not handled');
});

test('one that fails by itself is tried once', async () => {
  const { failures, groups } = await tried(['a'], { a: bad });
  expect([groups, failures.keys]).toEqual([[['a']], new Set(['a'])]);
});

test('what a newer program wrote is passed over and logged, and asks for no other try', async () => {
  const { failures, logged } = await tried(['a', 'b'], { b: newer });
  expect([failures.keys, logged]).toEqual([
    new Set(['b']),
    [['record_not_handled', newer, { deskId: 'desk-1', key: 'b' }]],
  ]);
  expect(() => failures.end()).not.toThrow();
  failures.add('a', bad);
  expect(() => failures.end()).toThrow('1 records were not handled');
});

test('each step is tried whatever became of those before; what failed is thrown at the end, alone as it is', async () => {
  const { log, logged } = logging();
  const steps = new Steps(log, 'desk-1');
  const done: string[] = [];
  expect(() => steps.end()).not.toThrow();
  await steps.run('first', () => Promise.reject(bad));
  await steps.run('second', async () => done.push('second'));
  expect(done).toEqual(['second']);
  expect(logged).toEqual([['step_failed', bad, { deskId: 'desk-1', step: 'first' }]]);
  expect(() => steps.end()).toThrow(bad);
  const other = new Error('other');
  await steps.run('third', () => Promise.reject(other));
  expect(() => steps.end()).toThrow(
    expect.objectContaining({ message: '2 steps failed', errors: [bad, other] }) as Error,
  );
});

test('whoever comes while work on a desk is under way asks for one more summary, and for nothing once it has ended', async () => {
  const planted: unknown[][] = [];
  const ports = withOnly<Ports>({
    store: withOnly({}),
    now: () => 5,
    alarms: withOnly({ plantSummary: async (...args: unknown[]) => void planted.push(args) }),
  });
  const once = new OneAtATime();
  const begun: string[] = [];
  let end: () => void = () => undefined;
  const first = once.run(ports, 'a', async () => {
    begun.push('first');
    await new Promise<void>(resolve => {
      end = resolve;
    });
  });
  await once.run(ports, 'a', async () => void begun.push('second'));
  await once.run(ports, 'b', async () => void begun.push('other desk'));
  await once.run({ ...ports, store: {} } as Ports, 'a', async () => void begun.push('other store'));
  expect([begun, planted]).toEqual([['first', 'other desk', 'other store'], [['a', 5, 5]]]);
  end();
  await first;
  // What fails has ended as well.
  await expect(once.run(ports, 'a', () => Promise.reject(bad))).rejects.toThrow(bad);
  await once.run(ports, 'a', async () => void begun.push('after'));
  expect([begun.at(-1), planted.length]).toEqual(['after', 1]);
});

// People and products that are renamed in a ring, step by step, or to what another gave up: what is theirs stays
// theirs, whoever has their name by now.
import { describe, expect, test } from 'vitest';
import { ringDesk } from '../../../functions/src/actions/timers/ring-desk.ts';
import { HOUR } from '../../../functions/src/core/lib/time.ts';
import { namesStage } from '../../fixtures/actions/names-stage.ts';

const { stage, saved, call, rename, row, record, context, carryThrough, dueOf } =
  namesStage('renamed-people');

type Renaming = [of: string, name: string][];

/** How three are renamed, by place, and what each is called in the end, by whose name that was. */
const RENAMINGS: [how: string, steps: [of: number, name: number | string][][], names: (number | string)[]][] =
  [
    [
      'in one swap',
      [
        [
          [0, 1],
          [1, 0],
        ],
      ],
      [1, 0, 2],
    ],
    [
      'in one ring',
      [
        [
          [0, 1],
          [1, 2],
          [2, 0],
        ],
      ],
      [1, 2, 0],
    ],
    [
      'in two swaps',
      [
        [
          [0, 1],
          [1, 0],
        ],
        [
          [0, 2],
          [2, 1],
        ],
      ],
      [2, 0, 1],
    ],
    [
      'and back in two swaps',
      [
        [
          [0, 1],
          [1, 0],
        ],
        [
          [0, 0],
          [1, 1],
        ],
      ],
      [0, 1, 2],
    ],
    ['one by one', [[[0, '甲乙']], [[1, 0]], [[2, 1]], [[0, 2]]], [2, 0, 1]],
    ['to what another gave up', [[[0, '甲乙']], [[1, 0]]], ['甲乙', 0, 2]],
  ];

const renamingsOf = (steps: (typeof RENAMINGS)[number][1], keys: string[], names: string[]): Renaming[] =>
  steps.map(step =>
    step.map(([of, name]) => [keys[of] ?? '', typeof name === 'string' ? name : (names[name] ?? '')]),
  );
const called = (names: string[], place: number | string) =>
  typeof place === 'string' ? place : names[place];

describe.each(RENAMINGS)('renamed %s', (_how, steps, places) => {
  test('products keep their months of warranty and their records', async () => {
    const names = ['净水器', '饮水机', '空气炸锅'];
    const months = [12, 24, 36];
    for (const [at, name] of names.entries())
      if (at > 0)
        await saved('settings', {
          key: `setting-产品-${name}`,
          cells: { category: '产品', name, value: String(months[at]) },
        });
    const keys = names.map(name => `setting-产品-${name}`);
    for (const [at, name] of names.entries()) await call(`call-${at}`, { product: `${name} 白色` });
    const before = await Promise.all(names.map((_, at) => record(`call-${at}`)));
    for (const together of renamingsOf(steps, keys, names)) await rename('settings', ...together);
    await carryThrough();
    const after = await Promise.all(names.map((_, at) => record(`call-${at}`)));
    const now = places.map(place => called(names, place));
    expect(after.map(({ cells }) => cells.product)).toEqual(now.map(name => `${name} 白色`));
    expect(after.map(({ uses }) => uses)).toEqual(before.map(({ uses }) => uses));
    const desk = await context();
    expect(now.map(name => desk.warrantyMonths(String(name)))).toEqual(months);
  });

  describe.each([
    ['carried through each time', true],
    ['carried through in the end', false],
  ])('and %s', (_when, each) => {
    const renameAll = async (of: string, renamings: Renaming[]) => {
      for (const together of renamings) {
        await rename(of, ...together);
        if (each) await carryThrough();
      }
    };

    test('people keep their cases, their letters, their place in rules and their departments', async () => {
      const names = ['李伟', '王芳', '吴昊'];
      const mails = ['liwei', 'wangfang', 'wuhao'];
      const keys = mails.map(mail => `person-${mail}`);
      for (const [at, handler] of names.entries()) await call(`call-${at}`, { handler, urgency: '低' });
      const before = await Promise.all(names.map((_, at) => record(`call-${at}`)));
      await renameAll('people', renamingsOf(steps, keys, names));
      if (!each) {
        // Rung before anything was carried through.
        stage.now += 72 * HOUR;
        await ringDesk(stage.ports, stage.deskId);
      }
      await carryThrough();
      if (each) {
        stage.now += 72 * HOUR;
        await ringDesk(stage.ports, stage.deskId);
      }
      const after = await Promise.all(names.map((_, at) => record(`call-${at}`)));
      const now = places.map(place => called(names, place));
      expect(after.map(({ cells }) => cells.handler)).toEqual(now);
      expect(after.map(dueOf)).toEqual(before.map(dueOf));
      expect(after.map(({ uses }) => uses?.filter(use => use.startsWith('person')))).toEqual(
        before.map(({ uses }) => uses?.filter(use => use.startsWith('person'))),
      );
      const desk = await context();
      expect(['技术支持部', '品控部'].map(department => desk.headOf(department)?.mail)).toEqual([
        'wangfang@example.com',
        'wuhao@example.com',
      ]);
      // Each hears by his own address, under the name that he has by now, of his own case and of no other's.
      const told = mails.map(mail =>
        stage.sent.filter(({ to }) => to.address === `${mail}@example.com`).map(({ to }) => to.name),
      );
      expect(told.map(all => [...new Set(all)])).toEqual(now.map(name => [name]));
    });
  });
});

test('who takes the name of somebody who has left gets nothing that was the other’s', async () => {
  await call('call-0', { handler: '李伟' });
  await call('call-1', { handler: '吴昊' });
  await saved('people', await row('person-liwei', { standIn: '王芳', onDuty: '离职' }));
  await rename('people', ['person-liwei', '李伟（离职）'], ['person-wuhao', '李伟']);
  await carryThrough();
  const [handed, kept] = await Promise.all(['call-0', 'call-1'].map(record));
  expect([handed?.cells.handler, kept?.cells.handler]).toEqual(['王芳', '李伟']);
});

test('who takes over from somebody who leaves is told of each open case once, and of none that is only called otherwise', async () => {
  await call('call-0', { handler: '李伟' });
  await call('call-1', { handler: '吴昊' });
  await ringDesk(stage.ports, stage.deskId);
  stage.sent = [];
  await saved('people', await row('person-liwei', { standIn: '王芳', onDuty: '离职' }));
  await rename('people', ['person-wuhao', '吴小昊']);
  await carryThrough();
  await carryThrough();
  await ringDesk(stage.ports, stage.deskId);
  const { number } = await record('call-0');
  expect(stage.sent.map(({ to, subject }) => [to.address, subject])).toEqual([
    ['wangfang@example.com', expect.stringContaining(`【交给您】热线记录 ${number}`)],
  ]);
  expect(stage.sent[0]?.text).toContain('这条记录由您接手（处理人员：王芳），原来由 李伟 负责，现已离职。');
});

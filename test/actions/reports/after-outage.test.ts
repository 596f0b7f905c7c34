// Nothing ran for weeks, over the ends of weeks, months and the first of December: each person hears of all that has
// become due meanwhile in one message, and of each thing once.
import { beforeAll, expect, test } from 'vitest';
import { ringAndReport } from '../../../functions/src/actions/reports/ring-and-report.ts';
import { summariseDesk } from '../../../functions/src/actions/reports/summarise-desk.ts';
import { DAY, MINUTE } from '../../../functions/src/core/lib/time.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { namesStage } from '../../fixtures/actions/names-stage.ts';

const { stage, call } = namesStage('after-outage');

beforeAll(() => {
  const workbooks: Ports['workbooks'] = {
    inspect: async () => ({ timeZone: 'Asia/Shanghai', tabs: [], names: [] }),
    apply: async () => {},
    column: async () => [],
    metadata: async () => [],
  };
  stage.ports = { ...stage.ports, workbooks };
});

/** Each thing that was said to somebody, as the lines of the messages list it. */
const things = () =>
  stage.sent.flatMap(({ to, subject, text }) => {
    const listed = text.split('\n').filter(line => /^\d+\. /.test(line));
    const all = listed.length > 0 ? listed.map(line => line.replace(/^\d+\. /, '')) : [subject];
    return all.map(each => `${to.name} ${each}`);
  });

test.each([
  ['a ring', [ringAndReport, summariseDesk]],
  ['the summary', [summariseDesk, ringAndReport]],
] as const)('%s comes first', async (_, steps) => {
  await call('call-1', { handler: '李伟' });
  await call('call-2', { handler: '吴昊' });
  stage.now += 17 * DAY;
  const again = async () => {
    for (const step of steps) await step(stage.ports, stage.deskId);
  };
  await again();
  const names = stage.sent.map(({ to }) => to.name);
  expect(names.toSorted()).toEqual([...new Set(names)].toSorted());
  const said = things();
  expect(new Set(said).size).toBe(said.length);
  const ofManager = said.filter(each => each.startsWith('孙丽')).join('\n');
  expect(ofManager).toContain('【报告】');
  expect(ofManager).toContain('【二级升级】');
  expect(ofManager).toContain('放假安排还没有公布');
  for (let minute = 0; minute < 5; minute += 1) {
    stage.now += MINUTE;
    await again();
  }
  expect(things()).toEqual(said);
});

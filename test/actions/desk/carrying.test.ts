// The bell after a record was carried over to somebody else by whoever came to it first.
import { beforeEach, expect, test } from 'vitest';
import { namesStage, type Row, type as typeKey } from '../../fixtures/actions/names-stage.ts';

const { stage, submit, saved, call, row, rename, record } = namesStage('carrying');

let rings: unknown[];
beforeEach(async () => {
  rings = [];
  const plantRing = async (...args: unknown[]) => void rings.push(args);
  stage.ports = { ...stage.ports, alarms: { ...stage.ports.alarms, plantRing } };
  await call('call-1', { handler: '李伟' });
});

/** An edit of the call, which is the first to come to it. */
const edit = async (): Promise<Row> => ({
  key: 'call-1',
  base: String((await record('call-1')).version),
  edited: ['remark'],
  cells: { remark: '明早再打' },
});
/** Who is to hear of what since this was asked last. */
async function told(): Promise<string[][]> {
  const terms = { now: stage.now, leaseMs: 1_000_000, limit: 100 };
  const claimed = await stage.ports.store.leaseNotices(stage.deskId, crypto.randomUUID(), terms);
  return claimed.map(({ notice }) => [notice.kind, notice.to.name]);
}
const leaves = async () => saved('people', await row('person-liwei', { standIn: '吴昊', onDuty: '离职' }));

test('is planted for now where somebody takes it over from whoever has left, once', async () => {
  await leaves();
  rings = [];
  await told();
  await saved('hotline', await edit());
  expect((await record('call-1')).cells).toMatchObject({ handler: '吴昊', remark: '明早再打' });
  expect(rings).toEqual([[stage.deskId, stage.now, stage.now]]);
  expect(await told()).toEqual([['assigned', '吴昊']]);
  await saved('hotline', { ...(await edit()), cells: { remark: '后天再打' } });
  expect(rings).toHaveLength(1);
});

test('is not planted where the record is only called otherwise', async () => {
  await rename('settings', [typeKey('售后支持'), '售后服务']);
  await saved('hotline', await edit());
  expect((await record('call-1')).cells).toMatchObject({ type: '售后服务', handler: '李伟' });
  expect(rings).toEqual([]);
});

test('that cannot be planted takes nothing back', async () => {
  await leaves();
  const logged: string[] = [];
  stage.ports = {
    ...stage.ports,
    alarms: { ...stage.ports.alarms, plantRing: () => Promise.reject(new Error('no queue')) },
    log: { info: () => {}, error: event => void logged.push(event) },
  };
  const [answer] = await submit('hotline', [await edit()]);
  expect([answer?.outcome, logged]).toEqual(['saved', ['alarm_not_planted']]);
  expect((await record('call-1')).cells).toMatchObject({ handler: '吴昊', remark: '明早再打' });
});

// What to say in a call: the customer's full name for whoever makes it, and what the call is about.
import { expect, test } from 'vitest';
import { showCard } from '../../../functions/src/actions/cards/show-card.ts';
import { account } from '../../fixtures/actions/action-place.ts';
import { CallDesk } from '../../fixtures/actions/call-desk.ts';

const desk = CallDesk.forEach('card-script');
const SHOWN = '客户姓名只对您这位回访人显示，这次查看已记入变更历史。';

async function theCall() {
  const [call] = await desk.calls();
  if (!call) throw new Error('there is no call');
  return call;
}
const show = async (key: string, who: string) =>
  (await showCard(desk.ports, account(who), desk.deskId, { key, name: 'script', until: undefined })).lines;
async function seenOf(key: string) {
  const events = await desk.ports.store.transaction(desk.deskId, each => each.history(key, 10));
  return events.flatMap(({ by, revealed }) => (revealed ? [[by.account, revealed]] : []));
}

test('has the full name for whoever makes the call, which stands in the history, and the matter', async () => {
  await desk.solvedCall('13812345678');
  const { key } = await theCall();
  const lines = await show(key, 'limin');
  expect(lines.at(-1)).toBe(SHOWN);
  expect(lines.join('\n')).toContain('李小明');
  expect(lines.join('\n')).toContain('已换新');
  expect(lines.join('\n')).not.toContain('13812345678');
  expect(await seenOf(key)).toEqual([
    ['limin@example.com', [{ column: 'customer', label: expect.any(String) as unknown }]],
  ]);
});

test.each(['zhaoqiang', 'wuhao', 'owner'])('has it masked for %s, and leaves no trace', async who => {
  await desk.solvedCall('13812345678');
  const { key } = await theCall();
  const lines = await show(key, who);
  expect(lines.length).toBeGreaterThan(1);
  expect(lines).not.toContain(SHOWN);
  expect(lines.join('\n')).not.toContain('李小明');
  expect(await seenOf(key)).toEqual([]);
});

test('of a row of another table there is none; of a call that comes in there is how it is answered', async () => {
  const complaint = await desk.solvedComplaint('13812345678');
  expect(await show(complaint, 'limin')).toEqual(['这一行没有回访提纲，请在“回访跟进”表中查看。']);
  const key = await desk.solvedCall('13812345678');
  expect(await show(key, 'limin')).toEqual([expect.stringMatching(/^问候（可照读）：/)]);
  expect([await seenOf(complaint), await seenOf(key)]).toEqual([[], []]);
});

test('of a customer whose name is not known it says nothing of having shown it', async () => {
  await desk.solvedCall('13812345678', { customer: '李*' });
  const { key } = await theCall();
  expect(await show(key, 'limin')).not.toContain(SHOWN);
  expect(await seenOf(key)).toEqual([]);
});

// When a notice that was not sent is tried again, try by try; and what waits because nobody here can read its record.
import { expect, test } from 'vitest';
import { deliverNotices } from '../../../functions/src/actions/timers/deliver-notices.ts';
import { allHolidays } from '../../../functions/src/adapters/chinese-days-holidays.ts';
import { NewerForm } from '../../../functions/src/contract/request-error.ts';
import { HOUR, MINUTE } from '../../../functions/src/core/lib/time.ts';
import type { PendingNotice } from '../../../functions/src/core/notices/delivery.ts';
import type { Message } from '../../../functions/src/core/notices/message.ts';
import { NotSent } from '../../../functions/src/core/notices/not-sent.ts';
import { announceDesk, type Notice } from '../../../functions/src/core/notices/notice.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import type { DeskStore } from '../../../functions/src/ports/store.ts';
import { at, keyedHere, storedDesk } from '../../fixtures/core/desk-fixture.ts';
import { withOnly } from '../../fixtures/with-only.ts';

const NOW = at('2026-11-20 15:00');

const [REPORT] = announceDesk(
  { kind: 'report', occasion: '一', title: '一', what: '内容。', why: '原因。' },
  [{ name: '王芳', address: 'wangfang@example.com' }],
) as [Notice];

const pending = (
  id: string,
  attempt = 1,
  about: Notice['about'] = null,
  to: Notice['to'] = REPORT.to,
): PendingNotice => ({
  id,
  notice: { ...REPORT, about, to } as Notice,
  attempt,
  claim: 'pass',
});

const HE = { name: '李伟', address: 'liwei@example.com' };
/** 李伟 hears by a chat. */
const CHAT = '企业微信·客服群';

/** Delivers these notices, of which each is sent so, and answers what was noted of them. */
async function deliver(
  claimed: readonly PendingNotice[],
  send: (name: string, message: Message) => Promise<void>,
) {
  const desk = storedDesk();
  Object.assign(desk.rows['person-liwei']?.cells ?? {}, { channel: CHAT, address: 'LiWei' });
  const asked: object[] = [];
  const noted: Record<string, object> = {};
  const rings: number[] = [];
  const passes = [claimed];
  const store = withOnly<DeskStore>({
    desk: async () => desk,
    records: async (_: string, keys: readonly string[]) => {
      if (keys.length > 0) throw new NewerForm('record', 99, 1);
      return new Map();
    },
    delivering: async (_: string, __: string, work: () => Promise<void>) => {
      await work();
      return true;
    },
    leaseNotices: async (_: string, __: string, terms: object) => {
      asked.push(terms);
      return passes.shift() ?? [];
    },
    recordDelivery: async (_: string, ids: readonly string[], fate: object) => {
      for (const id of ids) noted[id] = fate;
    },
    transaction: async () => undefined,
  });
  const ports = withOnly<Ports>({
    store,
    now: () => NOW,
    uuid: () => 'pass',
    holidays: allHolidays(),
    keys: { keyed: () => keyedHere },
    links: withOnly({ address: () => 'https://desk.example', sheet: () => 'https://sheet.example' }),
    alarms: withOnly({ plantRing: async (_: string, ring: number) => void rings.push(ring) }),
    messenger: { send },
    log: { info: () => undefined, error: () => undefined },
  });
  const failure: unknown = await deliverNotices(ports, 'desk-1').then(
    () => undefined,
    (cause: unknown) => cause,
  );
  return { asked, noted, rings, failure };
}

const failing = (cause: Error) => () => Promise.reject(cause);

test.each([
  [1, 1],
  [2, 5],
  [3, 30],
  [4, 120],
  [5, 360],
  [6, 1_440],
])('try %i that fails is followed by another one after %i minutes', async (attempt, minutes) => {
  const { noted, rings } = await deliver([pending('a', attempt)], failing(new NotSent('later', '没有应答')));
  expect(noted).toEqual({ a: { retryAt: NOW + minutes * MINUTE, reason: '没有应答' } });
  expect(rings).toEqual([NOW + minutes * MINUTE]);
});

test('the seventh is the last, and what is refused for good is not tried again', async () => {
  const last = await deliver([pending('a', 7)], failing(new NotSent('later', '没有应答')));
  expect([last.noted, last.rings]).toEqual([{ a: { deadAt: NOW, reason: '没有应答' } }, []]);
  const refused = await deliver([pending('a')], failing(new NotSent('never', '拒收')));
  expect([refused.noted, refused.rings]).toEqual([{ a: { deadAt: NOW, reason: '拒收' } }, []]);
});

test('the time that a channel asks for counts where it is longer than the distance', async () => {
  const busy = failing(new NotSent(10 * MINUTE, '太多'));
  const after = async (attempt: number) => (await deliver([pending('a', attempt)], busy)).rings;
  expect([await after(2), await after(3)]).toEqual([[NOW + 10 * MINUTE], [NOW + 30 * MINUTE]]);
});

test('a fault of ours is tried again as well, and told', async () => {
  const { noted, rings, failure } = await deliver([pending('a')], failing(new TypeError('ours')));
  expect(noted).toEqual({ a: { retryAt: NOW + MINUTE, reason: '服务台出了故障' } });
  expect(rings).toEqual([NOW + MINUTE]);
  expect(failure).toMatchObject({ errors: [new TypeError('ours')] });
});

test('a notice of a record that a newer program wrote waits for an hour; the others go', async () => {
  const about = { key: 'newer', table: 'hotline', number: '001' };
  const { noted, rings, failure } = await deliver(
    [pending('a', 1, about), pending('b')],
    async () => undefined,
  );
  expect(noted).toEqual({ a: { heldUntil: NOW + HOUR }, b: { sentAt: NOW } });
  expect([rings, failure]).toEqual([[NOW + HOUR], undefined]);
});

test('a sender has five minutes for what it has taken; it takes until nothing is left', async () => {
  const { asked } = await deliver([pending('a')], async () => undefined);
  const terms = { now: NOW, leaseMs: 5 * MINUTE, limit: 2_000 };
  expect(asked).toEqual([terms, terms]);
});

test('of several that wait the earliest is rung for', async () => {
  const again = [pending('a', 3), pending('b', 1, null, HE), pending('c', 2, null, { ...HE, name: '赵强' })];
  const { noted, rings } = await deliver(again, failing(new NotSent('later', '没有应答')));
  expect(noted).toMatchObject({
    a: { retryAt: NOW + 30 * MINUTE },
    b: { retryAt: NOW + MINUTE },
    c: { retryAt: NOW + 5 * MINUTE },
  });
  expect(rings).toEqual([NOW + MINUTE]);
});

test('what waits for an hour does not put off what is tried again before', async () => {
  const about = { key: 'newer', table: 'hotline', number: '001' };
  const waiting = [pending('a', 1, about), pending('b', 2)];
  const { rings } = await deliver(waiting, failing(new NotSent('later', '没有应答')));
  expect(rings).toEqual([NOW + 5 * MINUTE]);
});

test('a notice of a record that is gone is dropped with the reason, and nothing is rung for', async () => {
  const [told] = announceDesk(
    { kind: 'report', occasion: '一', title: '一', what: '内容。', why: '原因。' },
    [HE],
  ) as [Notice];
  const gone = { ...pending('a'), notice: { ...told, kind: 'step' } as unknown as Notice };
  const { noted, rings } = await deliver([gone, pending('b')], async () => undefined);
  expect(noted).toEqual({ a: { droppedAt: NOW, reason: 'gone' }, b: { sentAt: NOW } });
  expect(rings).toEqual([]);
});

test('where a chat refuses for good and the mail fails, the mail’s word counts, and the chat goes on', async () => {
  const ways: string[] = [];
  const people = ['李伟', '李伟甲', '李伟乙', '李伟丙', '李伟丁'];
  const { noted, rings } = await deliver(
    people.map((claim, index) => ({ ...pending(`n${index}`, 1, null, HE), claim })),
    async (_, { channel }) => {
      ways.push(channel);
      throw channel === CHAT
        ? new NotSent('never', '机器人已移除')
        : new NotSent('later', '邮件服务器没有应答', { silent: true });
    },
  );
  const fate = { retryAt: NOW + MINUTE, reason: '邮件服务器没有应答' };
  expect(noted).toEqual(Object.fromEntries(people.map((_, index) => [`n${index}`, fate])));
  // Each is tried by both: that the mail is silent says nothing of the chat.
  expect(ways.filter(way => way === CHAT)).toHaveLength(people.length);
  expect(ways).toHaveLength(2 * people.length);
  expect(rings).toEqual([NOW + MINUTE]);
});

test('a chat that may take it later is waited for, and no mail goes', async () => {
  const ways: string[] = [];
  const { noted } = await deliver([pending('a', 1, null, HE)], async (_, { channel }) => {
    ways.push(channel);
    throw new NotSent('later', '太忙');
  });
  expect([ways, noted]).toEqual([[CHAT], { a: { retryAt: NOW + MINUTE, reason: '太忙' } }]);
});

// The page for phones that a notice leads to: what it shows, what can be done there, by whom and for how long.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commitRows } from '../../../functions/src/actions/submit/commit-rows.ts';
import { ringDue } from '../../../functions/src/actions/timers/ring-desk.ts';
import type { WireCells } from '../../../functions/src/contract/contract.ts';
import { showTime } from '../../../functions/src/core/lib/parse-time.ts';
import { DAY } from '../../../functions/src/core/lib/time.ts';
import { account } from '../../fixtures/actions/action-place.ts';
import { at, CALL, hotline, ZONE } from '../../fixtures/core/desk-fixture.ts';
import { DESK_ID } from './open-doors.ts';
import { errorsOf, person, type Sent, StaffDoors } from './staff-doors.ts';

const NOW = at('2026-11-20 15:00');
const NUMBER = '13812345678';
let staff: StaffDoors;
beforeAll(async () => {
  staff = await StaffDoors.open('doors-road');
}, 60_000);
afterAll(() => staff.close());

const pathOf = ({ key }: Pick<Sent, 'key'>, who = 'liwei', { version = 1, until = NOW + DAY } = {}) =>
  new URL(
    staff.doors.place.ports.links.address({
      to: 'case',
      deskId: DESK_ID,
      key,
      person: `person-${who}`,
      version,
      until,
    }),
  ).pathname;
const open = (path: string) => staff.doors.knock('link', path);
const press = (path: string, sent: Record<string, string>) =>
  staff.doors.knock('link', path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(sent),
  });

/** What the page would send as it stands: every field of its form for saving. */
function formIn(html: string): Record<string, string> {
  const [, form = ''] = html.split('<form ');
  const inputs = [...form.matchAll(/<input[^>]*? name="([^"]+)" value="([^"]*)"/g)];
  const texts = [...form.matchAll(/<textarea[^>]*? name="([^"]+)">\n([^<]*)</g)];
  const choices = [
    ...form.matchAll(/<select[^>]*? name="([^"]+)">.*?<option selected>([^<]*)<.*?<\/select>/g),
  ];
  const all = [...inputs, ...texts, ...choices].filter(([, name = '']) => !name.startsWith('now-'));
  return Object.fromEntries([['', 'act', 'save'], ...all].map(([, name = '', value = '']) => [name, value]));
}

const recordOf = async ({ key }: Pick<Sent, 'key'>) =>
  (await staff.doors.place.ports.store.records(DESK_ID, [key])).get(key);

describe('the page of a case', () => {
  test('shows it masked, with what is filled in on the road, and changes nothing', async () => {
    const row = await staff.send('hotline', {
      calledAt: '2026-11-20 14:30',
      customer: '李小明',
      contact: NUMBER,
      type: '售后支持',
      description:
        '2026年11月19日在家使用净水器<b>漏水</b>，照片 https://example.com/a.jpg?x=1&y=2，关阀后仍然漏',
      request: '要求维修',
      urgency: '中',
      handler: '李伟',
    });
    const before = await staff.doors.everything();
    const { status, text } = await open(pathOf(row));
    expect(status).toBe(200);
    expect(text).toContain('138****5678');
    expect(text).toContain('&lt;b&gt;漏水&lt;/b&gt;');
    expect(text).toContain('href="https://example.com/a.jpg?x=1&amp;y=2"');
    expect(text).toMatch(/热线响应：2026-11-20 1\d:\d\d/);
    expect(Object.keys(formIn(text)).filter(name => name.startsWith('cell-'))).toEqual(
      expect.arrayContaining(['cell-respondedAt', 'cell-resolution', 'cell-resolvedAt', 'cell-cause']),
    );
    expect(text).not.toContain(NUMBER);
    expect(text).not.toMatch(/<script|onclick/);
    expect(text.length).toBeLessThan(12_000);
    expect(await staff.doors.everything()).toEqual(before);
  });

  test('gives the number in full, to be called by one press, and writes down to whom', async () => {
    const row = await staff.handled('李伟');
    const { text } = await press(pathOf(row), { act: 'call' });
    expect(text).toContain(`href="tel:${NUMBER}"`);
    expect(text).toContain('李小明');
    // What has been typed by then is there still.
    const typed = { 'cell-resolution': '正在路上', 'shown-resolution': '', 'now-respondedAt': '1' };
    const again = await press(pathOf(row), { act: 'call', base: '1', 'cell-respondedAt': '', ...typed });
    expect(again.text).toContain('正在路上</textarea>');
    expect(again.text).toContain('name="now-respondedAt" value="1" checked>');
    expect((await recordOf(row))?.version).toBe(1);
    const history = await staff.call('owner', `/records/${row.key}/cards/history`, {});
    expect(history.text).toContain('李伟（liwei@example.com）');
  });

  test('keeps it from whoever may not see it, who is told so on the page', async () => {
    const row = await staff.handled('李伟');
    const { status, text } = await press(pathOf(row, 'limin'), { act: 'call' });
    expect([status, text]).toEqual([200, expect.stringContaining('只有处理这条记录的人')]);
    expect(text).not.toContain(NUMBER);
  });

  test('saves what was changed there, in the name of the person, and nothing else', async () => {
    const row = await staff.handled('李伟');
    const path = pathOf(row);
    const form = formIn((await open(path)).text);
    // Somebody else fills in another cell meanwhile: it stays.
    const other = await staff.send(
      'hotline',
      { cause: '密封圈老化，使用三年未更换过' },
      { as: 'zhaoqiang', row },
    );
    expect(other.answer?.outcome).toBe('saved');
    const typed = { 'cell-resolution': '已上门更换密封圈\r\n客户确认不再漏水', 'now-resolvedAt': '1' };
    const { text } = await press(path, { ...form, ...typed, 'cell-respondedAt': '2026-11-20T14:50' });
    expect(text).toContain('已保存');
    expect((await recordOf(row))?.cells).toMatchObject({
      resolution: '已上门更换密封圈\n客户确认不再漏水',
      resolvedAt: NOW,
      respondedAt: at('2026-11-20 14:50'),
      cause: '密封圈老化，使用三年未更换过',
    });
    expect(await staff.latestOf(row)).toContain('李伟（liwei@example.com）');
    const version = (await recordOf(row))?.version;
    expect((await press(path, formIn(text))).text).toContain('没有改动');
    expect((await recordOf(row))?.version).toBe(version);
  });

  test('says at the field what cannot be taken, and keeps what was typed', async () => {
    const row = await staff.handled('李伟');
    const path = pathOf(row);
    const form = formIn((await open(path)).text);
    const { text } = await press(path, {
      ...form,
      'cell-resolvedAt': '2026-11-21T09:00',
      'cell-resolution': '换了一个<新的>',
    });
    expect(text).toContain('<p class="failed" role="status">没有保存');
    expect(text).toMatch(/value="2026-11-21T09:00">.*<p class="wrong">已经发生的事不能晚于现在/);
    expect(text).toContain('换了一个&lt;新的&gt;</textarea>');
    expect((await recordOf(row))?.cells['resolution'] ?? null).toBeNull();
  });

  test('tells of a cell that somebody else has changed meanwhile; what is saved once more is meant', async () => {
    const row = await staff.handled('李伟');
    const path = pathOf(row);
    const form = formIn((await open(path)).text);
    await staff.send('hotline', { resolution: '同事写的处理结果' }, { as: 'zhaoqiang', row });
    const first = await press(path, { ...form, 'cell-resolution': '我写的处理结果' });
    expect(first.text).toContain('有人刚改过同一格');
    expect((await recordOf(row))?.cells['resolution']).toBe('同事写的处理结果');
    const second = await press(path, formIn(first.text));
    expect(second.text).toContain('已保存');
    expect((await recordOf(row))?.cells['resolution']).toBe('我写的处理结果');
  });

  test('takes note of what has gone up, for those above', async () => {
    const { ports } = staff.doors.place;
    const key = crypto.randomUUID();
    const by = { account: 'limin@example.com', editor: null };
    const rows = [
      { key, base: '', edited: [], cells: { ...CALL, calledAt: showTime(NOW - DAY, ZONE), handler: '李伟' } },
    ];
    const typed = { account: account('limin'), table: hotline, by, now: NOW - DAY, rows };
    await commitRows(ports, DESK_ID, [typed]);
    const row = { key };
    await ringDue(ports, DESK_ID);
    expect((await open(pathOf(row))).text).not.toContain('我已知悉</button>');
    const path = pathOf(row, 'zhaoqiang');
    expect((await open(path)).text).toContain('我已知悉</button>');
    expect((await press(path, { act: 'note' })).text).toContain('赵强 已知悉');
    expect((await open(path)).text).not.toContain('我已知悉</button>');
  });
});

describe('a link that is', () => {
  let row: Sent;
  beforeAll(async () => {
    row = await staff.handled('李伟');
  });
  test.each<[string, () => string, number]>([
    ['over', () => pathOf(row, 'liwei', { until: NOW - 1 }), 410],
    ['of another version than the person’s', () => pathOf(row, 'liwei', { version: 2 }), 410],
    ['of nobody', () => pathOf(row, 'nobody'), 410],
    ['of no record', () => pathOf({ key: 'not-there' }), 404],
    ['changed', () => pathOf(row).replace(/.{6}$/, 'AAAAAA'), 410],
    ['led elsewhere', () => pathOf(row).replace('/case/', '/acknowledge/'), 410],
  ])('%s shows nothing and takes nothing', async (_, path, status) => {
    const before = await staff.doors.everything();
    expect(await open(path())).toMatchObject({ status });
    for (const sent of [
      { act: 'call' },
      { act: 'save', base: '1', 'cell-resolution': '假的', 'shown-resolution': '' },
    ]) {
      const { status: answered, text } = await press(path(), sent);
      expect([answered, text]).toEqual([status, expect.stringContaining('打不开这个链接')]);
    }
    expect(await staff.doors.everything()).toEqual(before);
    expect(staff.doors.faults).toEqual([]);
  });

  test.each<[string, Record<string, string>]>([
    ['nothing that it knows', { act: 'delete' }],
    ['nothing', {}],
  ])('good, and sent %s, takes nothing', async (_, sent) => {
    expect(await press(pathOf(row), { ...sent, x: '1' })).toMatchObject({ status: 400 });
  });

  test('good, and sent columns that it does not offer, leaves them', async () => {
    const { text } = await press(pathOf(row), {
      act: 'save',
      base: row.base,
      'cell-handler': '王芳',
      'shown-handler': '李伟',
      'cell-acknowledgedBy': '赵强',
      'shown-acknowledgedBy': '',
      'cell-__proto__': 'x',
    });
    expect(text).toContain('没有改动');
    expect((await recordOf(row))?.cells['handler']).toBe('李伟');
  });

  test.each<[string, WireCells]>([
    ['of whoever has left', { onDuty: '离职' }],
    ['whose person has made the links before invalid', { calendarVersion: '2' }],
  ])('%s is over', async (_, change) => {
    const mail = `colleague${Object.keys(change)[0]?.toLowerCase()}`;
    const colleague = await staff.send('people', person(`新人${mail.length}`, mail, '客服部', '客服人员'));
    const { ports } = staff.doors.place;
    const link = {
      to: 'case',
      deskId: DESK_ID,
      key: row.key,
      person: colleague.key,
      until: NOW + DAY,
    } as const;
    const path = new URL(ports.links.address({ ...link, version: 1 })).pathname;
    expect(await open(path)).toMatchObject({ status: 200 });
    expect(errorsOf(await staff.send('people', change, { row: colleague }))).toEqual([]);
    expect(await open(path)).toMatchObject({ status: 410 });
    const next = new URL(ports.links.address({ ...link, version: 2 })).pathname;
    expect(await open(next)).toMatchObject({ status: 'calendarVersion' in change ? 200 : 410 });
  });
});

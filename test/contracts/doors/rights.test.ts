// Who may do what to whose records, cell by cell of the table in docs/rights.md, through the HTTP door. What is
// expected is written out here once more: a right that slips into the table is found.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WireCells } from '../../../functions/src/contract/contract.ts';
import { RIGHTS } from '../../../functions/src/core/desk/rights.ts';
import { CALL, FEEDBACK } from '../../fixtures/core/desk-fixture.ts';
import { DESK_ID } from './open-doors.ts';
import { errorsOf, isSaved, person, StaffDoors } from './staff-doors.ts';

let staff: StaffDoors;
const call: StaffDoors['call'] = (...what) => staff.call(...what);
const send: StaffDoors['send'] = (...what) => staff.send(...what);
const handled = (handler: string) => staff.handled(handler);
beforeAll(async () => {
  staff = await StaffDoors.open('doors-rights');
  await send('people', person('何总', 'hezong', '客服部', '分管领导'));
  await send('people', person('钱进', 'qianjin', '运营部', '销售'));
  await send('people', person('冯客', 'fengke', '品控部', '客服人员'));
  await staff.doors.place.ports.store.transaction(DESK_ID, async transaction =>
    transaction.write({ state: { joined: 'guest@example.com' } }),
  );
}, 60_000);
afterAll(() => staff.close());

/** What each role may be tried with: an account, its own name, one of the same department, one of another. */
const WHO: Readonly<Record<keyof typeof RIGHTS, readonly [account: string, me: string, colleague: string]>> =
  {
    能打开表格的人: ['guest', '李伟', '李伟'],
    客服人员: ['limin', '李敏', '赵强'],
    销售: ['qianjin', '钱进', '钱进'],
    技术: ['liwei', '李伟', '王芳'],
    部门负责人: ['wuhao', '吴昊', '冯客'],
    客服主管: ['zhaoqiang', '赵强', '李敏'],
    客服经理: ['sunli', '孙丽', '孙丽'],
    分管领导: ['hezong', '何总', '李敏'],
    服务台负责人: ['owner', '赵强', '李敏'],
  };
const FOREIGN: Readonly<Record<string, string>> = { 李伟: '吴昊', 李敏: '吴昊', 钱进: '吴昊', 吴昊: '李敏' };

type Try = (as: string, handler: string) => Promise<boolean>;
const onRecord: Readonly<Record<string, Try>> = {
  reveal: async (as, handler) => {
    const { key } = await handled(handler);
    const isShown = (await call(as, `/records/${key}/cards/contacts`, {})).status === 200;
    // On paper it is as well hidden as on the card.
    expect((await call(as, `/records/${key}/paper`, { full: true })).status === 200).toBe(isShown);
    return isShown;
  },
  withdraw: async (as, handler) => {
    const row = await handled(handler);
    return isSaved(await send('hotline', { withdrawn: '作废' }, { as, row }));
  },
  close: async (as, handler) => {
    const row = await send('followUps', { ...FOLLOW_UP, handler });
    expect(row.answer).toMatchObject({ outcome: 'saved' });
    return isSaved(await send('followUps', { closing: '已关闭' }, { as, row }));
  },
  confirm: async (as, handler) => {
    const feedback = await send('feedback', FEEDBACK);
    const number = feedback.answer?.cells.number ?? '';
    const row = await send('plans', {
      feedback: number,
      cause: '承运商更换，线路调整导致延误',
      solution: '改由同城仓发货，次日送达',
      promisedAt: '2026-11-22 18:00',
      owner: handler,
    });
    expect(isSaved(row)).toBe(true);
    return isSaved(await send('plans', { confirmed: '已确认' }, { as, row }));
  },
};

const FOLLOW_UP: WireCells = {
  customerNumber: 'C202405001',
  customer: '李小明',
  contact: '13812345678',
  product: '净水器',
  happenedAt: '2026-11-20 09:00',
  description: '2026年11月20日上午在家中使用净水器时突然不出水，重启后仍然没有恢复',
  priority: '一般',
};

/** Whether the account may, of what is about no record. 502: it was let in, and there is no spreadsheet. */
const onDesk: Readonly<Record<string, (as: string, me: string) => Promise<boolean>>> = {
  read: async as => (await call(as, '/changes')).status === 200,
  write: async as =>
    isSaved(await send('hotline', { remark: '已电话联系' }, { as, row: await handled('李伟') })),
  acknowledge: async (as, me) =>
    isSaved(await send('hotline', { acknowledgedBy: me }, { as, row: await handled('李伟') })),
  layOut: async as => (await call(as, '/layout', {})).status === 502,
  calendar: async as => (await call(as, '/calendar', {})).status === 200,
  configure: async as =>
    isSaved(await send('settings', { category: '产品', name: `机型${as}`, value: '12' }, { as })),
  rebuild: async as => (await call(as, '/summaries/rebuild', {})).status === 200,
  resend: async as => (await call(as, '/notices/resend', {})).status === 200,
  personal: async as => {
    const asked = { key: 'nobody-1' };
    const answers = await Promise.all([
      call(as, '/customer/export', asked),
      call(as, '/customer/correct', { ...asked, contact: '13900001111' }),
      call(as, '/customer/erase', asked),
    ]);
    const statuses = new Set(answers.map(({ status }) => status));
    expect([...statuses]).toHaveLength(1);
    return statuses.has(404);
  },
  import: async as => {
    const rows = [{ row: 2, cells: ['2025-3-4'] }];
    const asked = { titles: [], columns: ['calledAt'], fixed: {}, values: {}, dry: false, rows };
    const answers = await Promise.all([
      call(as, '/tables/hotline/import-plan', { rows: [['时间', '客户']] }),
      call(as, '/tables/hotline/import', asked),
    ]);
    const statuses = new Set(answers.map(({ status }) => status));
    expect([...statuses]).toHaveLength(1);
    return statuses.has(200);
  },
  bulk: async as => {
    const rows = [{ key: 'nobody-1', base: '1' }];
    const answers = await Promise.all([
      call(as, '/tables/hotline/bulk-form', {}),
      call(as, '/tables/hotline/bulk', {
        dry: false,
        bulk: 'bulk-0001',
        column: 'handler',
        value: '王芳',
        rows,
      }),
      call(as, '/tables/hotline/bulk-undo', { bulk: 'bulk-0001', rows }),
    ]);
    const statuses = new Set(answers.map(({ status }) => status));
    expect([...statuses]).toHaveLength(1);
    return statuses.has(200);
  },
  export: async as => (await call(as, '/table-export', { full: false })).status === 200,
  exportInFull: async as => (await call(as, '/table-export', { full: true })).status === 200,
  send: async as => (await call(as, '/sender', {})).status === 200,
  own: async as => (await call(as, '/owner', { mail: 'owner@example.com' })).status === 200,
};

/** The table once more: of what is about a record how far it reaches, of all else whether. */
const STAFF = 'reveal own, withdraw own, close own, confirm none; read, write, layOut, calendar, export';
const ABOVE =
  'reveal all, withdraw all, close all, confirm all; read, write, acknowledge, layOut, calendar, configure, rebuild, resend, personal, import, bulk, export, exportInFull, send';
const EXPECTED: Readonly<Record<keyof typeof RIGHTS, string>> = {
  能打开表格的人: 'reveal none, withdraw none, close none, confirm none; read',
  客服人员: STAFF,
  销售: STAFF,
  技术: STAFF,
  部门负责人: STAFF.replaceAll(/own|none/g, 'department'),
  客服主管: ABOVE,
  客服经理: `${ABOVE}, own`,
  分管领导: `${ABOVE}, own`,
  服务台负责人: `${ABOVE.replace(' acknowledge,', '').replace(' calendar,', '')}, own`,
};

describe('through the door', () => {
  test.each(Object.entries(WHO))(
    '%s may what the table says, and no more',
    async (role, [as, me, colleague]) => {
      const reaches: string[] = [];
      for (const [right, attempt] of Object.entries(onRecord)) {
        const foreign = await attempt(as, FOREIGN[me] ?? '李伟');
        const near = foreign || (await attempt(as, colleague));
        const own = near || (await attempt(as, me));
        const scope = foreign ? 'all' : near && colleague !== me ? 'department' : own ? 'own' : 'none';
        reaches.push(`${right} ${scope}`);
      }
      const may: string[] = [];
      for (const [right, attempt] of Object.entries(onDesk)) if (await attempt(as, me)) may.push(right);
      await call('owner', '/sender', {});
      expect(`${reaches.join(', ')}; ${may.join(', ')}`).toBe(EXPECTED[role as keyof typeof RIGHTS]);
    },
    60_000,
  );
});

// Case D.16
describe('rights never come from a claim', () => {
  test.each([
    ['a clerk, in a supervisor’s name', { as: 'limin' }, ['right_missing']],
    [
      'a clerk, who claims to be that supervisor',
      { as: 'limin', editor: 'zhaoqiang@example.com' },
      ['right_unsure'],
    ],
    ['the sender, for a clerk', { editor: 'limin@example.com' }, ['right_missing']],
    ['the sender, for whom nobody knows', { editor: '' }, ['right_unsure']],
    ['the sender, for a stranger', { editor: 'stranger@example.com' }, ['right_unsure']],
    ['another supervisor', { as: 'wangfang' }, ['right_of_another']],
    ['the supervisor', { as: 'zhaoqiang' }, []],
    ['the sender, for the supervisor', { editor: 'ZhaoQiang@example.com' }, []],
  ])('taking note of an escalation: %s', async (_, how, expected) => {
    const row = await handled('李伟');
    expect(errorsOf(await send('hotline', { acknowledgedBy: '赵强' }, { ...how, row }))).toEqual(expected);
  });

  test.each([
    ['a clerk who claims to be a supervisor', { as: 'limin', editor: 'zhaoqiang@example.com' }, 'refused'],
    [
      'a supervisor who sends for a clerk and is not the sender',
      { as: 'zhaoqiang', editor: 'limin@example.com' },
      'refused',
    ],
    ['the sender for a clerk', { editor: 'limin@example.com' }, 'refused'],
    ['the sender for nobody known', { editor: '' }, 'refused'],
    ['the sender for a supervisor', { editor: 'zhaoqiang@example.com' }, 'saved'],
  ])('people and settings: %s', async (name, how, outcome) => {
    const sent = await send('settings', { category: '产品', name: `机型${name.length}`, value: '6' }, how);
    expect(sent.answer?.outcome).toBe(outcome);
  });

  test.each([
    ['vouched for', { editor: 'limin@example.com' }, '李敏，经owner@example.com的授权发送'],
    ['unknown', { editor: '' }, '未知编辑者，经owner@example.com的授权发送'],
    ['a stranger', { editor: 'stranger@example.com' }, '未知编辑者，经owner@example.com的授权发送'],
    [
      'a claim of somebody who does not send',
      { as: 'limin', editor: 'liwei@example.com' },
      '未知编辑者，经李敏的授权发送',
    ],
    ['verified', { as: 'limin' }, '李敏（limin@example.com）'],
    ['verified, and said as well', { as: 'limin', editor: 'LiMin@example.com' }, '李敏（limin@example.com）'],
  ])('the history says who it was: %s', async (_, how, who) => {
    const row = await send('hotline', { ...CALL, handler: '李伟' }, how);
    expect(await staff.latestOf(row)).toBe(`2026-11-20 15:00　${who}`);
  });

  test('who only claimed to have written a record does not see what is hidden in it', async () => {
    const row = await send(
      'hotline',
      { ...CALL, handler: '李伟' },
      { as: 'liwei', editor: 'limin@example.com' },
    );
    expect((await call('limin', `/records/${row.key}/cards/contacts`, {})).status).toBe(403);
  });
});

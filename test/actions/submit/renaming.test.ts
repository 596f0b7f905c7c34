// Entries of 设置 and 人员 are renamed while records that name them are open: an entry is its row, whatever it is called.
import { beforeEach, describe, expect, test } from 'vitest';
import { showCard } from '../../../functions/src/actions/cards/show-card.ts';
import { acknowledgeRecord } from '../../../functions/src/actions/timers/acknowledge-record.ts';
import { linksOf } from '../../../functions/src/actions/timers/notice-links.ts';
import { ringDesk } from '../../../functions/src/actions/timers/ring-desk.ts';
import { HOUR } from '../../../functions/src/core/lib/time.ts';
import type { Notice } from '../../../functions/src/core/notices/notice.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { account } from '../../fixtures/actions/action-place.ts';
import { DONE, namesStage, type } from '../../fixtures/actions/names-stage.ts';

const { stage, saved, call, row, rename, record, history, context, carryThrough, dueOf, figures } =
  namesStage('renaming');

// Case D.15
describe('a problem type that is renamed', () => {
  test('keeps every open record at its limit; the history tells both words, and closed records keep theirs', async () => {
    await call('call-open');
    await call('call-closed', DONE);
    const [before, closed] = [await record('call-open'), await record('call-closed')];
    expect(dueOf(before)).not.toEqual({});
    await rename('settings', [type('售后支持'), '售后与维修']);
    await carryThrough();
    const after = await record('call-open');
    expect([after.cells.type, after.version]).toEqual(['售后与维修', before.version + 1]);
    expect(dueOf(after)).toEqual(dueOf(before));
    expect(after.updatedBy).toEqual(before.updatedBy);
    const lines = await history('call-open');
    expect(lines[0]).toContain(
      '系统调整：设置或人员中改了名称，本记录跟着改。\n问题类型：售后支持 → 售后与维修',
    );
    expect(lines[1]).toContain('问题类型：空白 → 售后支持');
    const { cells, version, state } = await record('call-closed');
    expect({ cells, version, state }).toEqual({
      cells: closed.cells,
      version: closed.version,
      state: closed.state,
    });
    expect(await history('call-closed')).toHaveLength(1);
  });

  test('is one type in the figures of the running week, what was closed before included', async () => {
    await call('call-open');
    await call('call-closed', DONE);
    await rename('settings', [type('售后支持'), '售后与维修']);
    await carryThrough();
    const counted = await figures();
    expect(Object.keys(counted).filter(key => key.includes('售后支持'))).toEqual([]);
    expect(
      Object.entries(counted)
        .filter(([key]) => key.includes('售后与维修'))
        .map(([, amount]) => amount),
    ).toEqual([1, 1, 2]);
    await carryThrough();
    expect(await figures()).toEqual(counted);
  });

  test('is known at once, before it has been carried through: an edit with the old word in the sheet keeps the limit', async () => {
    const [answer] = await call('call-1');
    const before = await record('call-1');
    await rename('settings', [type('售后支持'), '售后与维修']);
    const old = { type: '售后支持', request: '要求当日维修' };
    await saved('hotline', { key: 'call-1', base: answer?.base ?? '', edited: ['request'], cells: old });
    const after = await record('call-1');
    expect([after.cells.type, after.cells.request]).toEqual(['售后与维修', '要求当日维修']);
    expect(dueOf(after)).toEqual(dueOf(before));
    expect((await history('call-1')).map(each => each.split('\n')[1])).toEqual([
      '客户诉求：要求维修或退款 → 要求当日维修',
      '系统调整：设置或人员中改了名称，本记录跟着改。',
      expect.any(String),
    ]);
    await carryThrough();
    expect(await history('call-1')).toHaveLength(3);
  });

  test('may swap names with another in one paste: each record stays with its own', async () => {
    const [answer] = await call('call-support');
    await call('call-sales', { type: '售前咨询' });
    const before = [await record('call-support'), await record('call-sales')];
    await rename('settings', [type('售后支持'), '售前咨询'], [type('售前咨询'), '售后支持']);
    // The sheet still shows the word of before, which means the other type by now.
    const sheet = { type: '售后支持', request: '退款' };
    await saved('hotline', {
      key: 'call-support',
      base: answer?.base ?? '',
      edited: ['request'],
      cells: sheet,
    });
    await carryThrough();
    const after = [await record('call-support'), await record('call-sales')];
    expect(after.map(({ cells }) => cells.type)).toEqual(['售前咨询', '售后支持']);
    expect(after.map(dueOf)).toEqual(before.map(dueOf));
    expect(after.map(({ uses }) => uses?.filter(each => each.startsWith('setting')))).toEqual([
      [type('售后支持')],
      [type('售前咨询')],
    ]);
  });

  test('goes through a chain of names, and a new type that takes the old one takes no record', async () => {
    await call('call-1');
    const before = await record('call-1');
    await rename('settings', [type('售后支持'), '维修']);
    await rename('settings', [type('售后支持'), '售后与维修']);
    const fresh = { category: '问题类型', name: '售后支持', value: '1h', department: '客服部' };
    await saved('settings', { key: 'setting-new', cells: fresh });
    await carryThrough();
    expect((await record('call-1')).cells.type).toBe('售后与维修');
    expect(dueOf(await record('call-1'))).toEqual(dueOf(before));
    await call('call-2');
    expect((await record('call-2')).uses).toContain('setting-new');
  });

  test('a word that nobody has any more is taken for the type that had it last', async () => {
    await rename('settings', [type('售后支持'), '售后与维修']);
    await call('call-1', { type: ' 售后 支持' });
    expect((await record('call-1')).cells.type).toBe('售后与维修');
  });

  test('carrying through that dies is begun again, and changes nothing twice', async () => {
    for (const each of ['call-1', 'call-2', 'call-3']) await call(each);
    await rename('settings', [type('售后支持'), '售后与维修']);
    const died: Ports = {
      ...stage.ports,
      store: Object.assign(Object.create(stage.ports.store) as Ports['store'], {
        openKeys: (id: string, after: string) => {
          if (after === 'call-2') throw new Error('the process has died');
          return stage.ports.store.openKeys(id, after, 2);
        },
      }),
    };
    await expect(carryThrough(died)).rejects.toThrow('died');
    expect((await record('call-1')).cells.type).toBe('售后与维修');
    expect((await record('call-3')).cells.type).toBe('售后支持');
    expect(await stage.ports.store.desksWithWork(stage.now, 100)).toContain(stage.deskId);
    await carryThrough();
    const all = await Promise.all(['call-1', 'call-2', 'call-3'].map(record));
    expect(all.map(({ cells, version }) => [cells.type, version])).toEqual(all.map(() => ['售后与维修', 2]));
  });
});

describe('a department, a product and a channel that are renamed', () => {
  test('the rows of settings and people that name a department follow in the same commit', async () => {
    await saved('people', await row('person-liwei', {}));
    await saved('settings', await row(type('售后支持'), {}));
    await rename('settings', ['setting-部门-技术支持部', '技术部']);
    const desk = await context();
    expect(desk.departmentOfType('售后支持')).toBe('技术部');
    expect(desk.headOf('技术部')?.name).toBe('王芳');
    expect(desk.people.find(({ name }) => name === '李伟')?.department).toBe('技术部');
    await carryThrough();
    expect((await record('person-liwei')).cells.department).toBe('技术部');
    expect((await record(type('售后支持'))).cells.department).toBe('技术部');
    await call('call-1');
    expect((await record('call-1')).cells.handler).toBe('李伟');
  });

  test('a product keeps its months of warranty, also among other words', async () => {
    await rename('settings', ['setting-产品-净水器', '智能净水器']);
    const desk = await context();
    expect(desk.warrantyMonths('净水器 白色')).toBe(12);
    expect(desk.warrantyMonths('智能净水器')).toBe(12);
  });
});

// Case D.15
describe('a person who is renamed', () => {
  test('hears of what is theirs under the new name, though a colleague has taken the old one', async () => {
    await call('call-1');
    expect((await record('call-1')).cells.handler).toBe('李伟');
    await rename('people', ['person-liwei', '李大伟'], ['person-wuhao', '李伟']);
    stage.now += 72 * HOUR;
    await ringDesk(stage.ports, stage.deskId);
    expect(stage.sent.map(({ to }) => [to.name, to.address])).toContainEqual(['李大伟', 'liwei@example.com']);
    expect(stage.sent.filter(({ to }) => to.address === 'wuhao@example.com')).toEqual([]);
    expect((await record('call-1')).cells.handler).toBe('李大伟');
  });

  test('gets what waited for the morning, and may look at the contact of what they handle', async () => {
    await call('call-1');
    const desk = await context();
    const liwei = desk.people.find(({ name }) => name === '李伟');
    if (!liwei) throw new Error('nobody');
    const { key, name, address } = liwei;
    const notice = {
      id: 'report-1',
      kind: 'report' as const,
      about: null,
      clock: null,
      step: null,
      told: null,
      to: { key, name, address },
      urgent: false,
      subject: '报告',
      text: '一行',
    };
    await stage.ports.store.transaction(stage.deskId, async transaction =>
      transaction.write({ notices: [notice] }),
    );
    await rename('people', ['person-liwei', '李大伟'], ['person-wuhao', '李伟']);
    await saved('people', await row('person-liwei', { mail: 'dawei@example.com' }));
    await ringDesk(stage.ports, stage.deskId);
    expect(stage.sent.filter(({ subject }) => subject.includes('报告')).map(({ to }) => to)).toEqual([
      expect.objectContaining({ name: '李大伟', address: 'dawei@example.com' }),
    ]);
    const card = (who: string) =>
      showCard(stage.ports, account(who), stage.deskId, { key: 'call-1', name: 'contacts' }).then(
        ({ lines }) => lines[1],
      );
    expect(await card('dawei')).toContain('13812345678');
    await expect(card('wuhao')).rejects.toMatchObject({ code: 'not_yours' });
  });

  test('takes note by a link of before, in the name of today', async () => {
    await call('call-1');
    stage.now += 24 * 14 * HOUR;
    await ringDesk(stage.ports, stage.deskId);
    const about = { key: 'call-1', table: 'hotline', number: '1' };
    const notice = { about, step: 'escalation' } as Notice;
    const address = linksOf(stage.ports, await context(), stage.now).acknowledge(notice, '王芳') ?? '';
    const token = address.split('/').at(-1) ?? '';
    const link = stage.ports.links.read(token, stage.now);
    if (link?.to !== 'acknowledge') throw new Error('no link to take note by');
    await rename('people', ['person-wangfang', '王芳芳'], ['person-wuhao', '王芳']);
    const page = await acknowledgeRecord(stage.ports, link);
    expect(page.lines.at(-1)).toContain('王芳芳 已知悉');
  });
});

describe('the row that says what kinds there are of a problem type', () => {
  const KINDS: Readonly<Record<string, string>> = {
    售后支持: '故障维修、退换货',
    投诉建议: '服务态度、流程效率',
  };

  const kinds = async () => Object.fromEntries((await context()).subtypes);

  beforeEach(async () => {
    await saved(
      'settings',
      ...Object.entries(KINDS).map(([name, value]) => ({
        key: `kinds-${name}`,
        cells: { category: '二级分类', name, value },
      })),
    );
  });

  test('is renamed with the type, which keeps its kinds', async () => {
    await rename('settings', [type('售后支持'), '售后与维修']);
    expect(await kinds()).toEqual({ 售后与维修: ['故障维修', '退换货'], 投诉建议: ['服务态度', '流程效率'] });
    await carryThrough();
    expect((await record('kinds-售后支持')).cells.name).toBe('售后与维修');
    expect((await history('kinds-售后支持'))[0]).toContain('名称：售后支持 → 售后与维修');
  });

  test('is renamed with a type that came in the same request', async () => {
    const cells = { category: '问题类型', name: '安装预约', value: '2d' };
    const own = { category: '二级分类', name: '安装预约', value: '首次安装、移机' };
    await saved('settings', { key: 'type-new', cells }, { key: 'kinds-new', cells: own });
    await rename('settings', ['type-new', '安装与移机']);
    await carryThrough();
    expect((await record('kinds-new')).cells.name).toBe('安装与移机');
  });

  test('stays with its own type where two types change names', async () => {
    await rename('settings', [type('售后支持'), '投诉建议'], [type('投诉建议'), '售后支持']);
    expect(await kinds()).toEqual({ 投诉建议: ['故障维修', '退换货'], 售后支持: ['服务态度', '流程效率'] });
  });

  test('is its type’s under a name that the type has no more', async () => {
    await rename('settings', [type('售后支持'), '售后与维修']);
    await saved('settings', await row('kinds-售后支持', { name: '售后支持' }));
    expect(await kinds()).toMatchObject({ 售后与维修: ['故障维修', '退换货'] });
  });
});

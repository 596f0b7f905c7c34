// Tells supervisors what keeps the spreadsheet and the service apart, and what to do: triggers that no longer work, a
// spreadsheet that cannot be opened, and tabs that are protected.

import { RequestError } from '../../contract/request-error.ts';
import { SECOND_LOOK_MS, silentFrom } from '../../core/desk/sender-watch.ts';
import { showTime } from '../../core/lib/parse-time.ts';
import { localDate } from '../../core/lib/time.ts';
import type { Announcement } from '../../core/notices/notice.ts';
import type { DeskOverview } from '../../ports/desks.ts';
import type { Ports } from '../../ports/ports.ts';
import { deskContext } from '../desk/desk-contexts.ts';
import { tellSupervisors } from './tell-supervisors.ts';

/** Once for each silence. Triggers that never told that they work, as those of an older add-on, are not missed. */
export async function tellSilence(ports: Ports, deskId: string, known?: DeskOverview): Promise<void> {
  const found = known ?? (await ports.store.overview(deskId));
  const { heardAt, suspected } = found?.upkeep ?? {};
  if (!found || heardAt === undefined) return;
  const { desk, calendar, zone } = deskContext(ports, found.desk);
  const now = ports.now();
  if (now < silentFrom(calendar, heardAt)) return;
  if (suspected?.heardAt !== heardAt) {
    await ports.store.transaction(deskId, async transaction =>
      transaction.write({ state: { upkeep: { suspected: { heardAt, at: now } } } }),
    );
    return ports.alarms.plantSummary(deskId, now + SECOND_LOOK_MS, now);
  }
  if (now < suspected.at + SECOND_LOOK_MS) return;
  await tellSupervisors(ports, deskId, {
    announcement: silenceOf(desk.sender ?? desk.owner, heardAt, showTime(heardAt, zone)),
    isTold: upkeep => upkeep.heardAt !== heardAt || upkeep.toldSilent === heardAt,
    told: { toldSilent: heardAt },
  });
}

function silenceOf(sender: string, heardAt: number, since: string): Announcement {
  return {
    kind: 'silent',
    occasion: String(heardAt),
    title: `${since} 以后没有动静`,
    what: [
      `表格的自动同步由 ${sender} 的帐号负责，${since} 以后没有动静：可能是这个帐号停用了、授权失效了，或者当天的触发时间用完了。`,
      '在此期间填写的内容都留在表格里，但还没有保存，也不会提醒。\n',
      '请任一位主管打开表格，点菜单“扩展程序 → 售后服务台 → 接管自动同步”：接管后自动补发，不会重复，原来的帐号不再发送。',
      '如果只是当天的触发时间用完了，第二天会自动恢复。',
    ].join(''),
    why: '您收到这条通知，是因为您可以接管自动同步；每次停下来只通知一次。',
  };
}

/** Tells once a day that the spreadsheet cannot be opened, if that is why something failed. */
export async function tellUnreachable(ports: Ports, deskId: string, cause: unknown): Promise<void> {
  if (!(cause instanceof RequestError) || cause.code !== 'workbook_unreachable') return;
  const { zone } = deskContext(ports, await ports.store.desk(deskId));
  const today = localDate(ports.now(), zone);
  const account = cause.details?.find(({ path }) => path === 'account')?.message;
  await tellSupervisors(ports, deskId, {
    announcement: {
      kind: 'unreachable',
      occasion: today,
      title: '汇总各页停止更新',
      what: [
        '服务台打不开这份表格：它没有与服务台共享，或者已被删除。填写的内容照常保存和提醒，但待办提醒、看板和报告停在原处。\n',
        `请打开表格，点右上角的“共享”，把 ${account ?? '服务台的帐号（请向管理员询问）'} 加为编辑者，之后自动补上；`,
        '表格已被删除的，请从回收站恢复。',
      ].join(''),
      why: '您收到这条通知，是因为您管理这个服务台；没有恢复时每天通知一次。',
    },
    isTold: upkeep => upkeep.toldUnreachable === today,
    told: { toldUnreachable: today },
  });
}

/** Tells once a day which tabs are protected from the service, if any are. */
export async function tellProtected(ports: Ports, deskId: string, tabs: readonly string[]): Promise<void> {
  if (tabs.length === 0) return;
  const { zone } = deskContext(ports, await ports.store.desk(deskId));
  const occasion = `${localDate(ports.now(), zone)} ${namesOf(tabs)}`;
  await tellSupervisors(ports, deskId, {
    announcement: {
      kind: 'protected',
      occasion,
      title: `${namesOf(tabs)}受保护`,
      what: ofProtected(ports, tabs),
      why: '您收到这条通知，是因为您管理这个服务台；没有恢复时每天通知一次。',
    },
    isTold: upkeep => upkeep.toldProtected === occasion,
    told: { toldProtected: occasion },
  });
}

/** What to do about tabs that are protected from the service. */
export const ofProtected = ({ workbooks }: Pick<Ports, 'workbooks'>, tabs: readonly string[]): string =>
  [
    `${namesOf(tabs)}受保护，服务台不能写入：停在原处，其余各页照常更新，填写的内容照常保存和提醒。\n`,
    `请表格的所有者点“数据 → 保护工作表和范围”，把 ${accountOf(workbooks)} 加为可以编辑的人，或取消保护，`,
    '之后自动补上，最迟在第二天；要马上补上，请点菜单“扩展程序 → 售后服务台 → 启用服务台”。',
  ].join('');

const namesOf = (tabs: readonly string[]): string => tabs.map(tab => `“${tab}”`).join('、');

const accountOf = ({ account }: Ports['workbooks']): string => account ?? '服务台的帐号（请向管理员询问）';

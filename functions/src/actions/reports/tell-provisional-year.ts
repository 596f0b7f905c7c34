// Tells supervisors once that the holidays of a year are not announced, in time before it begins.

import { yearToTell } from '../../core/calendar/provisional-year.ts';
import type { Announcement } from '../../core/notices/notice.ts';
import type { DeskOverview } from '../../ports/desks.ts';
import type { Ports } from '../../ports/ports.ts';
import { deskContext } from '../desk/desk-contexts.ts';
import { tellSupervisors } from './tell-supervisors.ts';

/**
 * Announces the year that has to be told of by now, unless that was done. As long as nobody is there to be told it
 * stays to be said. `known` is how the desk stood a moment ago, where somebody has read that.
 */
export async function tellProvisionalYear(ports: Ports, deskId: string, known?: DeskOverview): Promise<void> {
  const { desk, upkeep } = known ?? (await ports.store.overview(deskId)) ?? {};
  const year = desk && yearToTell(deskContext(ports, desk).calendar, ports.now());
  if (year === undefined || (upkeep?.toldYear ?? 0) >= year) return;
  await tellSupervisors(ports, deskId, {
    announcement: announcementOf(year),
    isTold: upkeep => (upkeep.toldYear ?? 0) >= year,
    told: { toldYear: year },
  });
}

function announcementOf(year: number): Announcement {
  return {
    kind: 'calendar',
    occasion: String(year),
    title: `${year} 年的放假安排还没有公布`,
    what: [
      `${year} 年的放假和调休安排还没有公布。在此之前，${year} 年的工作日暂按每周工作时间扣除法定节假日`,
      '（元旦、除夕和春节前三天、清明、5 月 1 日和 2 日、端午、中秋、10 月 1 日至 3 日）计算，相关时限的批注会注明。\n',
      '已经知道的放假和调休，请在“设置”中按“节假日”填写：名称写一天或一段日期，例如 ',
      `${year}-02-05 至 ${year}-02-11，取值写 休 或 班。填写后，以及安排公布、系统更新后，未完成的记录都会自动重算。`,
    ].join(''),
    why: '您收到这条通知，是因为您可以修改“设置”；每年只通知一次。',
  };
}

// The page that a mail leads to, on a phone: a real desk, its mail, and Chromium with the window, the touch and the
// network of a phone. No account of Google's, no script, one thumb.
import { type Browser, type BrowserContext, devices, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CardAnswer } from '../../../functions/src/contract/cards.ts';
import type { RowAnswer } from '../../../functions/src/contract/contract.ts';
import { DAY, HOUR, localDate } from '../../../functions/src/core/lib/time.ts';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { people } from '../../../functions/src/core/tables/people.ts';
import { callNow, editOf, toMinute } from '../../fixtures/journeys/case-rows.ts';
import { DeskHere } from '../../fixtures/journeys/desk-here.ts';
import { toWorkingTime } from '../../fixtures/journeys/working-time.ts';
import { closeWindows, sharedBrowser } from '../../fixtures/page/browser.ts';

const PATIENCE = { timeout: 30_000 };
const ZONE = 'Asia/Shanghai';
const NUMBER = '13812345678';
const MASKED = '138****5678';
const PHOTO = 'https://photos.example/leak.jpg';
const HANDLER = 'liwei@sheetdesk.example';
const CALLER = 'chenjing@sheetdesk.example';
const ABOVE = 'zhaomin@sheetdesk.example';
/** A village's mobile network: 50 kbit/s each way, 400 ms there and back. */
const SLOW = { offline: false, latency: 400, downloadThroughput: 6_400, uploadThroughput: 6_400 };

let browser: Browser;
let desk: DeskHere;
let phone: BrowserContext;
let row: RowAnswer;
let link: string;

beforeAll(async () => {
  [browser, desk] = await Promise.all([sharedBrowser(), DeskHere.start()]);
  phone = await browser.newContext({ ...devices['iPhone 13'], locale: 'zh-CN', javaScriptEnabled: false });
  await toWorkingTime(desk.doors);
  row = await saved({ description: `今天早上净水器接口漏水，橱柜泡湿，关阀后还在滴，照片 ${PHOTO}` });
  await desk.doors.advance('PT3H');
});
afterAll(async () => {
  await closeWindows(browser);
  await desk?.dispose();
});

async function saved(more: Record<string, string>): Promise<RowAnswer> {
  const typed = { handler: '李伟', contact: NUMBER, ...more };
  const [answer] = await desk.doors.submit(hotline.key, [await callNow(desk.doors, typed)]);
  if (answer?.outcome !== 'saved') throw new Error(JSON.stringify(answer));
  return answer;
}

const numberOf = ({ cells }: RowAnswer): string => String(cells['number']);

/** The page that the latest mail to somebody leads to, for one record. */
async function linkTo(mail: string, of: RowAnswer = row): Promise<string> {
  let found: string | undefined;
  await expect
    .poll(async () => {
      const mails = (await desk.doors.outbox()).filter(
        ({ to, text }) => to.includes(mail) && text.includes(numberOf(of)),
      );
      // One mail may tell of several records, each with its own link, which says whose it is.
      const isOf = (address: string) =>
        Buffer.from(address.split('/case/')[1] ?? '', 'base64url')
          .toString()
          .includes(of.key);
      found = mails.flatMap(({ text }) => text.match(/https?:\/\/\S+\/case\/\S+/g) ?? []).findLast(isOf);
      return found;
    }, PATIENCE)
    .toBeDefined();
  return String(found);
}

async function at(address: string): Promise<Page> {
  const page = await phone.newPage();
  await page.goto(address);
  return page;
}

const recordOf = async ({ key }: RowAnswer) => (await desk.doors.pull()).get(key);
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
/** Presses a button, and waits until the page that follows is there. */
const press = async (page: Page, name: string) => {
  await Promise.all([page.waitForEvent('load', PATIENCE), button(page, name).tap()]);
};
const told = (page: Page) => page.getByRole('status').innerText();

describe('on the road', () => {
  test('the mail’s link opens the case, masked, as wide as the phone, with its photo as a link', async () => {
    link = await linkTo(HANDLER);
    const page = await at(link);
    const text = await page.locator('body').innerText();
    expect(text).toContain(`${hotline.title} ${numberOf(row)}`);
    expect(text).toContain(MASKED);
    expect(text).not.toContain(NUMBER);
    const photo = page.getByRole('link', { name: PHOTO });
    expect([await photo.getAttribute('href'), await photo.getAttribute('rel')]).toEqual([
      PHOTO,
      'noreferrer',
    ]);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
      devices['iPhone 13']?.viewport.width ?? 0,
    );
    for (const button of await page.locator('button:visible').all()) {
      const { height = 0, width = 0 } = (await button.boundingBox()) ?? {};
      expect([height >= 44, width > 300]).toEqual([true, true]);
    }
    await page.close();
  });

  test('拨打 shows the number in full, to be called with one press, and it stands in the history', async () => {
    const page = await at(link);
    await press(page, '联系客户（查看完整号码）');
    const call = page.getByRole('link', { name: `拨打 ${NUMBER}` });
    expect(await call.getAttribute('href')).toBe(`tel:${NUMBER}`);
    const { body } = await desk.doors.call<CardAnswer>(`/records/${row.key}/cards/history`, {});
    expect(body.lines.join('\n')).toMatch(/李伟[^]*查看/);
    await page.close();
  });

  test('progress and the result of a call are saved over a slow network', async () => {
    const page = await at('about:blank');
    const network = await phone.newCDPSession(page);
    await network.send('Network.enable');
    await network.send('Network.emulateNetworkConditions', SLOW);
    let bytes = 0;
    network.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await page.goto(link);
    // All of it in one request: at this speed a page of 20 kB would take three seconds.
    expect(bytes).toBeLessThan(14_000);
    await page.locator('#resolution').fill('已电话指导关闭进水阀，约好下午上门更换密封圈');
    await page.locator('[name=now-respondedAt]').check();
    await press(page, '保存');
    expect(await told(page)).toContain('已保存');
    const { cells } = (await recordOf(row)) ?? {};
    expect(cells?.['resolution']).toBe('已电话指导关闭进水阀，约好下午上门更换密封圈');
    expect(cells?.['respondedAt']).toEqual(expect.any(String));
    await page.close();
  });

  test('offline nothing is saved and nothing is lost: it is sent again when there is a network', async () => {
    const page = await at(link);
    await page.locator('#resolution').fill('已上门更换密封圈，客户确认不再漏水');
    await phone.setOffline(true);
    const failed = page.waitForEvent('requestfailed');
    await button(page, '保存').tap();
    await failed;
    expect((await recordOf(row))?.cells['resolution']).toContain('约好下午');
    await phone.setOffline(false);
    await page.reload();
    expect(await told(page)).toContain('已保存');
    expect((await recordOf(row))?.cells['resolution']).toBe('已上门更换密封圈，客户确认不再漏水');
    await page.close();
  });
});

describe('a call-back', () => {
  let call: RowAnswer;
  let page: Page;
  const record = async () => (await recordOf(call))?.cells ?? {};
  /** Opens what the latest mail to the caller leads to, and says that the call was made just now. */
  const open = async () => {
    page = await at(await linkTo(CALLER, call));
    await page.locator('[name=now-calledAt]').check();
  };

  test('that nobody answers is one try, and the next is planned', async () => {
    const { now } = await desk.doors.clockNow();
    const cells = {
      customer: '王丽',
      contact: '13512345678',
      product: '净水器 A2',
      purchasedOn: localDate(now - 9 * DAY, ZONE),
      type: '常规回访',
      plannedAt: toMinute(now + 2 * HOUR),
      channel: '电话',
      caller: '陈静',
    };
    const [answer] = await desk.doors.submit(callbacks.key, [
      { key: crypto.randomUUID(), base: '', edited: [], cells },
    ]);
    if (answer?.outcome !== 'saved') throw new Error(JSON.stringify(answer));
    call = answer;
    await desk.doors.advance('PT3H');
    await open();
    await page.locator('#reached').selectOption('未接通');
    await press(page, '保存');
    expect(await told(page)).toContain('已保存');
    const { tries, state, plannedAt } = await record();
    expect([tries, state]).toEqual([1, '待回访']);
    expect(Date.parse(String(plannedAt))).toBeGreaterThan((await desk.doors.clockNow()).now);
    await page.close();
  });

  test('that is answered is done, with what the customer said; a new appointment without its time is asked for it', async () => {
    await desk.doors.advance('P2D');
    await open();
    await page.locator('#reached').selectOption('改约');
    await page.locator('#wishes').fill('希望滤芯到期前有人提醒');
    await press(page, '保存');
    expect(await told(page)).toContain('改约时间');
    expect(await record()).toMatchObject({ state: '待回访', wishes: '希望滤芯到期前有人提醒' });
    await page.locator('#reached').selectOption('已接通');
    await page.locator('#score').selectOption('9');
    await press(page, '保存');
    expect(await told(page)).toContain('已保存');
    expect(await record()).toMatchObject({ reached: '已接通', score: 9, wishes: '希望滤芯到期前有人提醒' });
    expect(['已回访', '已关闭']).toContain((await record())['state']);
    await page.close();
  });
});

describe('a link', () => {
  test('used twice saves once: what is there already is no change', async () => {
    const [one, other] = [await at(link), await at(link)];
    for (const page of [one, other]) await page.locator('#cause').fill('密封圈老化，使用三年未更换');
    await press(one, '保存');
    expect(await told(one)).toContain('已保存');
    const version = (await recordOf(row))?.base;
    await press(other, '保存');
    expect(await told(other)).toContain('已保存');
    expect((await recordOf(row))?.base).toBe(version);
    await press(other, '保存');
    expect(await told(other)).toContain('没有改动');
    await Promise.all([one.close(), other.close()]);
  });

  test('of another who writes the same cell is told, and neither text is lost', async () => {
    const page = await at(link);
    await page.locator('#comment').fill('客户说很满意');
    const base = (await recordOf(row))?.base ?? '';
    await desk.doors.submit(hotline.key, [editOf({ key: row.key, base }, { comment: '客户希望再快一点' })]);
    await press(page, '保存');
    expect(await told(page)).toContain('有人刚改过同一格');
    expect(await page.locator('#comment').inputValue()).toBe('客户说很满意');
    await press(page, '保存');
    expect((await recordOf(row))?.cells['comment']).toContain('客户说很满意');
    await page.close();
  });

  test('of one above lets him take note of what has gone up, once', async () => {
    const late = await saved({ contact: '13912345678' });
    await desk.doors.advance('P1D');
    const page = await at(await linkTo(ABOVE, late));
    await press(page, '我已知悉');
    expect(await told(page)).toContain('赵敏 已知悉');
    expect(await page.getByRole('button', { name: '我已知悉' }).count()).toBe(0);
    expect((await recordOf(late))?.cells['acknowledgedBy']).toBe('赵敏');
    await page.close();
  });

  test('of somebody who may not see the number shows the case and says so', async () => {
    const other = await saved({ handler: '孙强', contact: '13712345678' });
    await desk.doors.advance('PT3H');
    const theirs = await linkTo('sunqiang@sheetdesk.example', other);
    const base = (await recordOf(other))?.base ?? '';
    await desk.doors.submit(hotline.key, [editOf({ key: other.key, base }, { handler: '李伟' })]);
    const page = await at(theirs);
    await press(page, '联系客户（查看完整号码）');
    expect(await told(page)).toContain('只有处理这条记录的人');
    expect(await page.locator('body').innerText()).not.toContain('13712345678');
    await page.close();
  });

  test('that is made up, revoked or old opens nothing and says why', async () => {
    const closed = async (address: string) => {
      const page = await at(address);
      expect(await page.locator('h1').innerText()).toBe('打不开这个链接');
      const text = await page.locator('body').innerText();
      expect(text).not.toContain(MASKED);
      expect(await page.locator('form').count()).toBe(0);
      await page.close();
      return text;
    };
    await closed(link.replace(/.{6}$/, 'AAAAAA'));
    const [mine] = (await desk.doors.rows(people.title)).filter(({ cells }) => cells['姓名'] === '李伟');
    const key = mine?.cells['行键'] ?? '';
    const { base = '' } = (await desk.doors.pull()).get(key) ?? {};
    const changed = { key, base, edited: ['calendarVersion'], cells: { calendarVersion: 2 } };
    expect((await desk.doors.submit(people.key, [changed]))[0]?.outcome).toBe('saved');
    expect(await closed(link)).toContain('链接');
    const fresh = await saved({ contact: '13612345678' });
    await desk.doors.advance('PT3H');
    const next = await linkTo(HANDLER, fresh);
    await desk.doors.advance('P8D');
    expect(await closed(next)).toContain('链接');
  });
});

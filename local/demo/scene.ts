// What goes on at the demo desk: who calls about what, and how times are written. Knows no table.

import { DAY_MS, MINUTE_MS } from '../clock/duration.ts';
import { CUSTOMERS, PRODUCTS, SERVICE_FAULTS } from './cast.ts';
import type { Case, Scene } from './clerk.ts';
import type { Random } from './random.ts';

/** The desk's zone has no summer time. */
export const ZONE_OFFSET_MS = 8 * 60 * MINUTE_MS;

const WHEN = ['昨天晚上八点', '今天早上七点', '昨天下午三点', '前天中午'];
const WHERE = ['家里厨房', '公司办公室', '新装修的店里', '父母家'];

/** The scene at one moment; in the `wave` everybody calls about the same fault, as when a batch is bad. */
export function sceneAt(now: number, random: Random, wave: boolean): Scene {
  const one = (): Case => {
    const customer = random.deal('case.customer', CUSTOMERS);
    const product = wave ? (PRODUCTS[0] ?? random.pick(PRODUCTS)) : random.pick(PRODUCTS);
    const own = wave ? product.faults.slice(0, 1) : [...product.faults, ...SERVICE_FAULTS];
    const fault = random.pick(own);
    const where = `${customer.place}${random.pick(WHERE)}`;
    const story = `${random.pick(WHEN)}在${where}使用${product.name}，${fault.event}，${fault.result}`;
    return { customer, product, fault, story };
  };
  return {
    random,
    wave,
    ago: minutes => new Date(now - minutes * MINUTE_MS).toISOString(),
    daysAgo: days => new Date(now + ZONE_OFFSET_MS - days * DAY_MS).toISOString().slice(0, 10),
    case: one,
    file: () => ({ customer: random.deal('file.customer', CUSTOMERS), product: random.pick(PRODUCTS) }),
  };
}

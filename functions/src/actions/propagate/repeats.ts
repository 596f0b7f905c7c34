// Records of one customer that may be the same matter are told of each other, after the commit that saves one of them.

import { isSound } from '../../core/record/decidable.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import { repeatFindings, repeatsNamed } from '../../core/similarity/repeats.ts';
import type { Compared, Comparing } from './batches.ts';

/** Most records of one customer that are looked at. */
const MAX_RECORDS = 50;
/**
 * Most records of all of them together, six kB each, and most characters of long ones: of many customers at once who
 * all have many, some rows get no hint. Whatever there is may be more than the memory of a process, and would be tried
 * again and again.
 */
const MAX_LOOKED = 1_000;
const MAX_CHARACTERS = 10_000_000;
/** Records that are looked up by what these have named so far: many are changed at once without a new contact. */
const MAX_NAMED = 100;
/** Customers that are asked for in one query. */
const MAX_DIGESTS = 30;

/**
 * Tells the records of the customers of these which others may be the same matter, and takes back what is so no more.
 * Answers all records as they were before: those that were known, and those that were found here.
 */
export async function tellRepeats(
  compared: readonly Compared[],
  known: ReadonlyMap<string, DeskRecord>,
  { transaction, current, aside, desk }: Comparing,
): Promise<Map<string, DeskRecord>> {
  const before = new Map(known);
  const digests = new Set(
    compared.flatMap(({ rule, fingerprint: { key, customer } }) => {
      // A contact that is not known in full could be anybody's.
      const digest = rule.reported && customer !== null ? current.get(key)?.customer?.digest : undefined;
      return digest === undefined ? [] : [digest];
    }),
  );
  const named = compared.flatMap(({ fingerprint: { key } }) => {
    const record = current.get(key);
    return record ? repeatsNamed(record) : [];
  });
  // Of another customer are those whom one names that has a new contact.
  const asking = [...new Set(named)].slice(0, MAX_NAMED);
  const others = asking.length > 0 ? await transaction.byNumber(asking) : [];
  for (const { customer } of others) if (customer) digests.add(customer.digest);
  const wanted = [...digests];
  const asked = Array.from({ length: Math.ceil(wanted.length / MAX_DIGESTS) }, (_, at) =>
    wanted.slice(at * MAX_DIGESTS, (at + 1) * MAX_DIGESTS),
  );
  const share = Math.floor(MAX_LOOKED / Math.max(1, asked.length));
  let characters = 0;
  for (const some of asked) {
    if (characters > MAX_CHARACTERS) break;
    for (const record of await transaction.ofCustomers(some, Math.min(share, MAX_RECORDS * some.length))) {
      characters += JSON.stringify(record).length;
      if (current.has(record.key) || !isSound(record)) continue;
      before.set(record.key, record);
      current.set(record.key, record);
    }
  }
  const ofCustomer = Map.groupBy(current.values(), ({ customer }) => customer?.digest ?? '');
  for (const record of wanted.flatMap(digest => ofCustomer.get(digest) ?? [])) {
    const others = ofCustomer.get(record.customer?.digest ?? '') ?? [];
    const findings = aside.decide(record, table => repeatFindings(table, record, others, desk));
    if (findings) current.set(record.key, { ...record, findings });
  }
  return before;
}

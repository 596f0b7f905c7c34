// Who the customer of a record is: the same for the same customer, and not the contact itself.
import { describe, expect, it } from 'vitest';
import { customerOf, digestsOf } from '../../../functions/src/core/figures/customer.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import { feedback } from '../../../functions/src/core/tables/feedback.ts';
import { followUps } from '../../../functions/src/core/tables/follow-ups.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { plans } from '../../../functions/src/core/tables/plans.ts';
import { keyedHere } from '../../fixtures/core/desk-fixture.ts';

describe('who the customer of a record is', () => {
  const customer = (
    cells: Cells,
    full = {},
    before?: Parameters<typeof customerOf>[3],
    table: Table = hotline,
  ) => customerOf(table, cells, full, before, keyedHere);
  const known = customer({ contact: '138****5678' }, { contact: '13812345678' });

  it('is known by his contact in full, however it is written, and by the first column that is filled in', () => {
    expect(known).toMatchObject({ column: 'contact' });
    expect(customer({ contact: '13812345678' })).toEqual(known);
    expect(customer({ contact: '138-1234-5678' })).toEqual(known);
    expect(customer({ contact: '13812345679' })?.digest).not.toBe(known?.digest);
    expect([
      customer({}),
      customer({ contact: null }),
      customer({ contact: '1' }, {}, undefined, plans),
    ]).toEqual([null, null, null]);
    expect(customer({ customerNumber: 'C1', contact: '1' }, {}, undefined, followUps)?.column).toBe(
      'customerNumber',
    );
    expect(customer({ contact: '1' }, {}, undefined, followUps)?.column).toBe('contact');
    expect(digestsOf([hotline, feedback], '13812345678', keyedHere)).toEqual([known?.digest]);
  });

  it('stays while his cell does and no full value is given', () => {
    const cells = { contact: '138****5678' };
    const before = { customer: { column: 'contact', digest: 'k-him' }, cells };
    expect(customer(cells, {}, before)).toEqual(before.customer);
    expect(customer(cells, { contact: '13812345678' }, before)).toEqual(known);
    expect(customer({ contact: '139****5678' }, {}, before)?.digest).not.toBe('k-him');
    expect(
      customer(cells, {}, { ...before, customer: { column: 'other', digest: 'k-him' } })?.digest,
    ).not.toBe('k-him');
    expect(customer(cells, {}, { ...before, customer: null })?.digest).not.toBe('k-him');
  });
});

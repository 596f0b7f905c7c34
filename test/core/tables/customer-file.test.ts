import { describe, expect, it } from 'vitest';
import { referencesOf } from '../../../functions/src/core/record/references.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import { complaints } from '../../../functions/src/core/tables/complaints.ts';
import { customers } from '../../../functions/src/core/tables/customers.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { serviceOrders } from '../../../functions/src/core/tables/service-orders.ts';

describe.for<Table>([hotline, serviceOrders, complaints])('a record of $title', table => {
  // Template 2.2, 3.11
  it('refers to the customer’s file by its number, which shows it among what it knows', () => {
    const named = referencesOf(table, { customerNumber: 'C202405001' });
    expect(named).toMatchObject([{ to: ['customers'], by: 'customerNumber' }]);
    expect(referencesOf(table, { customerNumber: null })).toEqual([]);
    const related = customers.columns.find(({ key }) => key === 'related');
    expect(related).toMatchObject({ source: { tables: expect.arrayContaining([table.key]) as unknown } });
  });

  it('has the name and the contact from there, where they are blank', () => {
    const proposed = table.columns.flatMap(column =>
      column.owner === 'staff' && column.propose?.rule === 'fromReference'
        ? [[column.key, [column.propose.reference].flat()[0], column.propose.columns.customers]]
        : [],
    );
    expect(proposed).toEqual(
      expect.arrayContaining([
        ['customer', 'customerNumber', 'customer'],
        ['contact', 'customerNumber', 'contact'],
      ]),
    );
  });
});

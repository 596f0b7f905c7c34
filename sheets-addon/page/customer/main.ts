// The page of all records of a customer: each is a line that leads to its row.

import type { CustomerPageData } from '../../src/ui/customer-page-data.ts';
import { recordLine } from '../caller.ts';
import { element } from '../element.ts';
import { keepSending } from '../send.ts';

const { texts, records, more } = JSON.parse(
  document.getElementById('customer')?.textContent ?? '{}',
) as CustomerPageData;

const notice = element('p', { className: 'notice' });
notice.setAttribute('role', 'status');
const open = records.filter(record => record.open).length;
document.querySelector('main')?.append(
  element('p', {}, records.length > 1 ? `${open} ${texts.open}${records.length}${texts.all}` : texts.only),
  element('p', { className: 'hint' }, texts.hint),
  ...records.map(record =>
    recordLine(record, sentence => {
      notice.textContent = sentence;
    }),
  ),
  ...(more ? [element('p', { className: 'hint' }, texts.more)] : []),
  notice,
);
keepSending();

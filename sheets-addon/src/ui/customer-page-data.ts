// What the page of a customer's records is opened with. Types only: the page runs in the browser.
import type { CustomerAnswer } from '../../../functions/src/contract/call-form.ts';
import type { CUSTOMER_TEXTS } from '../texts-of-customer.ts';

export interface CustomerPageData extends CustomerAnswer {
  texts: { [name in keyof typeof CUSTOMER_TEXTS]: string };
}

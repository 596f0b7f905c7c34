// Everybody who works at the demo desk.

import type { Clerk } from '../clerk.ts';
import { callbacks, leads } from './callbacks.ts';
import { complaints } from './complaints.ts';
import { feedback, plans, surveys } from './feedback.ts';
import { customers, improvements, knowledge } from './files.ts';
import { followUps } from './follow-ups.ts';
import { hotline } from './hotline.ts';
import { serviceOrders } from './service-orders.ts';

export const CLERKS: readonly Clerk[] = [
  customers,
  hotline,
  feedback,
  plans,
  surveys,
  followUps,
  serviceOrders,
  complaints,
  callbacks,
  leads,
  knowledge,
  improvements,
];

// The periods that reports are made of.

export type PeriodKind = 'week' | 'month';

export const PERIOD_KINDS: readonly PeriodKind[] = ['week', 'month'];

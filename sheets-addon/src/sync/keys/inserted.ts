// Where rows were inserted, a copy may stand where its original was painted: until the round of the hour has compared
// all rows, the keys of the tab are read with each edit.
import { HOUR_MS, nowMs } from '../../platform/clock.ts';
import { property, putProperty } from '../../platform/properties.ts';

const NAME = 'inserted';
/** By then the round of the hour has met whatever no event told of, ms. */

/** Notes that rows have come into one of the tabs: Google does not tell which. */
export const noteInserted = (): void => putProperty(NAME, String(nowMs()));

/** Whether rows have come into a tab so shortly ago that a copy of a row may not have been heard of yet. */
export const areInserted = (): boolean => nowMs() - Number(property(NAME)) < HOUR_MS;

// The shape of what a cell may hold, of whichever kind: for what comes from outside, or was stored long ago.

import * as z from 'zod';

export const anyCell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

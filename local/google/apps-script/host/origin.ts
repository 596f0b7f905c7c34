// Whose change it is that a script makes: it may do what the account may whose rights it has.
import type { Origin } from '../../../workbook/model.ts';
import type { Execution } from '../execution.ts';

export const scriptOf = ({ input }: Execution): Origin => ({ by: 'script', email: input.effectiveEmail });

// What somebody may have a right to, and how a column says that its cells carry one.

export type RightName =
  | 'read'
  | 'write'
  | 'reveal'
  | 'acknowledge'
  | 'confirm'
  | 'close'
  | 'withdraw'
  | 'layOut'
  | 'calendar'
  | 'configure'
  | 'rebuild'
  | 'resend'
  | 'personal'
  | 'import'
  | 'bulk'
  | 'export'
  | 'send'
  | 'own';

/** A cell that is not everybody's to fill in. */
export interface CellRight {
  of: RightName;
  /** Only these values carry it, whether they come or go; all of them where none is named. */
  values?: readonly string[];
  /** The name in the cell has to be that of whoever writes it. */
  self?: true;
}

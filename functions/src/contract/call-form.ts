// What is asked of whoever is on the phone, and what is known of him. Types only, as the rest of the contract.

/** POST /v1/desks/{deskId}/call-form — how a row is begun while its customer is on the phone. */
export interface CallForm {
  /** Table that gets the row, and its title. */
  table: string;
  title: string;
  /** What is said first. */
  greeting: string;
  /** What to go through, step by step. */
  outline: string[];
  /** In the order of talking; the first is the caller's number. */
  fields: CallField[];
  /** Column that takes the time at which it rang. */
  rang: string;
  /** Column that names the customer's file; where it is given the fields `fromFile` may stay blank. */
  file: string;
  /** Field of which an open record with the same value is probably the same matter. */
  alike: string;
}

export interface CallField {
  column: string;
  label: string;
  help: string;
  /** A row without it is no record yet, unless it is taken from the file. */
  required?: true;
  /** Taken from the customer's file where that is named. */
  fromFile?: true;
  /** A text of several lines. */
  long?: true;
  /** What it offers; absent where anything may be typed. */
  options?: string[];
}

/** POST /v1/desks/{deskId}/callers — who is calling: what `POST …/search` takes. */
export interface CallerRequest {
  text: string;
}

export interface CallerAnswer {
  /** Files first, then open records, then the others, each the latest first. */
  records: CallerRecord[];
  /** Whether there are more than these. */
  more: boolean;
}

/** A record of the caller's, as a line. */
export interface CallerRecord {
  table: string;
  title: string;
  number: string;
  state: string;
  /** Whether somebody still has to do something. */
  open: boolean;
  /** What it is about, masked as in the sheet. */
  about: string;
  /** When it was changed last, as people write it; in a customer's history, when it came in. */
  at: string;
  /** Of a customer's file: what the form's `file` column takes. */
  file?: string;
  /** Of a record of the form's table: what its `alike` column holds. */
  alike?: string;
}

/** POST /v1/desks/{deskId}/records/{key}/customer — all records of a record's customer, the latest first. */
export interface CustomerAnswer {
  records: CallerRecord[];
  /** Whether there are more than these. */
  more: boolean;
}

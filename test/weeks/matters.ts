// What the staff of a simulated desk have written down, by a mark that stands in each row: what its record has to hold,
// whatever happens.

/** One call that somebody wrote down. */
export interface Matter {
  /** Stands in 订单号/会员号 and in the description, so that cells of one row can be told from those of another. */
  mark: string;
  customer: string;
  contact: string;
  /** As it was typed; a type that is renamed later takes its record along. */
  type: string;
  request: string;
  urgency: string;
  /** How it was solved, as long as the customer was not dissatisfied with it. */
  solution: string | null;
  /** Texts that stood in a cell of it and were written over: its history has them. */
  heard: string[];
}

export class Matters {
  readonly all: Matter[] = [];
  #next = 1;

  /** A new one, with words, a number and a name that no other has. */
  begin(type: string, urgency: string): Matter {
    const serial = this.#next;
    this.#next += 1;
    const mark = `M${String(serial).padStart(5, '0')}`;
    const matter = {
      mark,
      customer: `客户${mark}`,
      contact: `13${String(800_000_000 + serial)}`,
      type,
      request: `请在三日内处理${mark}`,
      urgency,
      solution: null,
      heard: [],
    };
    this.all.push(matter);
    return matter;
  }

  find(mark: string): Matter | undefined {
    return this.all.find(each => each.mark === mark);
  }

  /** A type goes by another name from now on. */
  renameType(from: string, to: string): void {
    for (const each of this.all) if (each.type === from) each.type = to;
  }
}

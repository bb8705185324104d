/** What the server tells of a list since it was asked last. */
export interface RowsAnswer<Row> {
  token: string;
  isWhole: boolean;
  rows: readonly Row[];
  gone: readonly string[];
}

/** The page's copy of a list that comes as changes. */
export class KeptRows<Row> {
  readonly #keyOf: (row: Row) => string;
  #rows = new Map<string, Row>();
  #list = '';
  /** Names what is here, for the next question; undefined before the first answer. */
  token: string | undefined;

  constructor(keyOf: (row: Row) => string) {
    this.#keyOf = keyOf;
  }

  /** All rows after this answer, in the order in which they came first. */
  take({ token, isWhole, rows, gone }: RowsAnswer<Row>): Row[] {
    if (isWhole) this.#rows = new Map();
    for (const key of gone) this.#rows.delete(key);
    for (const row of rows) this.#rows.set(this.#keyOf(row), row);
    this.token = token;
    return [...this.#rows.values()];
  }

  /** The query of the next question: of another list than before everything is wanted. */
  tokenFor(list: string): { since?: string } {
    if (list !== this.#list) {
      this.#list = list;
      this.token = undefined;
    }
    return this.token === undefined ? {} : { since: this.token };
  }
}

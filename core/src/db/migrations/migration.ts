/** One schema change. Migrations are append-only: a released one is never edited. */
export interface Migration {
  /** Order of application. Gaps are allowed. */
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

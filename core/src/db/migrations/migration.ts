/** One step of the schema. Steps are append-only: a step that has been released is never edited. */
export interface Migration {
  /** Order of application; gaps leave room for recipes that are built side by side. */
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

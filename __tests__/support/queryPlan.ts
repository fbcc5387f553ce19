import type { TestDatabase } from './testDatabase.ts';

/** Expects that the database finds the rows of a statement by an index, however many there are. */
export async function expectNoTableScan(
  { query }: Pick<TestDatabase, 'query'>,
  sql: string,
  parameters: readonly unknown[] | undefined,
): Promise<void> {
  const plan = await query(`EXPLAIN ${sql}`, parameters);
  const text = plan.map((row) => String(row['QUERY PLAN'])).join('\n');
  expect(text).not.toMatch(/Seq Scan/);
  expect(text).toMatch(/Index|Tid Scan|Conflict Arbiter/);
}

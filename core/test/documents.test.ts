import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { migrate } from '../src/db/migrate.ts';
import { withEndpoints } from './support/endpointTable';

const core = join(__dirname, '..');

test('README.md lists every endpoint and its tested responses', () => {
  const readme = readFileSync(join(core, 'README.md'), 'utf8');
  expect(readme).toBe(withEndpoints(readme));
});

test('README.md says of every recipe what is supported', () => {
  const readme = readFileSync(join(core, 'README.md'), 'utf8');
  const rows = readme.matchAll(/^\| [^|]*\(`(\w+)`\) +\| (yes|partly|no) /gm);
  const recipes = readdirSync(join(core, 'src', 'recipes'), { withFileTypes: true });
  expect([...rows].map(([, name]) => name).sort()).toEqual(
    recipes
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort(),
  );
});

describe('storage.md', () => {
  const connection = new DatabaseSync(':memory:');
  migrate(connection);
  const tables = connection
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .all()
    .map(({ name }) => String(name));

  /** The columns of each line: table, row, key, end, secrets. */
  const documented = readFileSync(join(core, 'docs', 'storage.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim().replaceAll('`', ''))
        .slice(1, -1),
    );

  afterAll(() => {
    connection.close();
  });

  test('has one line per table', () => {
    expect(documented.map(([name]) => name).sort()).toEqual(tables);
  });

  test('describes the rows of each table and when they are deleted', () => {
    expect(documented.filter(([, row, , end]) => row === '' || end === '').map(([name]) => name)).toEqual([]);
  });

  test.each(documented.map(([name = '', , key = '']) => [name, key]))('%s has the key %s', (name, key) => {
    expect(['', ...keysOf(name)]).toContain(key);
  });

  /** The columns of the primary key and of each unique index. */
  function keysOf(table: string): string[] {
    const columns = (source: string, of: string, filter: string) =>
      connection
        .prepare(`SELECT group_concat(name, ', ') AS list FROM (SELECT name FROM ${source}(?) ${filter})`)
        .get(of)?.list;
    const indexes = connection.prepare('SELECT name FROM pragma_index_list(?) WHERE "unique" = 1').all(table);
    return [
      columns('pragma_table_info', table, 'WHERE pk > 0 ORDER BY pk'),
      ...indexes.map(({ name }) => columns('pragma_index_info', String(name), 'ORDER BY seqno')),
    ].map(String);
  }
});

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Database } from '../src/db/database.ts';
import { migrations } from '../src/db/migrations/index.ts';
import { openDatabase } from '../src/db/open.ts';
import { Query } from '../src/db/query.ts';

const insert = new Query('INSERT INTO notes (text) VALUES (?)');
const count = new Query<{ count: number }>('SELECT count(*) AS count FROM notes');

describe('units of work', () => {
  let connection: DatabaseSync;
  let db: Database;
  const commits = jest.fn();

  beforeEach(() => {
    connection = new DatabaseSync(':memory:');
    connection.exec('CREATE TABLE notes (text TEXT NOT NULL) STRICT');
    db = new Database(connection);
    const prepare = connection.prepare.bind(connection);
    commits.mockReset();
    jest.spyOn(connection, 'prepare').mockImplementation((sql) => {
      const statement = prepare(sql);
      if (sql !== 'COMMIT') return statement;
      const run = statement.run.bind(statement);
      return Object.assign(statement, {
        run: () => {
          commits();
          return run();
        },
      });
    });
  });

  afterEach(() => {
    db.close();
  });

  const write = (text: string) => db.write((tx) => insert.run(tx, text));
  const counted = () => db.read((tx) => count.get(tx)?.count);

  test('writes of one turn are committed together and resolve after the commit', async () => {
    const answered = jest.fn();
    const writes = ['a', 'b', 'c'].map((text) => write(text).then(answered));
    await Promise.resolve();
    expect(answered).not.toHaveBeenCalled();
    await Promise.all(writes);
    expect(answered).toHaveBeenCalledTimes(3);
    expect(commits).toHaveBeenCalledTimes(1);
  });

  test('a read that sees uncommitted rows waits for the commit', async () => {
    const order: string[] = [];
    const writing = write('a').then(() => order.push('written'));
    const reading = counted().then((n) => order.push(`read ${String(n)}`));
    await Promise.all([writing, reading]);
    expect(order).toEqual(['written', 'read 1']);
  });

  test('rolls back failed work only', async () => {
    const failing = db.write((tx) => {
      insert.run(tx, 'half');
      throw new Error('no');
    });
    const [first, failed, second] = await Promise.allSettled([write('a'), failing, write('b')]);
    expect([first.status, failed.status, second.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await counted()).toBe(2);
  });

  test('a failed commit rejects all work in it', async () => {
    commits.mockImplementationOnce(() => {
      throw new Error('disk full');
    });
    const [a, b] = await Promise.allSettled([write('a'), write('b')]);
    expect([a.status, b.status]).toEqual(['rejected', 'rejected']);
    expect(await counted()).toBe(0);
    await write('c');
    expect(await counted()).toBe(1);
  });

  test('peek inside a unit of work sees its changes', async () => {
    const counts = await db.write((tx) => {
      insert.run(tx, 'a');
      return [db.peek((inner) => count.get(inner)?.count), count.get(tx)?.count];
    });
    expect(counts).toEqual([1, 1]);
  });

  test('units of work cannot nest, be asynchronous or be used after their end', async () => {
    for (const inner of [() => counted(), () => write('a')]) {
      const { refusal } = await db.write(() => ({ refusal: inner().catch((error: unknown) => error) }));
      expect(await refusal).toMatchObject({ message: expect.stringContaining('cannot be nested') as string });
    }
    await expect(db.write(() => Promise.resolve())).rejects.toThrow('must be synchronous');
    const escaped = await db.read((tx) => tx);
    expect(() => count.get(escaped)).toThrow('this tx has ended');
    await write('a');
    expect(await counted()).toBe(1);
  });
});

describe('files', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'core-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test('creates folder and file readable by the owner only', () => {
    const file = join(folder, 'deep', 'core.db');
    openDatabase(file).close();
    expect(statSync(join(folder, 'deep')).mode & 0o777).toBe(0o700);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('migrations are numbered in order and applied once', () => {
    const numbers = migrations.map(({ number }) => number);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    const file = join(folder, 'core.db');
    openDatabase(file).close();
    openDatabase(file).close();
    const applied = read(file, 'SELECT number FROM schema_migrations ORDER BY number');
    expect(applied.map((row) => row.number)).toEqual(numbers);
  });

  test('applies missing migrations, whatever their number', () => {
    const file = join(folder, 'core.db');
    openDatabase(file).close();
    read(file, 'DROP TABLE user_id_mappings');
    read(file, 'DELETE FROM schema_migrations WHERE number = 60');
    openDatabase(file).close();
    expect(read(file, 'SELECT * FROM user_id_mappings')).toEqual([]);
  });

  test('the migration of the user list keeps existing users', () => {
    const connection = new DatabaseSync(':memory:');
    const isNew = ({ number }: { number: number }) => number >= 200;
    for (const { sql } of migrations.filter((one) => !isNew(one))) connection.exec(sql);
    connection.exec(`
      INSERT INTO apps VALUES ('a', 0);
      INSERT INTO tenants VALUES ('a', 't', '{}', NULL, NULL, 1, 1, 1, 0), ('a', 's', '{}', NULL, NULL, 1, 1, 1, 0);
      INSERT INTO users VALUES ('a', 'u', 1);
      INSERT INTO login_methods (app_id, recipe_user_id, user_id, recipe_id, time_joined) VALUES
        ('a', 'u', 'u', 'emailpassword', 7), ('a', 'v', 'u', 'thirdparty', 8), ('a', 'w', 'u', 'thirdparty', 9);
      INSERT INTO login_method_tenants VALUES ('a', 'u', 't'), ('a', 'v', 't'), ('a', 'w', 't'), ('a', 'w', 's');
      INSERT INTO tenant_users VALUES ('a', 't', 7, 'u'), ('a', 's', 7, 'u')`);
    for (const { sql } of migrations.filter(isNew)) connection.exec(sql);
    const listed = connection
      .prepare('SELECT tenant_id, recipe_id, time_joined, user_id FROM tenant_users')
      .all();
    expect(listed.map((row) => Object.values(row).join())).toEqual([
      's,,7,u',
      's,thirdparty,7,u',
      't,,7,u',
      't,emailpassword,7,u',
      't,thirdparty,7,u',
    ]);
    connection.close();
  });

  test('refuses a database of a newer version and leaves it unchanged', () => {
    const file = join(folder, 'core.db');
    openDatabase(file).close();
    read(file, "INSERT INTO schema_migrations (number, name) VALUES (9999, 'future')");
    expect(() => openDatabase(file)).toThrow(expect.objectContaining({ code: 'DATABASE_TOO_NEW' }) as Error);
  });

  test('refuses a file in use, and opens it once it is closed', () => {
    const file = join(folder, 'core.db');
    const first = openDatabase(file);
    expect(() => openDatabase(file)).toThrow(expect.objectContaining({ code: 'DATABASE_IN_USE' }) as Error);
    first.close();
    openDatabase(file).close();
  });

  test('refuses a file that is not a database', () => {
    expect(() => openDatabase(__filename)).toThrow(
      expect.objectContaining({ code: 'DATABASE_UNUSABLE' }) as Error,
    );
    expect(() => openDatabase(folder)).toThrow(
      expect.objectContaining({ code: 'DATABASE_UNUSABLE' }) as Error,
    );
  });

  function read(file: string, sql: string) {
    const connection = new DatabaseSync(file);
    try {
      return connection.prepare(sql).all();
    } finally {
      connection.close();
    }
  }
});

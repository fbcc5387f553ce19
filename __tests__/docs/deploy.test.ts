import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const FOLDER = 'docs/deploy';
const text = readFileSync(join(FOLDER, 'compose.yaml'), 'utf8');
const guide = readFileSync('docs/guides/deploy.md', 'utf8');

/** The keys of a service by the Compose specification. A misspelled key fails. */
const service = z.strictObject({
  image: z.string().regex(/^[a-z/-]+:\d[\w.-]*$/, 'has a version'),
  restart: z.literal('unless-stopped'),
  security_opt: z.tuple([z.literal('no-new-privileges:true')]),
  logging: z.strictObject({
    driver: z.literal('local'),
    options: z.strictObject({ 'max-size': z.string(), 'max-file': z.string() }),
  }),
  healthcheck: z.strictObject({
    test: z.tuple([z.enum(['CMD', 'CMD-SHELL'])], z.string()),
    interval: z.string().regex(/^\d+[sm]$/),
    timeout: z.string().regex(/^\d+s$/),
    retries: z.int().min(1).optional(),
    start_period: z.string().optional(),
  }),
  deploy: z.strictObject({
    resources: z.strictObject({
      limits: z.strictObject({
        cpus: z.string().regex(/^[\d.]+$/),
        memory: z.string().regex(/^\d+[MG]$/),
      }),
    }),
  }),
  networks: z.array(z.string()).min(1),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal('service_healthy') })).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  ports: z.array(z.string()).optional(),
  expose: z.array(z.string()).optional(),
  volumes: z.array(z.string().regex(/^[\w./-]+:\/[\w./-]+(:ro)?$/)).optional(),
  entrypoint: z.array(z.string()).optional(),
  command: z.array(z.string()).optional(),
  init: z.boolean().optional(),
  shm_size: z.string().optional(),
  stop_grace_period: z.string().optional(),
});

const composeFile = z.strictObject({
  name: z.string(),
  'x-service': z.unknown(),
  services: z.strictObject({ proxy: service, core: service, postgres: service, backup: service }),
  networks: z.record(z.string(), z.strictObject({ internal: z.literal(true) }).nullable()),
  volumes: z.record(z.string(), z.null()),
});

const compose = composeFile.parse(parse(text, { merge: true }));
const { proxy, core, postgres, backup } = compose.services;
const all = Object.entries(compose.services);

describe('compose.yaml', () => {
  test('uses the image that SuperTokens documents', () => {
    expect(core.image).toBe('supertokens/supertokens-postgresql:11.4.7');
  });

  test('uses a Caddy that repeats POST requests at another core, as the guide for several cores needs', () => {
    expect(proxy.image).toBe('caddy:2.11-alpine');
    expect(readFileSync('docs/guides/outgrow-one-machine.md', 'utf8')).toContain(`\`${proxy.image}\``);
  });

  test('sets access tokens to 15 minutes and sessions to 30 days', () => {
    expect(core.environment).toMatchObject({
      ACCESS_TOKEN_VALIDITY: String(15 * 60),
      REFRESH_TOKEN_VALIDITY: String(30 * 24 * 60),
    });
  });

  test('exposes only the proxy to the internet', () => {
    expect(all.filter(([, { ports }]) => ports !== undefined).map(([name]) => name)).toEqual(['proxy']);
    expect(proxy.ports).toEqual(['80:80', '443:443', '443:443/udp']);
    const open = Object.keys(compose.networks).filter((name) => compose.networks[name]?.internal !== true);
    expect(all.filter(([, { networks }]) => networks.some((one) => open.includes(one)))).toEqual([
      ['proxy', proxy],
    ]);
    expect(proxy.networks.filter((one) => postgres.networks.includes(one))).toEqual([]);
  });

  test('starts each service when its dependencies are healthy, over a shared network', () => {
    const needs = all.flatMap(([name, { depends_on }]) =>
      Object.keys(depends_on ?? {}).map((needed) => `${name} needs ${needed}`),
    );
    expect(needs).toEqual(['proxy needs core', 'core needs postgres', 'backup needs postgres']);
    for (const [from, to] of [
      [proxy, core],
      [core, postgres],
      [backup, postgres],
    ] as const)
      // prettier-ignore
      expect(from.networks.some((one) => to.networks.includes(one))).toBe(true);
  });

  test('uses networks, volumes and files that exist', () => {
    const used = all.flatMap(([, { volumes = [] }]) => volumes.map((one) => one.split(':')[0] ?? ''));
    const files = used.filter((one) => one.startsWith('./'));
    expect(readdirSync(FOLDER)).toEqual(expect.arrayContaining(files.map((one) => one.slice(2))));
    expect(new Set(used.filter((one) => !files.includes(one)))).toEqual(
      new Set(Object.keys(compose.volumes)),
    );
    const networks = new Set(all.flatMap(([, one]) => one.networks));
    expect(networks).toEqual(new Set(Object.keys(compose.networks)));
  });

  test('backs up with the running version of PostgreSQL and keeps the dumps on a volume', () => {
    expect(backup.image).toBe(postgres.image);
    expect(backup.volumes).toContain('backups:/backups');
    expect(backup.environment).toMatchObject({ BACKUP_DIR: '/backups', BACKUP_INTERVAL_SECONDS: '86400' });
  });

  test('backs up repeatedly, and keeps the dumps as long as the guide says', () => {
    expect([...(backup.entrypoint ?? []), ...(backup.command ?? [])]).toEqual([
      '/bin/sh',
      '/usr/local/bin/backup.sh',
      '--repeat',
    ]);
    expect(backup.volumes).toContain('./backup.sh:/usr/local/bin/backup.sh:ro');
    expect(backup.environment?.BACKUP_RETENTION_DAYS).toBe('${BACKUP_RETENTION_DAYS:-14}');
    expect(readFileSync('docs/guides/operate.md', 'utf8')).toMatch(
      /for 14 days\s\(`BACKUP_RETENTION_DAYS`\)/,
    );
  });

  test('keeps the database and the certificates when containers are replaced', () => {
    expect(postgres.volumes).toEqual(['postgres:/var/lib/postgresql/data']);
    expect(proxy.volumes).toContain('certificates:/data');
  });

  test('asks each service for what it serves', () => {
    const check = ({ healthcheck }: z.infer<typeof service>) => healthcheck.test.join(' ');
    expect(check(proxy)).toContain('http://127.0.0.1:2019/');
    expect(check(core)).toContain(`/dev/tcp/127.0.0.1/${String(core.expose?.[0])}`);
    expect(check(core)).toMatch(/GET \/hello .*grep -q '\^Hello'/s);
    const { POSTGRES_USER: user, POSTGRES_DB: database } = postgres.environment ?? {};
    expect(check(postgres)).toMatch(new RegExp(`^CMD pg_isready .*=${user} .*=${database}$`));
    const [, minutes] = /-mmin -(\d+) /.exec(check(backup)) ?? [];
    expect(Number(minutes) * 60).toBeGreaterThan(Number(backup.environment?.BACKUP_INTERVAL_SECONDS));
  });

  test('lets core and backup use the database of the postgres service', () => {
    const { POSTGRES_USER: user = '', POSTGRES_DB: database = '' } = postgres.environment ?? {};
    expect(core.environment?.POSTGRESQL_CONNECTION_URI).toBe(
      `postgresql://${user}:\${POSTGRES_PASSWORD}@postgres:5432/${database}`,
    );
    expect(backup.environment).toMatchObject({ PGHOST: 'postgres', PGUSER: user, PGDATABASE: database });
  });

  test('contains no secret; the guide names the settings that are required', () => {
    const secrets = [...text.matchAll(/(?:PASSWORD|API_KEYS?): (.+)/g)].map(([, value]) => value);
    expect(secrets).toHaveLength(3);
    for (const value of secrets) expect(value).toMatch(/^\$\{/);
    const required = [...text.matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name);
    expect(required).toEqual(['CORE_DOMAIN', 'SUPERTOKENS_API_KEY', 'POSTGRES_PASSWORD']);
    for (const name of required) expect(guide).toContain(`${String(name)}=`);
  });

  test('terminates TLS for the domain and passes requests to the core', () => {
    const caddyfile = readFileSync(join(FOLDER, 'Caddyfile'), 'utf8');
    expect(caddyfile).toMatch(/^\{\$CORE_DOMAIN\} \{$/m);
    expect(caddyfile).toContain(`reverse_proxy core:${String(core.expose?.[0])} {`);
    expect(caddyfile.split('{').length).toBe(caddyfile.split('}').length);
  });
});

/** Windows has no sh; the script runs in a container. */
const onPosix = process.platform === 'win32' ? describe.skip : describe;

onPosix('backup.sh', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'backup-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** Replaces a program of PostgreSQL, which may not be installed here. */
  const program = (name: string, script: string) => {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  };
  const run = (environment: Record<string, string> = {}) => {
    const PATH = `${folder}:/usr/bin:/bin`;
    const variables = { PATH, BACKUP_DIR: folder, BACKUP_RETENTION_DAYS: '14', ...environment };
    const { status, stderr } = spawnSync('sh', [join(FOLDER, 'backup.sh')], {
      env: { ...variables, NODE_ENV: 'test' },
      encoding: 'utf8',
    });
    return { status, stderr };
  };
  const dumps = () => readdirSync(folder).filter((name) => /dump|partial/.test(name) && name !== 'pg_dump');
  const oldDump = (name: string, days: number) => {
    writeFileSync(join(folder, name), 'x');
    const time = Date.now() / 1000 - days * 86_400;
    utimesSync(join(folder, name), time, time);
  };

  test('writes a dump and removes only those past their retention', () => {
    program('pg_dump', 'for one; do case $one in --file=*) echo dump >"${one#--file=}";; esac; done');
    program('pg_restore', 'grep -q dump "$2"');
    oldDump('supertokens-old.dump', 14.01);
    oldDump('supertokens-young.dump', 13.9);
    oldDump('other.dump', 100);
    expect(run()).toEqual({ status: 0, stderr: '' });
    expect(dumps().sort()).toEqual([
      'other.dump',
      expect.stringMatching(/^supertokens-\d{8}T\d{6}Z\.dump$/),
      'supertokens-young.dump',
    ]);
  });

  test.each([
    ['that fails', 'echo half >"${3#--file=}"; exit 1', 'exit 0'],
    ['that cannot be read', 'echo half >"${3#--file=}"', 'exit 1'],
  ])('a dump %s is not kept, and removes no other', (_name, dump, restore) => {
    program('pg_dump', dump);
    program('pg_restore', restore);
    oldDump('supertokens-old.dump', 100);
    expect(run()).toEqual({ status: 1, stderr: 'backup failed\n' });
    expect(dumps()).toEqual(['supertokens-old.dump']);
  });

  test('says which setting is missing', () => {
    expect(run({ BACKUP_RETENTION_DAYS: '' }).stderr).toContain('set BACKUP_RETENTION_DAYS');
    expect(run({ BACKUP_DIR: '' }).stderr).toContain('set BACKUP_DIR');
  });
});

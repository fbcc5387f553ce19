import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AUTH, credentials, PROFILE, USER } from '../support/testApp.ts';
import { lambdaEvent } from '../support/lambdaEvent.ts';
import { startTestCore } from '../support/testCore.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';

const run = promisify(execFile);
const ROOT = join(__dirname, '../..');
const NAMES = ['auth', 'user', 'profile'];

/** Like Netlify's bundler: CommonJS unchanged, ESM with a `require` for the parts that need one. */
const FORMATS = {
  cjs: { extension: 'cjs', banner: '' },
  esm: {
    extension: 'mjs',
    banner: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
};

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'bundle-'));
});
afterAll(() => rm(directory, { recursive: true }));

/**
 * Signs up, and shows the cookies to the other two: each in the bundle, outside Jest, with nothing but
 * itself.
 */
function runner(extension: string): string {
  return `
    const [auth, user, profile] = await Promise.all(${JSON.stringify(NAMES)}.map((name) => import('./' + name + '.${extension}')));
    const signUp = await (auth.handler ?? auth.default.handler)(${JSON.stringify(
      lambdaEvent({
        method: 'POST',
        path: `${AUTH}/signup`,
        body: credentials(uniqueEmail()),
      }),
    )}, {});
    const cookie = signUp.multiValueHeaders['Set-Cookie'].map((line) => line.split(';')[0]).join('; ');
    const ask = async (module, event) => (await (module.handler ?? module.default.handler)({ ...event, headers: { ...event.headers, cookie } }, {})).statusCode;
    const statuses = [signUp.statusCode, await ask(user, ${JSON.stringify(lambdaEvent({ path: USER }))}), await ask(profile, ${JSON.stringify(lambdaEvent({ path: PROFILE }))})];
    console.log('statuses ' + JSON.stringify(statuses));
    process.exit(0);`;
}

it.each(['cjs', 'esm'] as const)(
  'the functions work from their %s bundles',
  async (format) => {
    const core = await startTestCore();
    try {
      const { extension, banner } = FORMATS[format];
      const entries = NAMES.map((name) => join(ROOT, `netlify/functions/${name}.ts`));
      const options = [
        `--format=${format}`,
        `--outdir=${directory}`,
        `--out-extension:.js=.${extension}`,
        `--banner:js=${banner}`,
      ];
      await run(join(ROOT, 'node_modules/.bin/esbuild'), [
        ...entries,
        '--bundle',
        '--platform=node',
        '--log-level=error',
        ...options,
      ]);
      await writeFile(join(directory, `run-${format}.mjs`), runner(extension));
      const env = {
        PATH: process.env.PATH,
        // Without a database, no session could do anything.
        SECOND_FACTOR: 'off',
        NODE_ENV: process.env.NODE_ENV,
        SUPERTOKENS_CONNECTION_URI: core.url,
        SUPERTOKENS_API_KEY: core.apiKey,
      };
      const { stdout } = await run(process.execPath, [join(directory, `run-${format}.mjs`)], {
        env,
      });
      expect(stdout).toContain('statuses [200,200,200]');
    } finally {
      await core.close();
    }
  },
  30_000,
);

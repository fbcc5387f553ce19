import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { getUser, listUsersByAccountInfo } from 'supertokens-node';
import { getUsersThatHaveRole } from 'supertokens-node/recipe/userroles';
import { toCanonicalEmail } from '../config/rules/emailRule.ts';
import { EnvError, getEnv } from '../config/env/env.ts';
import { ADMIN_ROLE, roleName } from '../config/security/roles.ts';
import { DEFAULT_TENANT } from '../config/supertokens/tenant.ts';
import { createRole, assignRole, removeRole, doRolesFitToken } from '../netlify/platform/roles/userRoles.ts';
import { initSuperTokens } from '../netlify/platform/supertokens.ts';
import { CORE_KEY_FILE } from './localSecrets.ts';

const USAGE = `Usage:
  npm run admin -- give you@example.com [role]    assigns a role to a user, "${ADMIN_ROLE}" unless named
  npm run admin -- take you@example.com [role]    takes it away
  npm run admin -- list [role]                    tells who has it

The core is the one of SUPERTOKENS_CONNECTION_URI and SUPERTOKENS_API_KEY, from the environment or .env; without
them the local one, which \`npm run dev\` and \`npm start\` run.`;

const PARTIAL =
  'Warning: more roles than an access token carries. Code that reads roles has to ask the core: docs/concepts/sessions.md';

/** An error that the user of the command can correct: one line without a stack. */
class CommandError extends Error {
  override name = 'CommandError';
}

async function usersAt(email: string) {
  const users = await listUsersByAccountInfo(DEFAULT_TENANT, { email });
  if (users.length > 0) return users;
  throw new CommandError(`No user has the address ${email}. Sign up with it first, then run this again.`);
}

async function give(email: string, role: string): Promise<void> {
  // A mistyped address must not create a new role.
  const users = await usersAt(email);
  await createRole(role);
  for (const { id } of users) {
    const outcome = await assignRole(DEFAULT_TENANT, id, role);
    console.log(`${email} ${outcome === 'changed' ? 'now has' : 'had already'} the role ${role}. (${id})`);
    if (!(await doRolesFitToken(DEFAULT_TENANT, id))) console.log(PARTIAL);
  }
}

async function holders(role: string): Promise<string[]> {
  const found = await getUsersThatHaveRole(DEFAULT_TENANT, role);
  return found.status === 'OK' ? found.users : [];
}

async function take(email: string, role: string): Promise<void> {
  for (const { id } of await usersAt(email)) {
    const outcome = await removeRole(DEFAULT_TENANT, id, role);
    console.log(
      `${email} ${outcome === 'changed' ? 'no longer has' : 'did not have'} the role ${role}. (${id})`,
    );
  }
  if (role === ADMIN_ROLE && (await holders(role)).length === 0)
    console.log('There are no administrators now.');
}

async function list(role: string): Promise<void> {
  const ids = await holders(role);
  if (ids.length === 0) console.log(`No user has the role ${role}.`);
  for (const id of ids)
    console.log(`${(await getUser(id))?.emails.join(', ') ?? 'a user who is gone'} (${id})`);
}

function roleOf(given: string | undefined): string {
  const parsed = roleName.safeParse(given ?? ADMIN_ROLE);
  if (parsed.success) return parsed.data;
  throw new CommandError(`A role ${parsed.error.issues[0]?.message ?? 'has another form'}.`);
}

function addressOf(given: string): string {
  const email = toCanonicalEmail(given);
  if (email === undefined) throw new CommandError(`${given} is not an email address.`);
  return email;
}

async function run([command, ...rest]: readonly string[]): Promise<void> {
  if (command === 'list' && rest.length <= 1) return list(roleOf(rest[0]));
  const [email, role] = rest;
  if (email === undefined || rest.length > 2 || (command !== 'give' && command !== 'take')) {
    throw new CommandError(USAGE);
  }
  await (command === 'give' ? give : take)(addressOf(email), roleOf(role));
}

/** The addresses of the core, without credentials. */
const coreNames = () =>
  getEnv()
    .core.connectionUri.split(';')
    .map((uri) => new URL(uri.trim()).origin)
    .join(', ');

function withErrorMessages(error: unknown): string {
  if (error instanceof CommandError || error instanceof EnvError) return error.message;
  const message = error instanceof Error ? error.message : String(error);
  if (message.includes('Invalid API key'))
    return `SUPERTOKENS_API_KEY is not a key of the core at ${coreNames()}.`;
  if (message.includes('No SuperTokens core available')) {
    return `No core answers at ${coreNames()}. Locally: start \`npm run dev\`, then run this again beside it.`;
  }
  return `The core at ${coreNames()} did not do it: ${message}`;
}

const dotEnv = join(resolve(import.meta.dirname, '..'), '.env');
if (existsSync(dotEnv)) process.loadEnvFile(dotEnv);
// Without an address it is the core of `npm run dev`, which stores its key there.
if (!process.env.SUPERTOKENS_CONNECTION_URI && !process.env.SUPERTOKENS_API_KEY && existsSync(CORE_KEY_FILE))
  process.env.SUPERTOKENS_API_KEY = readFileSync(CORE_KEY_FILE, 'utf8').trim();
try {
  initSuperTokens();
  await run(process.argv.slice(2));
} catch (error) {
  console.error(withErrorMessages(error));
  process.exitCode = 1;
}

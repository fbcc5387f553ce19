import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAccountWithEverything } from './support/accountWithEverything';
import { startTestCore } from './support/testCore';

/** The forms in which a secret may occur in the files: as text, and as the bytes it encodes. */
const spellingsOf = (secret: string): Buffer[] => {
  const bytes = [Buffer.from(secret, 'base64'), Buffer.from(secret, 'hex')].filter((one) => one.length >= 16);
  const respelt = bytes.flatMap((one) => [one.toString('base64url'), one.toString('hex')]);
  const texts = [secret, ...secret.split('.'), ...respelt].map((text) => Buffer.from(text));
  return [...texts, ...bytes].filter((one) => one.length > 2);
};

test('the database files contain no usable credential', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'core-'));
  const core = await startTestCore({ data: join(folder, 'core.db') });
  const { userId, secrets } = await createAccountWithEverything(core, 'ada', false);
  const files = () => Buffer.concat(readdirSync(folder).map((file) => readFileSync(join(folder, file))));

  // While the core runs, recent rows are in the log only; afterwards they are in the database.
  const running = files();
  await core.close();
  for (const bytes of [running, files()]) {
    expect(bytes.includes(userId)).toBe(true);
    const readable = Object.entries(secrets).filter(([, secret]) =>
      spellingsOf(secret).some((one) => bytes.includes(one)),
    );
    expect(readable.map(([name]) => name)).toEqual([]);
  }
  rmSync(folder, { recursive: true });
});

/** @jest-environment node */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeAccountWithEverything } from './support/accountWithEverything';
import { startTestCore } from './support/testCore';

/** What a thief of the files could look for: the text, and the bytes that it may stand for. */
const spellingsOf = (secret: string): Buffer[] => {
  const bytes = [Buffer.from(secret, 'base64'), Buffer.from(secret, 'hex')].filter((one) => one.length >= 16);
  const respelt = bytes.flatMap((one) => [one.toString('base64url'), one.toString('hex')]);
  const texts = [secret, ...secret.split('.'), ...respelt].map((text) => Buffer.from(text));
  return [...texts, ...bytes].filter((one) => one.length > 2);
};

test('nothing that opens a door can be read in the files', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'core-'));
  const core = await startTestCore({ data: join(folder, 'core.db') });
  const { userId, secrets } = await makeAccountWithEverything(core, 'ada', false);
  const files = () => Buffer.concat(readdirSync(folder).map((file) => readFileSync(join(folder, file))));

  // While it runs the log has what the database has not; afterwards the database has it all.
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

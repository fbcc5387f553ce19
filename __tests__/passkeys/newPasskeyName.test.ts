import { Authenticator } from '../support/authenticator.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { addPasskey, renamePasskey } from '../support/passkeys.ts';
import { setUpTestApp } from '../support/testApp.ts';
import { bodyOf } from '../support/testBrowser.ts';
import { createUser } from '../support/users.ts';

const app = setUpTestApp(() => startFullTestApp({ SITE_LANGUAGES: 'en,de,ar' }));

it.each([
  ['de-AT', 'Chrome 141 auf Linux', 'Chrome 141 auf Linux (2)'],
  ['ar', 'Chrome 141 على Linux', 'Chrome 141 على Linux (2)'],
  ['fr', 'Chrome 141 on Linux', 'Chrome 141 on Linux (2)'],
])('a user who reads %s gets passkeys named in it, and may keep the name', async (language, ...names) => {
  const { browser } = await createUser(app);
  const headers = {
    'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/141.0.0.0 Safari/537.36',
    'accept-language': language,
  };
  for (const name of names) {
    const { passkey } = bodyOf(await addPasskey(browser, new Authenticator(), {}, { headers }));
    expect(passkey).toMatchObject({ name });
    const kept = await renamePasskey(browser, (passkey as { id: string }).id, name);
    expect(kept.statusCode).toBe(200);
  }
});

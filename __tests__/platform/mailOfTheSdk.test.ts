import { Socket } from 'node:net';
import { PROFILE, startTestApp } from '../support/testApp.ts';

it('a function that sends no mails for the SDK refuses to, where the SDK would use the service of its vendor', async () => {
  const app = await startTestApp();
  // The first called function initializes the SDK, and this one has no mail.
  await app.newBrowser().send({ path: PROFILE });
  const { sendEmail } = await import('supertokens-node/recipe/emailpassword');
  const connect = jest.spyOn(Socket.prototype, 'connect');
  const mail = {
    type: 'PASSWORD_RESET' as const,
    user: { id: 'id', recipeUserId: undefined, email: 'known@example.com' },
    passwordResetLink: 'http://localhost:8888/auth/reset-password?token=t',
    tenantId: 'public',
  };
  await expect(sendEmail(mail)).rejects.toThrow('This function sends no mail for the SDK.');
  expect(connect).not.toHaveBeenCalled();
  await app.close();
});

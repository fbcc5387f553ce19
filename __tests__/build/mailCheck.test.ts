import { describeMail } from '../../netlify/build/mailCheck.ts';

const deploy = {
  CONTEXT: 'production',
  SUPERTOKENS_CONNECTION_URI: 'https://core.example',
  SUPERTOKENS_API_KEY: 'key',
};

it('warns in one line about a deploy that sends no mail', () => {
  expect(describeMail(deploy)).toMatch(
    /^Warning: SMTP_HOST is not set, .+ users cannot reset passwords\..*$/,
  );
});

it('names the mail server but not the password', () => {
  const smtp = {
    SMTP_HOST: 'smtp.example.com',
    SMTP_USER: 'user',
    SMTP_PASSWORD: 'secret',
    SMTP_FROM: 'app@example.com',
  };
  expect(describeMail({ ...deploy, ...smtp })).toBe(
    'Mail goes through smtp.example.com:587 (starttls), from app@example.com.',
  );
});

import { parseBuildEnv, type EnvSource } from '../../config/env/env.ts';

/**
 * One line for the build's log: who takes the mails of the deploy, or that nobody does. A deploy without a mail server is
 * a whole one, but for what needs mail.
 *
 * @param source the build's environment, `process.env` outside tests
 * @throws EnvError if it cannot be used; coreCheck.ts tells of that
 */
export function describeMail(source?: EnvSource): string {
  const { smtp } = parseBuildEnv(source);
  return smtp === undefined
    ? 'Warning: SMTP_HOST is not set, so this deploy sends no email: nobody can reset a password. See docs/guides/deploy.md.'
    : `Mail goes through ${smtp.host}:${smtp.port} (${smtp.security}), from ${smtp.from.address}.`;
}

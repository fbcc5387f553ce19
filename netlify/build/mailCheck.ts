import type { EnvSource } from '../../config/env/env.ts';
import { parseBuildEnv } from '../../config/env/startEnv.ts';

/**
 * Returns one line for the build log: the mail server of the deploy, or that it has none. A deploy without a
 * mail server works, except for features that need mail.
 *
 * @param source the build's environment, `process.env` outside tests
 * @throws EnvError for invalid settings; coreCheck.ts reports it
 */
export function describeMail(source?: EnvSource): string {
  const { smtp } = parseBuildEnv(source).env;
  return smtp === undefined
    ? 'Warning: SMTP_HOST is not set, so this deploy sends no email: users cannot reset passwords. See docs/guides/deploy.md.'
    : `Mail goes through ${smtp.host}:${smtp.port} (${smtp.security}), from ${smtp.from.address}.`;
}

import * as z from 'zod';
import { EnvError, isSet, read, type EnvSource, type Variable } from './envVariables.ts';
import { isLoopback } from './loopback.ts';

/** A mailbox with name and address. */
interface Mailbox {
  name: string;
  address: string;
}

/** Encryption of the connection: TLS from the start, STARTTLS before anything else, or none. */
type Security = 'tls' | 'starttls' | 'none';

/** The mail server. */
export interface Smtp {
  host: string;
  port: number;
  security: Security;
  /** Undefined if the server requires no login. */
  login: { user: string; password: string } | undefined;
  from: Mailbox;
}

/** The inbox of `npm run dev`, `npm start` and the tests. */
export const LOCAL_INBOX = { host: '127.0.0.1', port: 1025, webPort: 1080 } as const;

const ports: Record<Security, number> = { tls: 465, starttls: 587, none: LOCAL_INBOX.port };

const host = z.lazy(() =>
  z
    .string()
    .regex(
      /^[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?$/,
      'must be the name of a server, without scheme or port',
    )
    .refine((value) => !/^[^:]+:[^:]*$/.test(value), 'must be the name of a server, without scheme or port'),
);

const port = z.lazy(() =>
  z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number')
    .transform(Number)
    .refine((value) => value >= 1 && value <= 65_535, 'must be a port number'),
);

const text = z.lazy(() =>
  z
    .string()
    .max(1000, 'must not be longer than 1000 characters')
    .regex(/^[^\u0000-\u001f\u007f]+$/, 'must be one line of text'),
);

const security = z.lazy(() => z.enum(['tls', 'starttls', 'none'], 'must be tls, starttls or none'));

const mailbox =
  /^(?:"?(?<name>[^"<>\r\n]{1,60}?)"?\s*<(?<named>[^\s<>@",;]+@[^\s<>@",;]+)>|(?<bare>[^\s<>@",;]+@[^\s<>@",;]+))$/;

const from = z.lazy(() =>
  z.string().regex(mailbox, 'must be an email address, with or without a name before it'),
);

interface Installation {
  deployed: boolean;
  appName: string;
}

function toMailbox(value: string, appName: string): Mailbox {
  const { name, named, bare } = mailbox.exec(value)?.groups ?? {};
  return { name: name ?? appName, address: named ?? bare ?? '' };
}

function missing(variable: Variable, because: Variable): EnvError {
  return new EnvError(variable, `is not set, and ${because} is`);
}

function login(source: EnvSource): Smtp['login'] {
  const user = read(source, 'SMTP_USER', text);
  const password = read(source, 'SMTP_PASSWORD', text);
  if (user !== undefined && password !== undefined) return { user, password };
  if (user !== undefined) throw missing('SMTP_PASSWORD', 'SMTP_USER');
  if (password !== undefined) throw missing('SMTP_USER', 'SMTP_PASSWORD');
  return undefined;
}

/** Passwords and reset links go over this connection: unencrypted it is allowed to this machine only. */
function securityOf(source: EnvSource, server: string): Security {
  const chosen = read(source, 'SMTP_SECURITY', security);
  if (chosen === 'none' && !isLoopback(server)) {
    throw new EnvError(
      'SMTP_SECURITY',
      'must be tls or starttls: without either, anyone on the way to SMTP_HOST can read the links in mails',
    );
  }
  return chosen ?? (isLoopback(server) ? 'none' : 'starttls');
}

function sender(source: EnvSource, server: string, appName: string): Mailbox {
  const value = read(source, 'SMTP_FROM', from);
  if (value !== undefined) return toMailbox(value, appName);
  if (isLoopback(server)) return { name: appName, address: 'no-reply@localhost.localdomain' };
  throw missing('SMTP_FROM', 'SMTP_HOST');
}

const withoutHost = ['SMTP_PORT', 'SMTP_USER', 'SMTP_PASSWORD', 'SMTP_FROM', 'SMTP_SECURITY'] as const;

/**
 * Returns the mail server of SMTP_HOST. Without one: the local inbox on a developer's machine, and
 * none in a deploy.
 *
 * @throws EnvError with the first variable that is malformed or missing
 */
export function readSmtp(source: EnvSource, { deployed, appName }: Installation): Smtp | undefined {
  const named = read(source, 'SMTP_HOST', host);
  const requiredVariable = withoutHost.find((variable) => isSet(source, variable));
  if (named === undefined && requiredVariable !== undefined) throw missing('SMTP_HOST', requiredVariable);
  if (named === undefined && deployed) return undefined;
  const server = named ?? LOCAL_INBOX.host;
  const kind = securityOf(source, server);
  return {
    host: server,
    port: read(source, 'SMTP_PORT', port) ?? ports[kind],
    security: kind,
    login: login(source),
    from: sender(source, server, appName),
  };
}

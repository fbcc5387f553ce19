/** Statuses of error responses. The body is one line of plain text, as in the real core. */
export type HttpErrorStatus = 400 | 401 | 402 | 403 | 404 | 405 | 413 | 415 | 421 | 501;

export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: HttpErrorStatus;

  constructor(status: HttpErrorStatus, message: string) {
    super(message);
    this.status = status;
  }
}

export const badRequest = (message: string): HttpError => new HttpError(400, message);
export const forbidden = (message: string): HttpError => new HttpError(403, message);

export const onlyPublicTenant = (): HttpError =>
  forbidden('Only public tenantId can call this app specific API');

export const tenantNotFound = (appId: string, tenantId: string): HttpError =>
  badRequest(
    'AppId or tenantId not found => Tenant with the following connectionURIDomain, appId and tenantId ' +
      `combination not found: (, ${appId}, ${tenantId})`,
  );

export type StartErrorCode =
  | 'ADDRESS_UNUSABLE'
  | 'API_KEY_UNUSABLE'
  | 'DATABASE_IN_USE'
  | 'DATABASE_TOO_NEW'
  | 'DATABASE_UNUSABLE'
  | 'NODE_TOO_OLD'
  | 'NOT_FOR_DEPLOYMENT'
  | 'PORT_IN_USE'
  | 'USAGE';

/** The core cannot start. The message is for the user and says what to do. */
export class StartError extends Error {
  override readonly name = 'StartError';
  readonly code: StartErrorCode;

  constructor(code: StartErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

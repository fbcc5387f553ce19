/** Where a code was asked for. It is known by a hash: its id stays with whoever asked. */
export interface Device {
  readonly idHash: string;
  /** Either this or a phone number. */
  readonly email: string | null;
  readonly phoneNumber: string | null;
  /** Mixed into link codes, so that nobody can work one out of a device id and a guessed code. */
  readonly linkCodeSalt: string;
  readonly failedAttempts: number;
}

export interface Code {
  readonly id: string;
  readonly deviceIdHash: string;
  readonly linkCodeHash: string;
  readonly createdAt: number;
}

export interface DeviceWithCodes extends Device {
  readonly codes: readonly Code[];
}

/** A device that requested a code. Stored by hash; only the client has the device id. */
export interface Device {
  readonly idHash: string;
  /** null if the device has a phone number. */
  readonly email: string | null;
  readonly phoneNumber: string | null;
  /** Prevents deriving a link code from a device id and a guessed code. */
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

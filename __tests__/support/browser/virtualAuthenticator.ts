import type { CDPSession, Page } from '@playwright/test';

interface VirtualAuthenticatorOptions {
  /** Whether its passkeys are copied to other devices. */
  synced?: boolean;
}

interface StoredCredential {
  credentialId: string;
  isResidentCredential: boolean;
  rpId?: string;
  privateKey: string;
  userHandle?: string;
  signCount: number;
  backupEligibility?: boolean;
  backupState?: boolean;
}

/**
 * A device of the browser that creates and uses passkeys without a dialog.
 *
 * @see https://chromedevtools.github.io/devtools-protocol/tot/WebAuthn/
 */
export class VirtualAuthenticator {
  readonly #devTools: CDPSession;
  readonly #id: string;

  private constructor(devTools: CDPSession, id: string) {
    this.#devTools = devTools;
    this.#id = id;
  }

  /** Gives the browser of a page a device. Requests before {@link answer} are never answered. */
  static async attach(
    page: Page,
    { synced = false }: VirtualAuthenticatorOptions = {},
  ): Promise<VirtualAuthenticator> {
    const devTools = await page.context().newCDPSession(page);
    await devTools.send('WebAuthn.enable');
    const { authenticatorId } = await devTools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        ctap2Version: 'ctap2_1',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: false,
        defaultBackupEligibility: synced,
        defaultBackupState: synced,
      },
    });
    return new VirtualAuthenticator(devTools, authenticatorId);
  }

  /** Whether the user confirms what the device asks. */
  async answer(enabled = true): Promise<void> {
    await this.#devTools.send('WebAuthn.setAutomaticPresenceSimulation', {
      authenticatorId: this.#id,
      enabled,
    });
  }

  /** Whether the device recognizes its user. */
  async recognize(isUserVerified: boolean): Promise<void> {
    await this.#devTools.send('WebAuthn.setUserVerified', { authenticatorId: this.#id, isUserVerified });
  }

  async credentials(): Promise<StoredCredential[]> {
    const { credentials } = await this.#devTools.send('WebAuthn.getCredentials', {
      authenticatorId: this.#id,
    });
    return credentials;
  }

  /** Puts a passkey of another device on this one. */
  async store(credential: StoredCredential): Promise<void> {
    await this.#devTools.send('WebAuthn.addCredential', { authenticatorId: this.#id, credential });
  }
}

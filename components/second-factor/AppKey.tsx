import type { AppKeyAnswer } from '@/config/contracts/second-factor';

/** Writes a key in groups of four, as users read and type it. */
const toGroups = (key: string): string => (key.match(/.{1,4}/g) ?? []).join(' ');

/** A QR code for a camera: dark on light in both themes, because many apps cannot read the inverse. */
function QrCode({ size, path }: AppKeyAnswer['qr']) {
  return (
    <svg
      role="img"
      aria-label="QR code for your authenticator app"
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="rounded-small aspect-square w-full max-w-60"
    >
      <rect width={size} height={size} fill="white" />
      <path d={path} fill="black" />
    </svg>
  );
}

/** The key for an authenticator app: as QR code, as link for an app on the same device, and as text. */
export function AppKey({ secret, uri, qr }: AppKeyAnswer) {
  return (
    <div className="grid grid-cols-1 gap-5">
      <p className="max-w-xl">Scan this code with your authenticator app, or enter the key by hand.</p>
      <QrCode {...qr} />
      <div className="grid gap-1.5">
        <p id="app-key" className="text-small font-semibold">
          Key
        </p>
        <p aria-labelledby="app-key" className="font-code wrap-anywhere">
          {toGroups(secret)}
        </p>
        <p className="text-note text-soft">
          For apps without a camera: a time-based key with 6 digits. On this device, you can also{' '}
          <a className="text-link" href={uri}>
            open it in your app
          </a>
          .
        </p>
      </div>
    </div>
  );
}

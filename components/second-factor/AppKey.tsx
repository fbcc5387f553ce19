import { SETUP_FIELD, type AppKeyAnswer } from '@/config/contracts/second-factor';
import { Input } from '../ui/form/elements';
import { textLink } from '../ui/textLink';
import { useTranslations } from '../ui/translations';

/** Writes a key in groups of four, as users read and type it. */
const toGroups = (key: string): string => (key.match(/.{1,4}/g) ?? []).join(' ');

/** A QR code for a camera: dark on light in both themes, because many apps cannot read the inverse. */
function QrCode({ size, path }: AppKeyAnswer['qr']) {
  const t = useTranslations('second-factor');
  return (
    <svg
      role="img"
      aria-label={t('setup.qr')}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="rounded-small aspect-square w-full max-w-60"
    >
      <rect width={size} height={size} fill="white" />
      <path d={path} fill="black" />
    </svg>
  );
}

/**
 * The key for an authenticator app: as QR code, as link for an app on the same device, and as text. The form
 * around it names the key.
 */
export function AppKey({ secret, uri, qr, setupId }: AppKeyAnswer) {
  const t = useTranslations('second-factor');
  return (
    <div className="grid grid-cols-1 gap-5">
      <Input type="hidden" name={SETUP_FIELD} value={setupId} readOnly />
      <QrCode {...qr} />
      <div className="grid gap-1.5">
        <p id="app-key" className="text-small font-semibold">
          {t('setup.key')}
        </p>
        <p aria-labelledby="app-key" className="font-code wrap-anywhere">
          <bdi>{toGroups(secret)}</bdi>
        </p>
        <p className="text-note text-soft">{t.rich('setup.keyHint', { link: textLink(uri) })}</p>
      </div>
    </div>
  );
}

/** Systems of phones and tablets, as `describeDevice` names them. */
const MOBILE_SYSTEMS = new Set(['Android', 'BlackBerry', 'HarmonyOS', 'iOS', 'Windows Phone']);

const PATHS = {
  mobile:
    'M8 3h8a1.5 1.5 0 0 1 1.5 1.5v15A1.5 1.5 0 0 1 16 21H8a1.5 1.5 0 0 1-1.5-1.5v-15A1.5 1.5 0 0 1 8 3Zm3 15h2',
  desktop: 'M5.5 5h13A1.5 1.5 0 0 1 20 6.5V15H4V6.5A1.5 1.5 0 0 1 5.5 5ZM2.5 18h19',
};

/** A phone or a computer. The name of the device is beside it. */
export function DeviceIcon({ system }: { system: string | null }) {
  const kind = system !== null && MOBILE_SYSTEMS.has(system) ? 'mobile' : 'desktop';
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      className="text-soft size-6 shrink-0"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={PATHS[kind]} />
    </svg>
  );
}

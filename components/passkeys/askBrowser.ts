/**
 * Waits until the user has chosen in a dialog of the browser. Browsers report a user who cancels and one who
 * takes too long alike; the time tells them apart.
 *
 * @throws DOMException, with the name `TimeoutError` after the timeout
 */
export async function askBrowser(
  timeoutMs: number | undefined,
  ask: () => Promise<Credential | null>,
): Promise<PublicKeyCredential> {
  const begun = performance.now();
  try {
    return (await ask()) as PublicKeyCredential;
  } catch (error) {
    const isOver = timeoutMs !== undefined && performance.now() - begun >= timeoutMs;
    throw isOver ? new DOMException('', 'TimeoutError') : error;
  }
}

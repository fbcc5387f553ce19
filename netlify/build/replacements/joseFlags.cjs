/**
 * In the place of jose's list of what Node can do, where it verifies signatures: it then verifies in the
 * calling thread. Another thread takes longer to wake up than a signature of RSA takes to verify.
 */
exports.oneShotCallback = false;

import type SdkPath from 'supertokens-node/lib/build/normalisedURLPath';

/** In the place of the SDK's class of this kind. */
declare const UrlPath: typeof SdkPath;

export default UrlPath;

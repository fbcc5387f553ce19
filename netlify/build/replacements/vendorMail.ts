/**
 * Replaces the SDK's services that send mails through the server of its vendor. All recipes have a service of
 * ours, so these are never called.
 */
export default class VendorMail {
  sendEmail = () => Promise.reject(new Error('This app sends no mail through the vendor of the SDK.'));
}

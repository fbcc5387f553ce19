/**
 * In the place of the SDK's services that hand mails to its vendor's server. Every recipe gets a service of ours, so none
 * of these is ever asked.
 */
export default class VendorMail {
  sendEmail = () => Promise.reject(new Error('This application hands no mail to the vendor of the SDK.'));
}

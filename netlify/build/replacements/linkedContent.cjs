/** In the place of nodemailer's loader of content from addresses: mails of this app contain all of it. */
module.exports = () => {
  throw new Error('Mails of this app load nothing from addresses.');
};

/** No mail server can be talked to at the moment, which says nothing of the mail at hand: a mailer throws it. */
export class MailServerAway extends Error {
  override name = 'MailServerAway';
}

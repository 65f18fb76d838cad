/**
 * Links in mails, by which a website knows who came.
 *
 * <p><b>What.</b> {@link io.onefold.http.links.LinkTokenRoute} makes a token for each recipient of
 * a mail, for the mail tool to put into its links. On its way back, as {@code context.linkToken} of
 * an event, {@code decode} opens it.
 *
 * <p><b>Rules.</b> Only a secret key makes tokens, for people of its own account. What is wrong
 * with one recipient of a list stands in that recipient's place, and costs the others nothing.
 *
 * <p><b>Why.</b> A link with an address in it tells everybody who sees it whose it is, for ever,
 * and lets anybody write another one. A token tells nobody but us, is good for weeks, and cannot be
 * made up.
 */
package io.onefold.http.links;

/**
 * The node's face: what client libraries, websites and readers speak to.
 *
 * <p><b>What.</b> {@link io.onefold.http.HttpVerticle} is one event loop of it, its paths stand in
 * {@code Routes}. Below: {@code ingest} takes events in, {@code personalize} answers websites,
 * {@code read} answers readers, {@code hand} does what people change by hand, {@code links} makes
 * tokens for mails, {@code resolve} tries events out. {@code entrance} offers the most used of
 * these by the event bus as well. All come in through {@code edge}, which asks {@code access} who
 * is calling and leaves bytes to {@code wire}; {@code text} has the small forms of addresses and
 * answers.
 *
 * <p><b>Rules.</b> Nothing is decided here about profiles: a request becomes events or a question,
 * goes to {@link io.onefold.route.Gateway}, and its answer becomes a reply. Success is answered
 * only after the commit. Every refusal names a code, what is allowed and, where it can, the field.
 * Neither logs nor meters hold anything of a person.
 *
 * <p><b>Why.</b> The wire is other people's: fifteen client libraries fix what is accepted and what
 * a reply makes them do. It is kept in one place, thin, and tested over real connections.
 */
package io.onefold.http;

/**
 * Makes one identifier out of its many spellings, and hides it behind a keyed hash.
 *
 * <p><b>What.</b> {@link io.onefold.decode.id.IdentifierNormaliser} cleans a value as its type
 * demands and says whether it may link at all. {@link io.onefold.decode.id.IdentifierHasher} turns
 * the clean value into the hash that every other part knows it by, and a message id into its
 * fingerprint. {@link io.onefold.decode.id.IdentifierRules} is what an account may decide of this,
 * {@link io.onefold.decode.id.UserHashes} whose word is taken for a person.
 *
 * <p><b>Rules.</b> Only normalised values are hashed. A value that may not link is an answer
 * ({@link io.onefold.decode.id.Normalised}), never an exception. Normalising twice changes nothing.
 * Whoever looks a person up uses the same two classes, so a look-up finds what an event wrote.
 *
 * <p><b>Why.</b> Two spellings of one address split a person; one junk value welds thousands. Both
 * are decided here, before anything is hashed, because afterwards nobody can tell.
 */
package io.onefold.decode.id;

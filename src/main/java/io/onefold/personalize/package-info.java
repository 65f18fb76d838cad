/**
 * Shows a profile: to a reader with a secret key, to a person who asks why, and to a website.
 *
 * <p><b>What.</b> {@link io.onefold.personalize.ProfileJson} shows the whole profile, {@link
 * io.onefold.personalize.IdentityJson} why its parts belong together, {@link
 * io.onefold.personalize.ProjectionJson} the little that a website may see. Each turns facts into
 * the bytes of an answer.
 *
 * <p><b>Rules.</b> The same facts give the same bytes. What is not known is {@code null}, never
 * left out, so that every answer has the same keys; only {@code merging}, the metrics of a
 * projection, a bucket that was decided and consent that was denied appear when there is something
 * to say. Every text is a stranger's and is escaped. A projection shows what it names and nothing
 * else.
 *
 * <p><b>Why.</b> An answer is rendered on the thread that owns the profile, where it delays the
 * next event. So the bytes are written once, straight from the facts, without a tree in between.
 */
package io.onefold.personalize;

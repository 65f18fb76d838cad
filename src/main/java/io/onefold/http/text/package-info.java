/**
 * The small forms that addresses and answers are made of.
 *
 * <p><b>What.</b> {@link io.onefold.http.text.PathValue}, {@link io.onefold.http.text.Query} and
 * {@link io.onefold.http.text.WholeNumber} read addresses; {@link io.onefold.http.text.Cursor} and
 * {@link io.onefold.http.text.IsoTime} write what stands in answers.
 *
 * <p><b>Rules.</b> Stateless and pure. Input that is not as it should be is an empty result, never
 * an exception.
 *
 * <p><b>Why.</b> Strangers write addresses: each form has its own tests against what they may
 * write.
 */
package io.onefold.http.text;

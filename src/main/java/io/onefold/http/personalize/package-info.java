/**
 * A website asks who its visitor is, and tells what the visitor does, in one call.
 *
 * <p><b>What.</b> {@link io.onefold.http.personalize.Personalize} takes the call, {@code
 * PersonalizeReader} reads its body, {@link io.onefold.http.personalize.PersonalizeCall} answers in
 * time. {@link io.onefold.http.personalize.PersonalizeRoute} is the path of calls over HTTP.
 *
 * <p><b>Rules.</b> The caller's own device, and no other one. What a projection does not name is
 * not shown. The deadline wins over the answer, never over the event.
 *
 * <p><b>Why.</b> A page waits for this answer: a late one is worth less than none.
 */
package io.onefold.http.personalize;

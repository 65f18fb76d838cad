/**
 * Who is calling, and what the key allows.
 *
 * <p><b>What.</b> {@link io.onefold.http.access.AccessKeys} are all keys of the node, {@link
 * io.onefold.http.access.KeyRing} finds the one of a request, {@link
 * io.onefold.http.access.AccessKey} says whose it is and what it may do, {@link
 * io.onefold.http.access.AccountRules} by which rules the account tells its people apart.
 *
 * <p><b>Rules.</b> The account always follows from the key, never from a path or a body. A key is
 * kept as its SHA-256. Profiles are shown to secret keys only, and only to those in a header:
 * addresses end up in logs.
 *
 * <p><b>Why.</b> Browser keys are public, so what a key may do has to be decided before anything of
 * the request is believed.
 */
package io.onefold.http.access;

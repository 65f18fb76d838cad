/**
 * Answers for readers: one person, or the account as a whole.
 *
 * <p><b>What.</b> {@link io.onefold.http.read.ProfileRoutes} shows a person, found by {@link
 * io.onefold.http.read.SubjectReader}; {@link io.onefold.http.read.AccountRoutes} shows counts and
 * finds people by name, {@link io.onefold.http.read.QuarantineRoute} what links nobody.
 *
 * <p><b>Rules.</b> A secret key reads its own account; another account's people are not found. An
 * identifier in a path is normalised as on an event.
 *
 * <p><b>Why.</b> Profiles are rendered where they live; here only what comes from several shards is
 * put together.
 */
package io.onefold.http.read;

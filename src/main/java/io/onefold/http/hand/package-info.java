/**
 * What people with a secret key do to profiles, and to the node, by hand.
 *
 * <p><b>What.</b> {@link io.onefold.http.hand.PartRoutes} takes profiles apart, {@link
 * io.onefold.http.hand.MergeRoute} puts them together, {@link io.onefold.http.hand.LifeRoutes}
 * renews and erases, {@link io.onefold.http.hand.ReadmitRoutes} lets identifiers link again, {@link
 * io.onefold.http.hand.ExportRoute} hands out all that is held on a person, {@link
 * io.onefold.http.hand.AdminRoutes} shows the audit and the rules.
 *
 * <p><b>Rules.</b> Everything is written into the audit before it is done, by {@link
 * io.onefold.http.hand.Deeds}; what cannot be written is not done. The audit is kept when a person
 * is erased, so it names profiles and types of identifiers, and no identifier.
 *
 * <p><b>Why.</b> Who changes by hand what the rules have decided has to answer for it later, also
 * when the change itself went wrong half way.
 */
package io.onefold.http.hand;

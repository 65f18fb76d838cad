/**
 * The ways into the node, which all routes share.
 *
 * <p><b>What.</b> {@link io.onefold.http.edge.Intake} takes a request with a body to where its
 * caller and its JSON are known, {@link io.onefold.http.edge.ReadEntry} and {@link
 * io.onefold.http.edge.SecretIntake} let holders of secret keys in. {@link
 * io.onefold.http.edge.AuditLog} and {@link io.onefold.http.edge.RuleAdmin} are what the edge needs
 * of the node beside its shards. {@link io.onefold.http.edge.Edge} holds what they and the routes
 * work with, {@link io.onefold.http.edge.Failures} answers for defects. What does not depend on
 * HTTP stands apart: {@link io.onefold.http.edge.Desk} to work with, {@link
 * io.onefold.http.edge.Caller} who calls, {@link io.onefold.http.edge.Reply} where the answer goes.
 *
 * <p><b>Rules.</b> One of each per event loop. Who calls is settled before anything of the body is
 * believed. Every request gets an answer, also when the code behind fails.
 *
 * <p><b>Why.</b> Whoever writes a route should not have to think of keys, bounds and broken bodies.
 */
package io.onefold.http.edge;

/**
 * Onefold for programs that are in its cluster: {@link io.onefold.client.OnefoldClient} over the
 * Vert.x event bus.
 *
 * <p><b>What.</b> {@code track}, {@code identify}, {@code personalize}, {@code profile} and their
 * like, as over HTTP, without HTTP: what is sent to a node is the body that it would have there, so
 * the same rules hold, and the same codes are answered. A verticle that books orders:
 *
 * <pre>{@code
 * final class CheckoutVerticle extends VerticleBase {
 *   private OnefoldClient onefold;
 *
 *   public Future<?> start() {
 *     onefold = OnefoldClient.create(vertx, ClientOptions.of(key)); // ends with the verticle
 *     return vertx.eventBus().<JsonObject>consumer("shop.ordered", this::ordered).completion();
 *   }
 *
 *   private void ordered(Message<JsonObject> message) {
 *     JsonObject order = message.body();
 *     onefold.track(event(order))
 *         .compose(result -> onefold.profile("customer_id:" + order.getString("customer")))
 *         .onSuccess(result -> message.reply(greeting(result)))
 *         .onFailure(defect -> message.fail(500, defect.getMessage()));
 *   }
 * }
 * }</pre>
 *
 * <p>It runs in any Vert.x that is in the cluster: in a node's own, or in a process beside the
 * nodes, which is best a member of Hazelcast that holds no data, a "lite" one. {@code
 * io.onefold.cluster.Guest} makes the configuration of such a member; without it, take {@code
 * ConfigUtil.loadConfig()} and set the cluster's name, {@code hazelcast.partition.count} to the
 * nodes' {@code shards.count}, {@code liteMember} to true and the addresses of some nodes, and give
 * it to {@code new HazelcastClusterManager(config)}, which adds the attribute {@code
 * __vertx.nodeId} (who starts Hazelcast himself has to set it, to a random text). The address of
 * its event bus, {@code EventBusOptions.setHost}, must be one that the nodes can reach.
 *
 * <p><b>Rules.</b>
 *
 * <ul>
 *   <li><i>Threading.</i> A client is thread-safe and lives on one event loop, that of the context
 *       which makes it. A future completes on the context of the caller: event loop, worker or
 *       virtual thread.
 *   <li><i>Bounds.</i> 2,048 unanswered calls and 32 MB of bodies a client, 5 s a call, unless
 *       {@link io.onefold.client.ClientOptions} say otherwise. Beyond, a call is {@link
 *       io.onefold.client.Busy} at once, and nothing of it was sent.
 *   <li><i>Errors.</i> Expected ones are values of sealed results, to be told apart by an
 *       exhaustive {@code switch}: {@link io.onefold.client.Accepted}, {@link
 *       io.onefold.client.Rejected}, {@link io.onefold.client.Busy}, {@link
 *       io.onefold.client.NotFound}. A failed future is a defect of a node.
 *   <li><i>Retries.</i> A node that is silent for 400 ms is passed over, then for twice as long,
 *       and so on; a busy one is asked again after 20 ms, 40 ms, at last every second; until the
 *       call's deadline. Events have their message id before the first try, and count once.
 *   <li><i>What it needs.</i> vertx-core and the words of Onefold, {@code io.onefold.message} and
 *       {@code io.onefold.event}.
 * </ul>
 *
 * <p><b>Why.</b> A program in the cluster should not speak HTTP to a neighbour: a hop of the bus is
 * a tenth of a millisecond. It cannot hash identifiers, since it must not know the identity key; so
 * it learns from answers where a visitor lives, and the common call takes one hop.
 */
package io.onefold.client;

/**
 * The way from an edge to the shards and back.
 *
 * <p><b>What.</b> {@link io.onefold.route.Gateway} sends events and questions to the shards that
 * answer them, and gathers the answers of one request. It is the only way there, for HTTP and for
 * clients on the bus. What is sent of people who were erased ({@link io.onefold.route.Forgotten})
 * goes no further than here.
 *
 * <p><b>Rules.</b> One gateway per event loop, used on that loop only; answers may come from any
 * other. Messages to one shard keep their order. Nothing of a request is sent unless all of it may
 * be. A request gets exactly one result: its answers, or busy, at the latest when its time is up;
 * what comes later finds nobody waiting and does no harm, since the sender repeats the same message
 * ids.
 *
 * <p><b>Why.</b> A delivery to another thread costs as much as ten events, so a request makes one
 * per shard and its answers wake the caller once, not once per event.
 */
package io.onefold.route;

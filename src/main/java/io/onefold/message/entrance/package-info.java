/**
 * What clients on the event bus say to nodes, and nodes to them, in bytes.
 *
 * <p><b>What.</b> {@link io.onefold.message.entrance.Calls} is what a client has for a node at one
 * time, {@link io.onefold.message.entrance.Answers} what a node has for a client; {@link
 * io.onefold.message.entrance.Said} is what can be said to a call. They go to the {@link
 * io.onefold.message.entrance.Addresses} of a node's entrance and of the client.
 *
 * <p><b>Rules.</b> Both go over the bus as an array of bytes, of which the first is {@link
 * io.onefold.message.entrance.EntranceFormat#NUMBER}. A body is carried as it is: the JSON that the
 * same call has over HTTP. Either may be lost, or come twice: a call has a number by which its
 * client knows its answer, and a message id by which the shard knows the event. What cannot be read
 * whole is not read at all: {@link io.onefold.message.entrance.Unreadable}.
 *
 * <p><b>Why.</b> Clients are other people's programs, built at other times: what they exchange with
 * nodes has to stand alone, apart from what nodes say to one another. JSON around JSON would be
 * parsed twice, and what Java serializes is a door for strangers.
 */
package io.onefold.message.entrance;

/**
 * The Redis server that comes with Onefold, for nodes that have none.
 *
 * <p><b>What.</b> {@link io.onefold.journal.embedded.EmbeddedRedis} starts a real {@code
 * redis-server} from the binary in our class path, or finds the one that a killed node left
 * running, and stops it. Everything it needs and everything it keeps is in one directory:
 *
 * <pre>
 *   bin/               the binary, unpacked
 *   redis.conf         written at each start
 *   password           generated once, readable by the owner only
 *   server.properties  port and process of the last start
 *   server.log         what the server says
 *   lock               held by the node that uses this directory
 *   appendonlydir/     the data
 * </pre>
 *
 * <p><b>Rules.</b> One directory, one server, one node. The server outlives a killed node and the
 * next start takes it over as it is. It listens on 127.0.0.1 and asks for the password. Why a start
 * failed is a value.
 *
 * <p><b>Why.</b> Append-only files, torn tails and group fsync are what Redis has had right for
 * years. A process of its own, in a session of its own, also means that neither a crash of the node
 * nor Ctrl-C in its terminal takes away the store before the last checkpoint is in it.
 */
package io.onefold.journal.embedded;

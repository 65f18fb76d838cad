package io.onefold.client;

import java.time.Duration;
import java.util.Objects;

/**
 * How an {@link OnefoldClient} behaves. {@link #of} gives what suits most; each {@code with…} gives
 * the same with one thing changed.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param key of the account: a server key sends events and personalizes, a secret key reads
 *     profiles as well
 * @param unansweredMax the most calls that may wait for their answers
 * @param unansweredBytesMax the most that the bodies of those may take together, and twice the most
 *     that one may take
 * @param silence how long a node may take until the call is sent to another one, too; doubled with
 *     each further time
 * @param deadline how long a call may take from when it is made to its answer
 * @param rememberedMax the most visitors whose shard is remembered
 * @param refresh how often a node is asked which node has which shard
 */
public record ClientOptions(
    String key,
    int unansweredMax,
    int unansweredBytesMax,
    Duration silence,
    Duration deadline,
    int rememberedMax,
    Duration refresh) {

  /** At 5,000 calls a second answered within 0.4 s, when a node has just died: 2,000. */
  public static final int UNANSWERED_MAX = 2_048;

  /** 2,048 events of 1 KB, and some batches of 4 MB beside them. */
  public static final int UNANSWERED_BYTES_MAX = 32 * 1024 * 1024;

  /** A hop and a commit take about a millisecond, a pause of the collector some tens. */
  public static final Duration SILENCE = Duration.ofMillis(400);

  /** As long as a node itself tries: a cluster has replaced a dead node long before. */
  public static final Duration DEADLINE = Duration.ofSeconds(5);

  /** 65,536 × about 150 bytes = 10 MB when all are taken. */
  public static final int REMEMBERED_MAX = 65_536;

  /** Moves are rare, and an answer tells of them at once. */
  public static final Duration REFRESH = Duration.ofSeconds(1);

  public ClientOptions {
    Objects.requireNonNull(key, "key");
    require(unansweredMax > 0, "unansweredMax must be 1 or more");
    require(unansweredBytesMax > 1, "unansweredBytesMax must be 2 or more");
    require(isPositive(silence), "silence must be a millisecond or more");
    require(isPositive(deadline), "deadline must be a millisecond or more");
    require(rememberedMax >= 0, "rememberedMax must not be negative");
    require(isPositive(refresh), "refresh must be a millisecond or more");
  }

  /** Half of all: else a body could wait for room although nearly nothing else is there. */
  int bodyBytesMax() {
    return unansweredBytesMax / 2;
  }

  /** The usual. */
  public static ClientOptions of(String key) {
    return new ClientOptions(
        key, UNANSWERED_MAX, UNANSWERED_BYTES_MAX, SILENCE, DEADLINE, REMEMBERED_MAX, REFRESH);
  }

  /** The same with other bounds on what waits for answers. */
  public ClientOptions withUnanswered(int countMax, int bytesMax) {
    return new ClientOptions(key, countMax, bytesMax, silence, deadline, rememberedMax, refresh);
  }

  /** The same with another time until a silent node is passed over. */
  public ClientOptions withSilence(Duration other) {
    return new ClientOptions(
        key, unansweredMax, unansweredBytesMax, other, deadline, rememberedMax, refresh);
  }

  /** The same with another time that a call may take. */
  public ClientOptions withDeadline(Duration other) {
    return new ClientOptions(
        key, unansweredMax, unansweredBytesMax, silence, other, rememberedMax, refresh);
  }

  /** The same with another number of visitors remembered; 0 for none. */
  public ClientOptions withRemembered(int countMax) {
    return new ClientOptions(
        key, unansweredMax, unansweredBytesMax, silence, deadline, countMax, refresh);
  }

  /** The same with another time between two looks at who has which shard. */
  public ClientOptions withRefresh(Duration other) {
    return new ClientOptions(
        key, unansweredMax, unansweredBytesMax, silence, deadline, rememberedMax, other);
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return "ClientOptions[unansweredMax=%d, silence=%s, deadline=%s]"
        .formatted(unansweredMax, silence, deadline);
  }

  private static boolean isPositive(Duration duration) {
    return duration.toMillis() > 0;
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException(what);
    }
  }
}

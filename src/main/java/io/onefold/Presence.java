package io.onefold;

import io.onefold.config.Loaded;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node that this process is, and the one that it becomes when a split of the cluster heals:
 * whoever was on the smaller side comes back as another member, with nothing of what it had.
 *
 * <pre>
 *   node ──the split heals──▶ let go of, at once ──▶ another node, joined anew ──▶ …
 * </pre>
 *
 * <p><b>Threading.</b> Thread-safe. {@link #begin} blocks while the node becomes a member.
 */
final class Presence {

  private static final Logger LOG = LoggerFactory.getLogger(Presence.class);
  private static final long DROP_SECONDS_MAX = 10;

  private final Loaded.Config loaded;
  private final Supplier<Loaded> source;
  private final Options options;
  private final Consumer<Throwable> failed;
  private Node node;
  private boolean ending;

  /**
   * @param failed told when a node that has begun cannot go on
   */
  Presence(
      Loaded.Config loaded, Supplier<Loaded> source, Options options, Consumer<Throwable> failed) {
    this.loaded = loaded;
    this.source = source;
    this.options = options;
    this.failed = failed;
  }

  /** Becomes a node; completes with it when every shard of it serves. */
  Future<Node> begin() throws IOException {
    Ground ground = Ground.of(loaded.config());
    Node begun = new Node(loaded, source, options, ground);
    synchronized (this) {
      node = begun;
    }
    ground
        .membership()
        .ifPresent(m -> m.onSplitHealed(() -> new Thread(this::again, "rejoin").start()));
    return begun.start().map(begun);
  }

  /** The node that this process is now. */
  synchronized Node node() {
    return node;
  }

  /** Ends it; nothing comes after. */
  Future<Void> end() {
    synchronized (this) {
      ending = true;
    }
    return node().stop();
  }

  private void again() {
    Node former;
    synchronized (this) {
      if (ending) {
        return;
      }
      former = node;
    }
    LOG.warn("a split of the cluster has healed: this node joins anew");
    try {
      former
          .drop()
          .toCompletionStage()
          .toCompletableFuture()
          .get(DROP_SECONDS_MAX, TimeUnit.SECONDS);
      begin().onSuccess(back -> LOG.info("joined anew")).onFailure(failed::accept);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (Exception cannot) {
      failed.accept(cannot);
    }
  }
}

package io.onefold.journal.redis;

import io.onefold.journal.StoreFiles;
import io.onefold.journal.connection.RedisConnections;
import io.onefold.journal.connection.RedisFailure;
import io.onefold.journal.connection.RedisLink;
import io.onefold.journal.connection.ShardKeys;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has Redis rewrite its append-only file as often as asked for, but at most once in {@link
 * #PAUSE_MS}, and sees that it was done.
 *
 * <pre>
 *   quiet ──rewrite()──▶ begun ── done ──▶ pause ──▶ quiet; begun again when asked meanwhile
 *                          │ another one is under way: waited for, then begun
 *                          │ no answer, or it did not succeed: begun again after the pause
 *                          └ refused: logged; what such a server keeps is its owner's affair
 * </pre>
 *
 * <p>What is asked for is marked in Redis until it is done, so that a restart does not lose it.
 *
 * <p>A rewrite holds what the store held when it began, so a request that comes while one is under
 * way asks for another one.
 *
 * <p><b>Threading.</b> Thread-safe; all state is confined to one context.
 */
public final class RedisFiles implements StoreFiles {

  /** A rewrite copies the whole store to the disk; once a minute is bearable. */
  private static final long PAUSE_MS = 60_000;

  private static final long LOOK_MS = 250;
  private static final Logger LOG = LoggerFactory.getLogger(RedisFiles.class);

  private final RedisLink link;
  private final byte[] mark;
  private final long pauseMs;
  private boolean wanted;
  private boolean busy;

  private RedisFiles(RedisConnections connections, ShardKeys keys, long pauseMs) {
    this.link = connections.link();
    this.mark = keys.rewriteWanted();
    this.pauseMs = pauseMs;
  }

  /** Goes on with what was asked for before a restart. */
  public static RedisFiles of(RedisConnections connections, ShardKeys keys) {
    return of(connections, keys, PAUSE_MS);
  }

  static RedisFiles of(RedisConnections connections, ShardKeys keys, long pauseMs) {
    RedisFiles files = new RedisFiles(connections, keys, pauseMs);
    files.link.on(files::resume);
    return files;
  }

  @Override
  public void rewrite() {
    link.on(
        () -> {
          wanted = true;
          return link.send(Request.cmd(Command.SET).arg(mark).arg("1"))
              .onComplete(marked -> beginIfWanted());
        });
  }

  private Future<Void> resume() {
    return link.send(Request.cmd(Command.EXISTS).arg(mark))
        .onSuccess(
            marked -> {
              wanted |= marked.toInteger() > 0;
              beginIfWanted();
            })
        .mapEmpty();
  }

  private void beginIfWanted() {
    if (!wanted || busy) {
      return;
    }
    busy = true;
    wanted = false;
    link.send(Request.cmd(Command.BGREWRITEAOF))
        .onSuccess(begun -> look(true))
        .onFailure(this::notBegun);
  }

  private void notBegun(Throwable failure) {
    if (String.valueOf(failure.getMessage()).contains("already in progress")) {
      wanted = true;
      look(false);
    } else if (RedisFailure.of(failure) == RedisFailure.AWAY) {
      failed(failure.toString());
    } else {
      LOG.warn("Redis does not rewrite its append-only file: {}", failure.getMessage());
      done();
    }
  }

  /**
   * Looks until no rewrite is under way or about to begin.
   *
   * @param ours whether it is the one that was asked for
   */
  private void look(boolean ours) {
    link.send(Request.cmd(Command.INFO).arg("persistence"))
        .map(Response::toString)
        .onSuccess(info -> judge(info, ours))
        .onFailure(away -> failed(away.toString()));
  }

  private void judge(String info, boolean ours) {
    if (info.contains("aof_rewrite_in_progress:1") || info.contains("aof_rewrite_scheduled:1")) {
      link.timer(LOOK_MS, () -> look(ours));
    } else if (!ours) {
      busy = false;
      beginIfWanted();
    } else if (info.contains("aof_last_bgrewrite_status:ok")) {
      LOG.info("Redis has rewritten its append-only file");
      done();
    } else {
      failed("aof_last_bgrewrite_status is not ok");
    }
  }

  /** A request that came meanwhile has its mark for itself. */
  private void done() {
    if (!wanted) {
      link.send(Request.cmd(Command.DEL).arg(mark));
    }
    pause();
  }

  private void failed(String why) {
    LOG.error("Redis has not rewritten its append-only file, which is tried again: {}", why);
    wanted = true;
    pause();
  }

  private void pause() {
    link.timer(
        pauseMs,
        () -> {
          busy = false;
          beginIfWanted();
        });
  }
}

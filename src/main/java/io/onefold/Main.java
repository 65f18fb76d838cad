package io.onefold;

import io.onefold.cluster.JoinRefused;
import io.onefold.config.ConfigLoader;
import io.onefold.config.Loaded;
import io.onefold.shard.RestoreRefused;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts one node and stops it when the process is told to end.
 *
 * <p>Exit codes: 0 stopped as asked, 1 could not start, 2 the configuration cannot be used, 3 what
 * is stored cannot be trusted.
 *
 * <p><b>Threading.</b> The virtual machine's main thread and its shutdown.
 */
public final class Main {

  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private static final String POOL = "java.util.concurrent.ForkJoinPool.common.parallelism";
  private static final int STOPPED = 0;
  private static final int CANNOT_START = 1;
  private static final int CONFIGURATION = 2;
  private static final int STORE = 3;
  private static final String STOP_WITH_PARENT = "onefold.stop-with-parent";
  private static final long STOP_SECONDS_MAX = 10;

  private Main() {}

  public static void main(String[] arguments) {
    // Before anything uses the pool: with one thread in it, Hazelcast starts one for each answer.
    System.setProperty(
        POOL, Integer.toString(Math.max(2, Runtime.getRuntime().availableProcessors())));
    Options options = Options.parse(arguments);
    if (options.help()) {
      System.out.print(Options.USAGE);
      return;
    }
    Supplier<Loaded> source = () -> ConfigLoader.load(options.configArguments(), System.getenv());
    switch (source.get()) {
      case Loaded.Config config -> run(config, source, options);
      case Loaded.Invalid invalid -> exit(CONFIGURATION, invalid.report());
    }
  }

  private static void run(Loaded.Config loaded, Supplier<Loaded> source, Options options) {
    loaded.config().warnings().forEach(LOG::warn);
    Presence presence = new Presence(loaded, source, options, failure -> broken(failure));
    try {
      Future<Node> begun = presence.begin();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(presence, STOPPED), "stop"));
      stopWithParent();
      HangUp.does(() -> reloadRules(presence.node()));
      begun
          .onSuccess(node -> System.out.print(Banner.text(loaded.config(), node.port())))
          .onFailure(failure -> failed(presence, failure));
    } catch (IOException | JoinRefused | StartFailed unusable) {
      exit(CANNOT_START, unusable.getMessage());
    }
  }

  /** Whoever watches over the process starts it again. */
  private static void broken(Throwable failure) {
    LOG.error("the node cannot go on", failure);
    Runtime.getRuntime().halt(CANNOT_START);
  }

  /** Maven hands no signal on to what it runs: the node watches for the end of Maven instead. */
  private static void stopWithParent() {
    if (Boolean.getBoolean(STOP_WITH_PARENT)) {
      ProcessHandle.current()
          .parent()
          .ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(STOPPED)));
    }
  }

  private static void reloadRules(Node node) {
    node.rules()
        .reload()
        .onFailure(failure -> LOG.warn("rules not reloaded: {}", failure.toString()));
  }

  private static void failed(Presence presence, Throwable failure) {
    boolean store = failure instanceof RestoreRefused;
    System.err.println(failure.getMessage() == null ? failure : failure.getMessage());
    // Not on the event loop that reports it: the stop waits for that very loop.
    new Thread(() -> stop(presence, store ? STORE : CANNOT_START), "stop").start();
  }

  private static void exit(int code, String why) {
    System.err.println(why);
    System.exit(code);
  }

  /** Ends the process itself: left to the virtual machine, an obeyed SIGTERM would be code 143. */
  private static void stop(Presence presence, int code) {
    LOG.info("stopping");
    try {
      presence
          .end()
          .toCompletionStage()
          .toCompletableFuture()
          .get(STOP_SECONDS_MAX, TimeUnit.SECONDS);
      LOG.info("stopped");
    } catch (InterruptedException | TimeoutException late) {
      System.err.println("The node did not stop in time: " + late);
    } catch (ExecutionException failed) {
      System.err.println("The node did not stop cleanly: " + failed.getCause());
    }
    Runtime.getRuntime().halt(code);
  }
}

package io.onefold.journal.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.journal.Appended;
import io.onefold.journal.Batch;
import io.onefold.journal.BatchCodec;
import io.onefold.journal.Batches;
import io.onefold.journal.Checkpoint;
import io.onefold.journal.Put;
import io.onefold.journal.ReadEnd;
import io.onefold.journal.Section;
import io.onefold.journal.ShardJournal;
import io.onefold.journal.Tail;
import io.onefold.journal.connection.RedisConnections;
import io.onefold.journal.connection.RedisLink;
import io.onefold.journal.connection.RedisSettings;
import io.onefold.journal.connection.ShardKeys;
import io.onefold.journal.embedded.EmbeddedRedis;
import io.onefold.journal.embedded.EmbeddedRedisSettings;
import io.onefold.journal.embedded.Started;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal while its server is killed, stopped, full, loading, or comes back with damage. */
class RedisOutageIT {

  private static final int SHARD = 2;
  private static final UUID ANNA = new UUID(1, 1);
  private static final ShardKeys KEYS = new ShardKeys("it");

  @TempDir private Path directory;

  private Vertx vertx;
  private EmbeddedRedis server;
  private RedisConnections connections;
  private ShardJournal journal;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    startServer();
    connect(20_000, 15_000);
  }

  @AfterEach
  void stop() {
    await(connections.close());
    await(vertx.close());
    server.stop();
  }

  @Test
  void append_serverKilledAndStartedAgain_goesOnWithoutLoss() {
    Batches anna = takeOver();
    List<Batch> all = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      List<Batch> batches = anna.next(50);
      all.addAll(batches);
      List<Future<Appended>> answers = batches.stream().map(journal::append).toList();
      killServer();
      startServer();
      answers.forEach(answer -> assertThat(await(answer)).isInstanceOf(Appended.Committed.class));
    }
    assertThat(readAll()).containsExactlyElementsOf(all);
  }

  /**
   * The store refuses writes, is emptied, and takes a checkpoint while it is still being found out
   * about the appends before it. The batch that only the checkpoint holds is not waited for.
   */
  @Test
  void append_checkpointStoredWhileOthersAreInDoubt_goesOnBehindIt() {
    Batches anna = takeOver();
    assertThat(await(journal.append(anna.next()))).isInstanceOf(Appended.Committed.class);
    await(send("CONFIG", "SET", "min-replicas-to-write", "1"));
    List<Future<Appended>> inDoubt = anna.next(3).stream().map(journal::append).toList();
    Batch onlyInMemory = anna.next();
    awaitRefusals(12); // by then it is asked again every 200 ms only
    await(send("CONFIG", "SET", "min-replicas-to-write", "0"));
    await(send("FLUSHALL"));
    Checkpoint checkpoint = anna.checkpoint(Section.fresh("a", 1, new byte[9]));
    assertThat(await(journal.putCheckpoint(checkpoint))).isInstanceOf(Put.Stored.class);
    inDoubt.forEach(answer -> assertThat(await(answer)).isNotInstanceOf(Appended.Fenced.class));
    Batch next = anna.next();
    assertThat(onlyInMemory.seq()).isEqualTo(next.seq() - 1);
    assertThat(await(journal.append(next))).isInstanceOf(Appended.Committed.class);
  }

  @Test
  void append_serverHangs_isUnknownAndFoundOutWhenItGoesOn() throws Exception {
    await(connections.close());
    connect(500, 500);
    Batches anna = takeOver();
    assertThat(await(journal.append(anna.next()))).isInstanceOf(Appended.Committed.class);
    signal("STOP");
    Batch next = anna.next();
    assertThat(await(journal.append(next))).isInstanceOf(Appended.Unknown.class);
    assertThat(connections.available()).isFalse();
    signal("CONT");
    Appended answer = await(journal.append(next));
    while (answer instanceof Appended.Unknown) {
      answer = await(journal.append(next));
    }
    assertThat(answer).isInstanceOf(Appended.Committed.class);
    assertThat(readAll()).hasSize(2);
  }

  @Test
  void append_serverFull_waitsUntilThereIsRoom() {
    Batches anna = takeOver();
    setMaxMemory("1");
    Future<Appended> answer = journal.append(anna.next());
    setMaxMemory("0");
    assertThat(await(answer)).isInstanceOf(Appended.Committed.class);
    assertThat(readAll()).hasSize(1);
  }

  @Test
  void append_roomForALaterBatchOnly_fencesTheOwnerByItselfAndLosesNothing() {
    Batches anna = takeOver();
    Batch first = anna.next();
    assertThat(await(journal.append(first))).isInstanceOf(Appended.Committed.class);
    List<Batch> batches = anna.next(3);
    List<Future<Appended>> answers = new ArrayList<>();
    runOnLink(
        () -> {
          send("CONFIG", "SET", "maxmemory", "1");
          answers.add(journal.append(batches.get(0)));
          return Future.succeededFuture();
        });
    runOnLink(
        () -> {
          send("CONFIG", "SET", "maxmemory", "0");
          answers.add(journal.append(batches.get(1)));
          answers.add(journal.append(batches.get(2)));
          return Future.succeededFuture();
        });
    long committed = answers.stream().filter(a -> await(a) instanceof Appended.Committed).count();
    answers.stream()
        .skip(committed)
        .forEach(a -> assertThat(await(a)).isEqualTo(new Appended.Fenced(1, ANNA)));
    Batches again = takeOver();
    Batch next = again.next();
    assertThat(next.seq()).isEqualTo(2 + committed);
    assertThat(await(journal.append(next))).isInstanceOf(Appended.Committed.class);
    assertThat(readAll()).startsWith(first).endsWith(next);
  }

  @Test
  void append_whileAnEarlierOneIsInDoubt_waitsForIt() {
    Batches anna = takeOver();
    setMaxMemory("1");
    Future<Appended> refused = journal.append(anna.next());
    for (int roundTrips = 0; roundTrips < 3; roundTrips++) {
      await(send("PING"));
    }
    Future<Void> roomAgain = send("CONFIG", "SET", "maxmemory", "0").mapEmpty();
    List<Future<Appended>> later = anna.next(3).stream().map(journal::append).toList();
    await(roomAgain);
    assertThat(await(refused)).isInstanceOf(Appended.Committed.class);
    later.forEach(answer -> assertThat(await(answer)).isInstanceOf(Appended.Committed.class));
    assertThat(readAll()).hasSize(4);
  }

  @Test
  void append_serverCameBackWithoutItsLastBatches_isBehindUntilACheckpointIsStored()
      throws IOException {
    Batches anna = takeOver();
    anna.next(10)
        .forEach(
            batch ->
                assertThat(await(journal.append(batch))).isInstanceOf(Appended.Committed.class));
    killServer();
    server.leaveRunning();
    byte[] sound = Files.readAllBytes(appendOnlyFile());
    Files.write(appendOnlyFile(), Arrays.copyOf(sound, sound.length - 300));
    startServer();
    Checkpoint full = anna.checkpoint(Section.fresh("a", 1, new byte[] {1}));
    Batch next = anna.next();
    assertThat(await(journal.append(next))).isEqualTo(new Appended.Behind(10));
    assertThat(await(journal.putCheckpoint(full))).isInstanceOf(Put.Stored.class);
    assertThat(await(journal.append(next))).isInstanceOf(Appended.Committed.class);
    List<Batch> read = new ArrayList<>();
    assertThat(await(journal.read(SHARD, 10, read::add))).isInstanceOf(ReadEnd.Complete.class);
    assertThat(read).containsExactly(next);
  }

  @Test
  void read_serverRestartedOnFlippedBytes_namesTheBatchOrRefusesToStart() throws IOException {
    Batches anna = takeOver();
    List<Batch> batches = anna.next(40);
    batches.forEach(
        batch -> assertThat(await(journal.append(batch))).isInstanceOf(Appended.Committed.class));
    killServer();
    server.leaveRunning();
    byte[] sound = Files.readAllBytes(appendOnlyFile());
    long seed = 4711;
    Random random = new Random(seed);
    for (int round = 0; round < 12; round++) {
      Batch victim = batches.get(random.nextInt(batches.size()));
      byte[] encoded = BatchCodec.encode(victim);
      int at = indexOf(sound, encoded) + random.nextInt(encoded.length);
      writeFlipped(sound, at, 1 << random.nextInt(8));
      startServer();
      String as = "seed " + seed + " round " + round + " byte " + at;
      ReadEnd end = await(journal.read(SHARD, 0, batch -> {}));
      assertThat(end)
          .as(as)
          .isInstanceOfSatisfying(
              ReadEnd.Corrupt.class,
              corrupt -> {
                assertThat(corrupt.shard()).isEqualTo(SHARD);
                assertThat(corrupt.seq()).isEqualTo(victim.seq());
              });
      killServer();
      server.leaveRunning();
    }
    Files.write(appendOnlyFile(), sound);
    startServer();
    assertThat(readAll()).containsExactlyElementsOf(batches);
  }

  @Test
  void read_serverRestartedOnACutFile_givesAPrefix() throws IOException {
    Batches anna = takeOver();
    List<Batch> batches = anna.next(20);
    batches.forEach(
        batch -> assertThat(await(journal.append(batch))).isInstanceOf(Appended.Committed.class));
    killServer();
    server.leaveRunning();
    byte[] sound = Files.readAllBytes(appendOnlyFile());
    int last = Integer.MAX_VALUE;
    for (int cut = 1; cut < 1_200; cut += 97) {
      try (RandomAccessFile file = new RandomAccessFile(appendOnlyFile().toFile(), "rw")) {
        file.setLength(0);
        file.write(sound, 0, sound.length - cut);
      }
      startServer();
      List<Batch> read = readAll();
      assertThat(batches).as("cut %d", cut).startsWith(read.toArray(Batch[]::new));
      assertThat(read.size()).isLessThanOrEqualTo(last);
      last = read.size();
      killServer();
      server.leaveRunning();
    }
    assertThat(last).isBetween(1, 18);
    startServer();
  }

  @Test
  void link_serverThatLoads_isAway() throws IOException {
    try (ServerSocket loading = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answerLoading(loading));
      RedisConnections away =
          new RedisConnections(
              vertx,
              new RedisSettings(
                  "127.0.0.1",
                  loading.getLocalPort(),
                  Optional.empty(),
                  Optional.empty(),
                  300,
                  300,
                  300));
      Future<Boolean> opened = away.open().map(true).otherwise(false);
      assertThat(await(opened)).isFalse();
      assertThat(away.available()).isFalse();
      await(away.close());
    }
  }

  private static void answerLoading(ServerSocket listener) {
    try {
      while (true) {
        Socket socket = listener.accept();
        byte[] command = new byte[1_000];
        while (socket.getInputStream().read(command) > 0) {
          socket.getOutputStream().write("-LOADING Redis is loading\r\n".getBytes());
        }
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void startServer() {
    EmbeddedRedisSettings settings =
        new EmbeddedRedisSettings(
            directory, 0, EmbeddedRedisSettings.Fsync.EVERYSEC, OptionalLong.empty());
    if (server != null) {
      server.leaveRunning();
    }
    Started started = EmbeddedRedis.start(settings, new SecureRandom());
    assertThat(started).isInstanceOf(Started.Running.class);
    server = ((Started.Running) started).server();
  }

  private void connect(long giveUpAfterMs, long stallAfterMs) {
    connections =
        new RedisConnections(
            vertx,
            new RedisSettings(
                "127.0.0.1",
                server.port(),
                Optional.empty(),
                Optional.of(server.password()),
                giveUpAfterMs,
                stallAfterMs,
                15_000));
    journal = new RedisShardJournal(connections, KEYS, 3);
  }

  private Batches takeOver() {
    Future<Tail> tail = journal.takeOver(SHARD, ANNA);
    return new Batches(SHARD, ANNA, await(tail));
  }

  private List<Batch> readAll() {
    List<Batch> batches = new ArrayList<>();
    assertThat(await(journal.read(SHARD, 0, batches::add))).isInstanceOf(ReadEnd.Complete.class);
    return batches;
  }

  private void setMaxMemory(String bytes) {
    await(send("CONFIG", "SET", "maxmemory", bytes));
  }

  private Future<Response> send(String command, String... words) {
    Request request = Request.cmd(Command.create(command));
    for (String word : words) {
      request.arg(word);
    }
    RedisLink link = connections.link();
    return link.on(() -> link.send(request));
  }

  private void runOnLink(Supplier<Future<Void>> work) {
    await(connections.link().on(work));
  }

  private void killServer() {
    ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }

  private void signal(String name) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(server.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  private Path appendOnlyFile() throws IOException {
    try (var files = Files.list(directory.resolve("appendonlydir"))) {
      return files.filter(f -> f.toString().endsWith(".incr.aof")).findFirst().orElseThrow();
    }
  }

  private void writeFlipped(byte[] sound, int at, int bit) throws IOException {
    byte[] damaged = sound.clone();
    damaged[at] ^= (byte) bit;
    Files.write(appendOnlyFile(), damaged);
  }

  private static int indexOf(byte[] all, byte[] part) {
    for (int i = 0; i <= all.length - part.length; i++) {
      if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new AssertionError("the batch is not in the file");
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException broken) {
      throw new AssertionError(broken);
    }
  }

  private void awaitRefusals(int count) {
    String stat = "errorstat_NOREPLICAS:count=";
    int refused = 0;
    while (refused < count) {
      String info = await(send("INFO", "errorstats")).toString();
      int at = info.indexOf(stat) + stat.length();
      refused =
          at < stat.length() ? 0 : Integer.parseInt(info.substring(at, info.indexOf('\r', at)));
    }
  }
}

package io.onefold.journal.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.journal.Appended;
import io.onefold.journal.Batch;
import io.onefold.journal.Batches;
import io.onefold.journal.Checkpoint;
import io.onefold.journal.Put;
import io.onefold.journal.Section;
import io.onefold.journal.connection.RedisConnections;
import io.onefold.journal.connection.RedisSettings;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The journal while its server is killed, stopped, full, or loading. */
class RedisOutageIT extends OutageScene {

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

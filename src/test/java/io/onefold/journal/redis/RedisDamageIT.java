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
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The journal when its server comes back on a file that was cut, or in which bits have flipped. */
class RedisDamageIT extends OutageScene {

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
}

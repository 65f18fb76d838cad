package io.onefold.journal.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.journal.Appended;
import io.onefold.journal.Batch;
import io.onefold.journal.Batches;
import io.onefold.journal.Checkpoint;
import io.onefold.journal.Loaded;
import io.onefold.journal.OlderCheckpointsContract;
import io.onefold.journal.Put;
import io.onefold.journal.ReadEnd;
import io.onefold.journal.Section;
import io.onefold.journal.ShardJournal;
import io.onefold.journal.StoreTamper;
import io.onefold.journal.connection.RedisConnections;
import io.onefold.journal.connection.RedisSettings;
import io.onefold.journal.connection.ShardKeys;
import io.onefold.journal.embedded.TestRedis;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The journal on a real server, with a wire in between that breaks when it is told to. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisShardJournalIT extends OlderCheckpointsContract {

  private static final ShardKeys KEYS = new ShardKeys("it");

  private Vertx vertx;
  private TestRedis redis;
  private Redis direct;

  private FaultProxy wire;
  private RedisConnections connections;
  private RedisConnections otherConnections;
  private ShardJournal journal;
  private ShardJournal otherJournal;
  private RedisTamper tamper;

  @BeforeAll
  void startServer() {
    vertx = Vertx.vertx();
    redis = TestRedis.start();
    RedisOptions options = new RedisOptions().setPassword(redis.server().password());
    options.setConnectionString("redis://127.0.0.1:" + redis.server().port());
    direct = Redis.createClient(vertx, options);
  }

  @AfterAll
  void stopServer() {
    await(vertx.close());
    redis.close();
  }

  @BeforeEach
  void connect() throws IOException {
    wire = new FaultProxy(redis.server().port());
    connections = new RedisConnections(vertx, redis.settings(wire.port()));
    otherConnections = new RedisConnections(vertx, redis.settings());
    journal = new RedisShardJournal(connections, KEYS, KEPT);
    otherJournal = new RedisShardJournal(otherConnections, KEYS, KEPT);
    tamper = new RedisTamper(direct, KEYS, wire);
    tamper.wipe();
  }

  @AfterEach
  void disconnect() throws IOException {
    await(connections.close());
    await(otherConnections.close());
    wire.close();
    assertThat(wire.isArmed()).as("a fault that did not happen").isFalse();
  }

  @Override
  protected ShardJournal journal() {
    return journal;
  }

  @Override
  protected ShardJournal otherJournal() {
    return otherJournal;
  }

  @Override
  protected StoreTamper tamper() {
    return tamper;
  }

  @Test
  void append_wireCutAgainAndAgain_allStandOnceInOrder() {
    Batches anna = takeOver(journal, ANNA);
    for (int round = 0; round < 20; round++) {
      List<Batch> batches = anna.next(8);
      if (round % 3 == 0) {
        tamper.loseNextReply();
      } else if (round % 3 == 1) {
        tamper.loseNextRequest();
      }
      List<Future<Appended>> answers = batches.stream().map(journal::append).toList();
      if (round % 3 == 2) {
        wire.cutAll();
      }
      answers.forEach(answer -> assertThat(await(answer)).isInstanceOf(Appended.Committed.class));
    }
    assertThat(readAll(0)).hasSize(160);
    assertThat(end(0)).isInstanceOf(ReadEnd.Complete.class);
  }

  @Test
  void append_redisOutOfReach_isUnknownThenFoundOut() throws IOException {
    int port = wire.port();
    RedisSettings impatient =
        new RedisSettings(
            "127.0.0.1",
            port,
            Optional.empty(),
            Optional.of(redis.server().password()),
            300,
            200,
            200);
    RedisConnections cut = new RedisConnections(vertx, impatient);
    ShardJournal impatiently = new RedisShardJournal(cut, KEYS, KEPT);
    Batches anna = takeOver(impatiently, ANNA);
    Batch first = anna.next();
    Batch second = anna.next();
    assertCommitted(impatiently, first);
    wire.close();
    Future<Appended> seconds = impatiently.append(second);
    Future<Appended> thirds = impatiently.append(anna.next());
    assertThat(await(seconds)).isInstanceOf(Appended.Unknown.class);
    assertThat(await(thirds)).isInstanceOf(Appended.Unknown.class);
    assertThat(cut.available()).isFalse();
    await(cut.close());
    assertThat(await(otherJournal.takeOver(SHARD, BERT)).lastSeq()).isEqualTo(1);
  }

  @Test
  void takeOver_lostReply_isFoundToBeOurs() {
    wire.loseReplyTo("xadd");
    assertThat(await(journal.takeOver(SHARD, ANNA)).epoch()).isEqualTo(1);
  }

  @Test
  void putCheckpoint_lostReplyToTheSwitch_isStoredOnce() {
    Batches anna = takeOver(journal, ANNA);
    assertCommitted(journal, anna.next());
    Checkpoint checkpoint = anna.checkpoint(Section.fresh("a", 1, new byte[] {1, 2, 3}));
    wire.loseReplyTo("'moved'");
    assertThat(await(journal.putCheckpoint(checkpoint))).isInstanceOf(Put.Stored.class);
    Request ids = Request.cmd(Command.LLEN).arg(KEYS.manifests(SHARD));
    assertThat(tamper.send(ids).toInteger()).isEqualTo(1);
  }

  @Test
  void read_damagedEpochRecord_isNamed() {
    takeOver(journal, ANNA);
    tamper.flipBit(SHARD, 1, 0, 40);
    assertThat(end(0))
        .isInstanceOfSatisfying(
            ReadEnd.Corrupt.class, corrupt -> assertThat(corrupt.what()).contains("EPOCH"));
  }

  @Test
  void checkpoint_anyFlippedByteOfManifestOrPointer_isRefused() {
    Batches anna = takeOver(journal, ANNA);
    assertCommitted(journal, anna.next());
    Checkpoint checkpoint = anna.checkpoint(Section.fresh("a", 1, new byte[] {1, 2, 3}));
    await(journal.putCheckpoint(checkpoint));
    byte[] key = KEYS.manifest(SHARD, checkpoint.id());
    byte[] sound = get(key);
    for (int i = 0; i < sound.length; i++) {
      byte[] damaged = sound.clone();
      damaged[i] ^= 0x10;
      tamper.set(key, damaged);
      assertThat(await(journal.checkpoint(SHARD, Optional.empty())))
          .as("byte %d", i)
          .isInstanceOf(Loaded.Corrupt.class);
    }
    tamper.set(key, sound);
    byte[] pointer = get(KEYS.current(SHARD));
    for (int i = 0; i < pointer.length; i++) {
      byte[] damaged = pointer.clone();
      damaged[i] ^= 0x01;
      tamper.set(KEYS.current(SHARD), damaged);
      assertThat(await(journal.checkpoint(SHARD, Optional.empty())))
          .as("byte %d", i)
          .isNotInstanceOf(Loaded.Found.class);
    }
  }

  @Test
  void checkpoint_pointerLost_isRefusedAndAnOlderOneCanBeAskedFor() {
    Batches anna = takeOver(journal, ANNA);
    assertCommitted(journal, anna.next());
    Checkpoint checkpoint = anna.checkpoint(Section.fresh("a", 1, new byte[] {1, 2, 3}));
    await(journal.putCheckpoint(checkpoint));
    await(journal.trim(SHARD, 1));
    tamper.send(Request.cmd(Command.DEL).arg(KEYS.current(SHARD)));
    assertThat(await(otherJournal.takeOver(SHARD, BERT)).lastSeq()).isEqualTo(1);
    assertThat(await(otherJournal.checkpoint(SHARD, Optional.empty())))
        .isInstanceOfSatisfying(
            Loaded.Corrupt.class,
            corrupt -> {
              assertThat(corrupt.part()).isEqualTo("pointer");
              assertThat(corrupt.got()).isEqualTo("missing");
              assertThat(corrupt.olderGoodId()).contains(checkpoint.id());
            });
    assertThat(await(otherJournal.checkpoint(SHARD, Optional.of(checkpoint.id()))))
        .isInstanceOf(Loaded.Found.class);
  }

  private byte[] get(byte[] key) {
    return tamper.send(Request.cmd(Command.GET).arg(key)).toBytes();
  }
}

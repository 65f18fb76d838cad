package io.onefold.message.entrance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onefold.event.PackedWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is said between clients and nodes, written and read; and read when it is damaged. */
class EntrancePropertyTest {

  private static final int ROUNDS = 2_000;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @Test
  void anyCalls_writtenAndRead_areTheSame() throws Unreadable {
    for (int i = 0; i < ROUNDS; i++) {
      Calls calls = calls();
      assertThat(Calls.read(bytes(calls)))
          .as("seed %d", seed)
          .usingRecursiveComparison()
          .isEqualTo(calls);
    }
  }

  @Test
  void anyAnswers_writtenAndRead_areTheSame() throws Unreadable {
    for (int i = 0; i < ROUNDS; i++) {
      Answers answers = answers();
      assertThat(Answers.read(bytes(answers)))
          .as("seed %d", seed)
          .usingRecursiveComparison()
          .isEqualTo(answers);
    }
  }

  @Test
  void anyDamage_isSaidToBeUnreadable_orReadsAsSomethingElse() {
    for (int i = 0; i < ROUNDS; i++) {
      survives(damaged(bytes(calls())), Calls::read);
      survives(damaged(bytes(answers())), Answers::read);
    }
  }

  @Test
  void otherFormat_isSaidToBeUnreadable() {
    byte[] bytes = bytes(calls());
    bytes[0] = EntranceFormat.NUMBER + 1;
    assertThatThrownBy(() -> Calls.read(bytes))
        .isInstanceOf(Unreadable.class)
        .hasMessageContaining("format " + (EntranceFormat.NUMBER + 1));
  }

  @FunctionalInterface
  private interface Reader {
    Object read(byte[] bytes) throws Unreadable;
  }

  private void survives(byte[] bytes, Reader reader) {
    try {
      assertThat(reader.read(bytes)).isNotNull();
    } catch (Unreadable said) {
      assertThat(said).hasMessageMatching("damaged: .*|format .*");
    }
  }

  /** Cut short, or with some bits turned over. */
  private byte[] damaged(byte[] bytes) {
    if (random.nextBoolean()) {
      return java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private static byte[] bytes(Calls calls) {
    PackedWriter out = Calls.begin(calls.client(), calls.key(), new PackedWriter(16));
    calls.calls().forEach(call -> Calls.add(call, out));
    return out.toBytes();
  }

  private static byte[] bytes(Answers answers) {
    PackedWriter out = Answers.begin(answers.node(), new PackedWriter(16));
    answers.answers().forEach(answered -> Answers.add(answered, out));
    return out.toBytes();
  }

  private Calls calls() {
    return new Calls(
        uuid(),
        text(),
        some(
            () ->
                new Call(
                    random.nextLong() >>> random.nextInt(64),
                    CallKind.values()[random.nextInt(CallKind.values().length)],
                    body())));
  }

  private Answers answers() {
    return new Answers(
        uuid(),
        some(
            () ->
                new Answered(
                    random.nextLong() >>> random.nextInt(64),
                    random.nextInt(65) - 1,
                    random.nextBoolean(),
                    said())));
  }

  private Said said() {
    return switch (random.nextInt(6)) {
      case 0 ->
          new Said.Accepted(
              some(() -> new Said.Fault(random.nextInt(500), text(), text(), text())));
      case 1 -> new Said.Document(body());
      case 2 -> new Said.Refused(400 + random.nextInt(100), text(), text(), text());
      case 3 -> new Said.Busy(text(), random.nextInt(10_000));
      case 4 -> new Said.Failed(text());
      default -> places();
    };
  }

  private Said places() {
    List<UUID> nodes = some(this::uuid);
    List<Optional<UUID>> owners = new ArrayList<>();
    for (int shard = 0; shard < random.nextInt(64); shard++) {
      boolean owned = !nodes.isEmpty() && random.nextInt(10) > 0;
      owners.add(owned ? Optional.of(nodes.get(random.nextInt(nodes.size()))) : Optional.empty());
    }
    return new Said.Places(owners);
  }

  private <T> List<T> some(Supplier<T> each) {
    return Stream.generate(each).limit(random.nextInt(5)).toList();
  }

  private UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private byte[] body() {
    byte[] body = new byte[random.nextInt(300)];
    random.nextBytes(body);
    return body;
  }

  private String text() {
    return "é\uD83D\uDE00".repeat(random.nextInt(3)) + Long.toString(random.nextLong(), 36);
  }
}

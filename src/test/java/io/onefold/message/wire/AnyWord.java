package io.onefold.message.wire;

import io.onefold.event.Identifier;
import io.onefold.message.Answer;
import io.onefold.message.ReplyTo;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Makes random instances of any record, out of random instances of its components; so it knows a
 * message on the day that it is written. Numbers are often at the edges of what a varint can hold.
 */
final class AnyWord {

  private static final String LETTERS = "aZ 9\"\té€😀";

  private final Random random;
  private final int sizeMax;

  /**
   * @param sizeMax most characters of a string, bytes of an array and, up to 5, items of a list
   */
  AnyWord(Random random, int sizeMax) {
    this.random = random;
    this.sizeMax = sizeMax;
  }

  /** The forms of a sealed type, down to the records. */
  static Stream<Class<?>> forms(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(AnyWord::forms)
        : Stream.of(type);
  }

  <T> T of(Class<T> type) {
    return type.cast(any(type));
  }

  private Object any(Type type) {
    if (type instanceof ParameterizedType parameterized) {
      return anyOf(parameterized.getRawType(), parameterized.getActualTypeArguments()[0]);
    }
    Class<?> raw = (Class<?>) type;
    if (raw.isPrimitive()) {
      return primitive(raw);
    }
    if (raw == ReplyTo.class) {
      return new Waiting(new Ticket(new UUID(random.nextLong(), random.nextLong()), number()));
    }
    if (raw.isRecord()) {
      return record(raw);
    }
    return raw.isSealed() ? any(pick(forms(raw).toList())) : plain(raw);
  }

  private Object plain(Class<?> raw) {
    if (raw.isEnum()) {
      return pick(Arrays.asList(raw.getEnumConstants()));
    }
    if (raw == String.class) {
      return text();
    }
    if (raw == byte[].class) {
      byte[] bytes = new byte[random.nextInt(sizeMax + 1)];
      random.nextBytes(bytes);
      return bytes;
    }
    throw new AssertionError("how is a " + raw + " made?");
  }

  private Object anyOf(Type raw, Type item) {
    if (raw == Optional.class) {
      return random.nextBoolean() ? Optional.of(any(item)) : Optional.empty();
    }
    List<Object> items = new ArrayList<>();
    for (int left = random.nextInt(Math.min(sizeMax, 5) + 1); left > 0; left--) {
      items.add(any(item));
    }
    if (item == Identifier.class && items.isEmpty()) {
      items.add(any(item)); // an event has one at the least
    }
    return raw == List.class ? items : new HashSet<>(items);
  }

  private Object primitive(Class<?> raw) {
    if (raw == boolean.class) {
      return random.nextBoolean();
    }
    return raw == int.class ? (Object) (int) number() : (Object) number();
  }

  /** Any number of bits, and now and then a negative one. */
  private long number() {
    return (random.nextLong() >>> random.nextInt(64)) * (random.nextInt(4) == 0 ? -1 : 1);
  }

  private String text() {
    int[] letters = LETTERS.codePoints().toArray();
    int kinds = random.nextBoolean() ? 4 : letters.length;
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(sizeMax + 1); left > 0; left--) {
      text.appendCodePoint(letters[random.nextInt(kinds)]);
    }
    return text.toString();
  }

  private Object record(Class<?> raw) {
    RecordComponent[] parts = raw.getRecordComponents();
    Class<?>[] types = Stream.of(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values =
        Stream.of(parts).map(RecordComponent::getGenericType).map(this::any).toArray();
    try {
      return raw.getConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException unmade) {
      throw new AssertionError("a " + raw.getSimpleName() + " cannot be made", unmade);
    }
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Who waits for an answer; two are the same who wait with the same ticket. */
  record Waiting(Ticket ticket) implements ReplyTo {

    static Ticket ticketOf(ReplyTo replyTo) {
      return ((Waiting) replyTo).ticket();
    }

    @Override
    public void answer(Answer answer) {
      throw new AssertionError("nobody answers here");
    }
  }
}

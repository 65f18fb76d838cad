package io.onefold.message.wire;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The whole content of a word as a text: two words are alike when their portraits are the same,
 * also where records hold arrays, which are equal only to themselves.
 */
final class Portrait {

  private Portrait() {}

  static String of(Object word) {
    return switch (word) {
      case Record record -> name(record.getClass()) + parts(record);
      case List<?> list -> "[" + all(list).collect(Collectors.joining(",")) + "]";
      case Set<?> set -> "{" + all(set).sorted().collect(Collectors.joining(",")) + "}";
      case Optional<?> optional -> optional.map(value -> "?" + of(value)).orElse("?");
      case byte[] bytes -> "0x" + HexFormat.of().formatHex(bytes);
      case String text -> "'" + text + "'";
      default -> word.toString();
    };
  }

  /** For example {@code Message.Apply}. */
  static String name(Class<?> type) {
    return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
  }

  private static Stream<String> all(Collection<?> words) {
    return words.stream().map(Portrait::of);
  }

  private static String parts(Record record) {
    return Stream.of(record.getClass().getRecordComponents())
        .map(part -> of(value(record, part)))
        .collect(Collectors.joining(",", "(", ")"));
  }

  private static Object value(Record record, RecordComponent part) {
    try {
      return part.getAccessor().invoke(record);
    } catch (ReflectiveOperationException unread) {
      throw new AssertionError(
          "%s of a %s".formatted(part.getName(), name(record.getClass())), unread);
    }
  }
}
